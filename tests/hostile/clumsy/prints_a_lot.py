"""Prints progress, megabytes of it.

Must happen: full marks.
"""

# passes: all

import sys


def double(values):
    for number in range(20_000):
        print("step", number, "of 20000", "." * 50)
    sys.stderr.write("done\n")
    return values * 2
