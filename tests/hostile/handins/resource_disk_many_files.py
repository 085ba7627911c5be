"""Writes many files, each small enough.

Must happen: the watchdog stops it.
"""

# passes: means streams
# otherwise: output
# not at level E: it would do harm where nothing holds it

import time


def double(values):
    for number in range(8):
        with open(f"part{number}", "wb") as file:
            for _ in range(128):
                file.write(bytes(2**20))
    time.sleep(30)
