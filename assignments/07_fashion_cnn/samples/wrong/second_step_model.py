"""Hands in a model that reaches the second step."""
