"""Looks for the files of other students' hand-ins.

Must happen: it sees its own folder alone.
"""

# passes: means streams
# otherwise: exception
# not at level E: it would do harm where nothing holds it

import os
from pathlib import Path


def double(values):
    own = Path(os.getcwd()).parent
    try:
        others = [each for each in own.parent.iterdir() if each != own]
    except OSError:
        others = []
    raise ValueError("CANARY" f"-93127 {others}" if others else "nothing")
