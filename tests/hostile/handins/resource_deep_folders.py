"""Makes folders inside folders, deeper than a path can be long.

Must happen: the watchdog stops what it cannot look through; all are gone afterwards.
"""

# passes: means streams
# otherwise: output
# not at level E: it would do harm where nothing holds it

import os
import time


def double(values):
    here = os.getcwd()
    for _ in range(600):
        os.makedirs("deeper_and_deeper", exist_ok=True)
        os.chdir("deeper_and_deeper")
    os.chdir(here)
    time.sleep(60)
