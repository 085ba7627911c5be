"""Changes the mode and the time of files that are not its own.

Must happen: nothing changes.
"""

# passes: all
# not at level E: it would do harm where nothing holds it

import os

import autograder

before = os.stat(autograder.__file__)
try:
    os.chmod(autograder.__file__, 0o777)
    os.utime(autograder.__file__, (0, 0))
except OSError:
    pass
after = os.stat(autograder.__file__)
assert (before.st_mode, before.st_mtime) == (after.st_mode, after.st_mtime)
