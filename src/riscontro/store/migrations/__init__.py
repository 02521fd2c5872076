"""The migrations of a store, one module for each step; run when a store is made or opened."""
