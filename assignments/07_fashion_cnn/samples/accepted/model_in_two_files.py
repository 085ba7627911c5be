"""Hands the model in as JSON and weights."""
