"""Leaves a message for the next hand-in in every folder it can find.

Must happen: nothing is left.
"""

# passes: all
# not at level E: it would do harm where nothing holds it

import os
import tempfile

for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", tempfile.gettempdir(), os.path.expanduser("~"), "..", "../.."):
    try:
        with open(f"{folder}/hostile-mark-drop", "w") as file:
            file.write("the answer is 42")
    except OSError:
        continue
