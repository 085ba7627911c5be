"""Hands in the weights of another network."""
