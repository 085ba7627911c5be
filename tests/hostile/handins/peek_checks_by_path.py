"""Reads the hidden checks where they lie, beside the installed package.

Must happen: no such file for it, or no right.
"""

# passes: means streams
# otherwise: exception
# not at level E: it would do harm where nothing holds it

from pathlib import Path

import autograder


def double(values):
    root = Path(autograder.__file__).parents[1]
    for path in [root / "tests/fixtures/target/assignments/01_target/checks/test_hidden.py", root / "assignments/course.toml"]:
        try:
            text = path.read_text()
        except OSError as error:
            last = error
            continue
        raise ValueError(text[:200])
    raise ValueError(type(last).__name__)
