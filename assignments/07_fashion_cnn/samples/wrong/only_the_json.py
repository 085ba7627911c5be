"""Hands in the JSON without the weights."""
