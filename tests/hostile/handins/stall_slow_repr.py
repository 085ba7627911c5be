"""Returns an object whose text takes for ever.

Must happen: a time-out.
"""

# passes: means streams
# otherwise: time

class Slow:
    def __repr__(self):
        while True:
            pass


def double(values):
    return Slow()
