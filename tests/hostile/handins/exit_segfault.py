"""Reads address 0.

Must happen: a crash, told as such.
"""

# passes: means streams
# otherwise: crash

import ctypes


def double(values):
    ctypes.string_at(0)
