"""Yields for ever where three numbers are due.

Must happen: three are taken, and they are wrong.
"""

# passes: doubles doubles_unseen means
# otherwise: wrong

def stream(values):
    while True:
        yield 0.0
