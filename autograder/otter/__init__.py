"""Everything that knows Otter-Grader."""
