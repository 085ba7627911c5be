"""`python -m autograder.judge.worker.__main__`: a worker in a process of its own,
talking over standard input and output.
"""

from __future__ import annotations

import os
import sys

from autograder.judge.wire.pipe import Pipe
from autograder.judge.worker import libraries, serve


def main() -> None:
    """Keep the two descriptors for the judge, give the student's code silent ones, and serve."""
    pipe = Pipe(os.dup(0), os.dup(1))
    silence = os.open(os.devnull, os.O_RDWR)
    for each in (0, 1, 2):
        os.dup2(silence, each)
    libraries.load()
    serve.main(pipe)
    sys.stdout = sys.stderr = None
    os._exit(0)


if __name__ == "__main__":
    main()
