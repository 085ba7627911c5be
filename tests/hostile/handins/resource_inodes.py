"""Makes tens of thousands of empty files.

Must happen: the watchdog stops it; all are gone afterwards.
"""

# passes: means streams
# otherwise: output
# not at level E: it would do harm where nothing holds it

import os
import time


def double(values):
    os.makedirs("many", exist_ok=True)
    for number in range(30_000):
        os.close(os.open(f"many/{number}", os.O_CREAT | os.O_WRONLY))
    time.sleep(30)
