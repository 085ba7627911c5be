"""Aborts the process, as a C library does.

Must happen: a crash, told as such.
"""

# passes: means streams
# otherwise: crash

import os


def double(values):
    os.abort()
