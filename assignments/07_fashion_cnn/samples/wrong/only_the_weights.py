"""Hands in the weights without the JSON."""
