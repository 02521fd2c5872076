"""Riscontro."""
