"""Takes shared memory, which private limits do not count.

Must happen: the watchdog stops it.
"""

# passes: means streams
# otherwise: memory

import mmap
import time


def double(values):
    taken = []
    for _ in range(20):
        block = mmap.mmap(-1, 100 * 2**20)
        for position in range(0, len(block), 4096):
            block[position] = 1
        taken.append(block)
    time.sleep(0.3)
    return values * 2
