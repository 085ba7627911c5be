"""Makes folders inside folders, deeper than a path can be long.

Must happen: all are gone afterwards.
"""

# passes: all
# not at level E: it would do harm where nothing holds it

import os


def double(values):
    here = os.getcwd()
    for _ in range(600):
        os.makedirs("deeper_and_deeper", exist_ok=True)
        os.chdir("deeper_and_deeper")
    os.chdir(here)
    return values * 2
