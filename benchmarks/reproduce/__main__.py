"""`python -m benchmarks.reproduce a`: run one of the five works, or measure the tables (`csv`); `--quick` tries it on
a little generated data."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path

from autograder.base.errors import CourseError
from benchmarks.reproduce import run


def main(arguments: list[str] | None = None) -> int:
    """Run the work that is asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reproduce", description=__doc__)
    parser.add_argument("work", choices=[*"abcde", "csv"])
    parser.add_argument(
        "--quick",
        action="store_true",
        help="a little generated data and one epoch: shows that it runs, measures nothing",
    )
    parser.add_argument(
        "--results", type=Path, default=None, help="folder for the results [benchmarks/results]"
    )
    parser.add_argument("--scratch", type=Path, default=run.SCRATCH, help="folder for unfinished work")
    parser.add_argument(
        "--minutes", type=float, help="clock time for each training at most; the results say so"
    )
    parser.add_argument(
        "--skip", action="append", default=[], help="a training of work E to leave out (may be repeated)"
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NAME-SEED",
        help="do only this training of work A, D or E and write no results (may be repeated); the whole command then finds it done",
    )
    options = parser.parse_args(arguments)
    if (options.only or options.skip) and options.work not in "ade":
        parser.error(f"work {options.work} has no trainings to choose from")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    # What a quick run writes says nothing: it must not take the place of a measurement.
    results = options.results or (options.scratch / "quick" if options.quick else run.RESULTS)
    work = importlib.import_module(f"benchmarks.reproduce.work_{options.work}")
    if options.work != "csv" and not options.quick:
        run.say(run.told_time(options.work))
    try:
        changed = {name: value for name in ("minutes", "skip", "only") if (value := getattr(options, name))}
        work.reproduce(options.quick, results, options.scratch, **changed)
    except CourseError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("\nInterrupted. The same command goes on from the last whole epoch.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
