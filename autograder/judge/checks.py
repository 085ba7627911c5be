"""The check functions of an assignment, and what one of them says about a submission. Lives in the judge only."""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from autograder.course.model import Assignment, Check
from autograder.errors import ContentError, MachineError
from autograder.expect import Mismatch
from autograder.judge.picture import difference
from autograder.judge.protocol import AnswerError
from autograder.judge.submission import Submission
from autograder.verdict import Message, Outcome, Reason, Verdict

CheckFunction = Callable[[Submission], None]

_numbers = itertools.count()
_loaded: dict[tuple[str, str], dict[str, CheckFunction]] = {}


def check_functions(assignment: Assignment) -> dict[str, CheckFunction]:
    """Return the function of each check by its id. Files that did not change are not run again.

    Raises:
        ContentError: A check file cannot be imported, or a function is missing.
    """
    found = {}
    for check in assignment.rubric:
        functions = _functions(check.path)
        if check.function not in functions:
            raise ContentError(f"this file defines no function {check.function}.", check.path)
        found[check.id] = functions[check.function]
    return found


def judge(check: Check, function: CheckFunction, submission: Submission) -> Verdict:
    """Return what one check says: a verdict in any case, never an exception of the check's."""
    start, calls = time.perf_counter(), len(submission.calls)

    def verdict(outcome: Outcome, **rest) -> Verdict:
        call = submission.last_call if len(submission.calls) > calls and outcome is not Outcome.PASS else None
        found = {"call": call, **rest}
        if not check.public and found["call"]:
            # Seeds and parameters of a hidden check are hidden data: for the instructor alone.
            found["detail"] = f"{found['call']}\n{rest.get('detail', '')}".strip()
            found["call"] = f"{found['call'].partition('(')[0]}(…)"
        return Verdict(check.id, outcome, seconds=time.perf_counter() - start, **found)

    try:
        submission.reseed()
        function(submission)
        return verdict(Outcome.PASS)
    except AnswerError as error:
        outcome = Outcome.NOT_RUN if error.not_run else Outcome.FAIL
        return verdict(outcome, reason=error.reason, message=error.message)
    except Mismatch as error:
        rest = {"call": error.of} if error.of else {}
        if check.public:
            rest |= {"expected": error.expected, "picture": difference(error.arrays)}
        return verdict(
            Outcome.FAIL, reason=Reason.WRONG, message=error.message, received=error.received, **rest
        )
    except AssertionError:
        return verdict(Outcome.FAIL, reason=Reason.WRONG, message=Message("judge.assertion"), detail=_trace())
    except MachineError:  # no verdict: another machine, or another hour, gives one
        raise
    except Exception:
        message = Message("judge.error")
        return verdict(Outcome.JUDGE_ERROR, reason=Reason.JUDGE, message=message, detail=_trace())


def _functions(path: Path) -> dict[str, CheckFunction]:
    text = path.read_bytes()
    key = (str(path.resolve()), hashlib.sha256(text).hexdigest())
    if key not in _loaded:
        # A name of its own: two assignments both have a test_hidden.py.
        name = f"autograder_checks_{next(_numbers)}_{path.stem}"
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            exec(compile(text, str(path), "exec"), module.__dict__)
        except Exception as error:
            line = error.lineno if isinstance(error, SyntaxError) else _line(error, str(path))
            raise ContentError(
                f"this check file cannot be imported: {type(error).__name__}: {error}. Correct it.",
                path,
                line,
            ) from error
        _loaded[key] = {each: value for each, value in vars(module).items() if each.startswith("test_")}
    return _loaded[key]


def _line(error: Exception, path: str) -> int | None:
    lines = [
        line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == path
    ]
    return lines[-1] if lines else None


def _trace() -> str:
    return traceback.format_exc(limit=-12)[-4000:]
