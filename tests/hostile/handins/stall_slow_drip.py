"""Yields each number after a pause, to stretch a call beyond its time.

Must happen: a time-out.
"""

# passes: doubles doubles_unseen means
# otherwise: time

import time


def stream(values):
    for value in values:
        time.sleep(0.7)
        yield value
