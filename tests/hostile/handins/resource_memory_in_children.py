"""Spreads memory over child processes, each below the limit.

Must happen: the watchdog counts them together.
"""

# passes: means streams
# otherwise: memory

import os
import time


def double(values):
    for _ in range(4):
        if os.fork() == 0:
            taken = bytearray(400 * 2**20)
            for position in range(0, len(taken), 4096):
                taken[position] = 1
            time.sleep(30)
            os._exit(0)
    time.sleep(0.8)
    time.sleep(30)
