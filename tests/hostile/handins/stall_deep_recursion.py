"""Lifts the recursion limit and calls itself until the stack overflows.

Must happen: a crash (or the memory limit), told as such.
"""

# passes: means streams
# otherwise: crash memory time exception

import sys


def double(values):
    sys.setrecursionlimit(10**9)

    def deeper(n):
        return [deeper(n + 1)][0]

    return deeper(0)
