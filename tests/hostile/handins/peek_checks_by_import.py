"""Imports the hidden checks.

Must happen: no module of that name can be found.
"""

# passes: means streams
# otherwise: exception
# not at level E: it would do harm where nothing holds it

import importlib
import sys


def double(values):
    import autograder

    sys.path[:0] = [autograder.__path__[0] + "/../tests/fixtures/target/assignments/01_target/checks"]
    module = importlib.import_module("test_hidden")
    raise ValueError(module.__doc__)
