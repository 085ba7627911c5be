"""Hands in a model without softmax."""
