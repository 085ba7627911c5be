"""Leaves with sys.exit when called.

Must happen: an exception of the student's, told as such; no other check suffers.
"""

# passes: means streams
# otherwise: exception

import sys


def double(values):
    sys.exit(0)
