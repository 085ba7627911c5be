"""Hands in a file that was cut off."""
