"""Leaves named pipes where files are read.

Must happen: nobody waits for them; they are gone afterwards.
"""

# passes: all
# not at level E: it would do harm where nothing holds it

import os


def double(values):
    if not os.path.exists("hostile-mark-fifo"):
        os.mkfifo("hostile-mark-fifo")
    return values * 2
