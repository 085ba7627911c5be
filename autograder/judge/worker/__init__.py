"""The side that runs the student's code."""
