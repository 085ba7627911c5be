"""Measurements: the course's figures, the toolkit's speed."""
