"""Forks without end (here: at most 2000 times).

Must happen: refused beyond a number; all are gone afterwards.
"""

# passes: means streams
# otherwise: exception memory time crash
# not at level E: it would do harm where nothing holds it

import os
import time


def double(values):
    for _ in range(2000):
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
    time.sleep(60)
