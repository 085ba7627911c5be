"""Proving that an assignment may be released."""
