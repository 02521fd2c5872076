"""How much of what: numbers with their units (quantities) and the goods that are named."""
