"""What a student uses: in a notebook, in a terminal, under pytest."""
