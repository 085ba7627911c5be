"""Forgets the file."""
