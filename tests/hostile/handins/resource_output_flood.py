"""Prints without end.

Must happen: nobody listens; time ends it.
"""

# passes: means streams
# otherwise: time

def double(values):
    while True:
        print("x" * 10_000)
