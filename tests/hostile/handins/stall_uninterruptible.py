"""Catches everything in an endless loop, so that no exception stops it.

Must happen: a time-out.
"""

# passes: means streams
# otherwise: time

import time


def double(values):
    while True:
        try:
            time.sleep(1000)
        except BaseException:
            continue
