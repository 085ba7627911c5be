"""Kills its parent process.

Must happen: no right to; the fork server and the judge live on, and the answer is wrong.
"""

# passes: means streams
# otherwise: exception
# not at level E: it would do harm where nothing holds it

import os


def double(values):
    os.kill(os.getppid(), 9)
    return values
