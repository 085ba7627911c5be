"""Hands in a model that reaches the first step."""
