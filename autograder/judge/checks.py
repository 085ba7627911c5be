"""The check functions of an assignment, and what one of them says about a submission. Lives in the judge only."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import sys
import time
import traceback
import types
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from autograder.base.errors import ContentError, MachineError
from autograder.base.mismatch import Mismatch
from autograder.base.verdict import AnswerError, Message, Outcome, Reason, Verdict
from autograder.course.model import PUBLIC, Assignment, Check
from autograder.judge.bounds import disclosed
from autograder.judge.call_text import told_of
from autograder.judge.picture import difference
from autograder.judge.submission import Submission

CheckFunction = Callable[[Submission], None]

_numbers = itertools.count()
_loaded: dict[tuple[str, str, str], types.ModuleType] = {}
_PUBLIC = Path(PUBLIC)


def check_functions(assignment: Assignment) -> dict[str, CheckFunction]:
    """Return the function of each check by its id. Files that did not change are not run again.

    Raises:
        ContentError: A check file cannot be imported, or a function is missing.
    """
    found: dict[str, CheckFunction] = {}
    for check in assignment.rubric:
        function = vars(check_module(check.path)).get(check.function)
        if function is None:
            raise ContentError("content.no_check_function", check.path, function=check.function)
        found[check.id] = function
    return found


def judge(check: Check, function: CheckFunction, submission: Submission, *, in_full: bool = False) -> Verdict:
    """Return what one check says: a verdict in any case, never an exception of the check's. `in_full`: see `bounds`."""
    start, calls = time.perf_counter(), len(submission.calls)
    found = _verdict(check, function, submission)
    call = found.call
    if call is None and not found.passed:
        call = told_of(submission.calls[calls:])
    spent = time.perf_counter() - start
    return disclosed(replace(found, call=call, seconds=spent), check, in_full=in_full)


def _verdict(check: Check, function: CheckFunction, submission: Submission) -> Verdict:
    try:
        submission.reseed()
        function(submission)
        return Verdict(check.id, Outcome.PASS)
    except AnswerError as error:
        if error.reason is Reason.BUSY:  # the machine's fault: a score to be withheld, never a zero
            return Verdict(check.id, Outcome.JUDGE_ERROR, Reason.BUSY, error.message)
        outcome = Outcome.NOT_RUN if error.not_run else Outcome.FAIL
        return Verdict(check.id, outcome, error.reason, error.message)
    except Mismatch as error:
        return Verdict(
            check.id,
            Outcome.FAIL,
            Reason.WRONG,
            error.message,
            call=error.of or None,
            expected=error.expected if check.public else None,
            received=error.received,
            picture=difference(error.arrays) if check.public else None,
        )
    except AssertionError:
        return Verdict(check.id, Outcome.FAIL, Reason.WRONG, Message("judge.assertion"), detail=_trace())
    except MachineError:  # no verdict: another machine, or another hour, gives one
        raise
    except Exception:
        return Verdict(check.id, Outcome.JUDGE_ERROR, Reason.JUDGE, Message("judge.error"), detail=_trace())


def check_module(path: Path) -> types.ModuleType:
    """Return a check file as a module; one that did not change is not run again.

    What public and hidden checks share stands in test_public.py alone, and test_hidden.py imports it from there: the
    file beside it, for two assignments both have one.

    Raises:
        ContentError: The file cannot be imported.
    """
    public = path.with_name(_PUBLIC.name)
    beside = check_module(public) if path.name != public.name and public.is_file() else None
    text = path.read_bytes()
    key = (str(path.resolve()), hashlib.sha256(text).hexdigest(), beside.__name__ if beside else "")
    if key not in _loaded:
        _loaded[key] = _run(path, text, beside)
    return _loaded[key]


def _run(path: Path, text: bytes, beside: types.ModuleType | None) -> types.ModuleType:
    # A name of its own: two assignments both have a test_hidden.py.
    name = f"autograder_checks_{next(_numbers)}_{path.stem}"
    module = types.ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module
    try:
        with _importable(beside):
            exec(compile(text, str(path), "exec"), module.__dict__)
    except Exception as error:
        line = error.lineno if isinstance(error, SyntaxError) else _line(error, str(path))
        raise ContentError(
            "content.check_file", path, line, kind=type(error).__name__, why=str(error)
        ) from error
    return module


@contextlib.contextmanager
def _importable(public: types.ModuleType | None) -> Iterator[None]:
    """Let `import test_public` find this module and no other, or none, while the block lasts."""
    before = sys.modules.get(_PUBLIC.stem)
    # None in its place: Python then refuses the import, whatever lies in the folders it would search.
    sys.modules[_PUBLIC.stem] = public  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[_PUBLIC.stem]
        if before is not None:
            sys.modules[_PUBLIC.stem] = before


def _line(error: Exception, path: str) -> int | None:
    lines = [
        line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == path
    ]
    return lines[-1] if lines else None


def _trace() -> str:
    return traceback.format_exc(limit=-12)[-4000:]
