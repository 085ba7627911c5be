"""Ends the process with os._exit(0), a status that looks like success.

Must happen: a crash, and the next check gets a fresh worker.
"""

# passes: means streams
# otherwise: crash

import os


def double(values):
    os._exit(0)
