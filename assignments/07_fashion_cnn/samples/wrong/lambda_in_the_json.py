"""Hands in a network with a Lambda layer."""
