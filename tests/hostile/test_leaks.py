"""What a hidden check gives to the code does not come back to the student, by whatever way the code tries.

Each hand-in answers rightly, remembers what a hidden check gave it, and says it where it may be heard.
"""

from __future__ import annotations

import dataclasses
import json
import textwrap

import pytest

from autograder.judge.sandbox import levels
from tests.judge.conftest import assignment_of  # noqa: F401  # a fixture

LEVELS = [each.name for each in levels.levels()[:2] if each.available]
PUBLIC = """
def test_last(submission):
    expect.equal(submission.f("public"), 1)

def test_early(submission):
    expect.equal(submission.f("early"), 1)
"""
HIDDEN = """
def test_secret(submission):
    value = submission.f("se" + "cret-words")
    if not isinstance(value, int):
        value.invoke("go", 3)
        value.call(3)
"""
WAYS = {
    "an exception of a public check": """
        def f(x):
            global kept
            if x.startswith("secret"):
                kept = x
                return 1
            raise ValueError(globals().get("kept", "nothing"))
        """,
    "the exception of the hidden check itself": """
        import linecache
        def f(x):
            if x.startswith("secret"):
                for name in list(linecache.cache):
                    linecache.cache[name] = (1, None, [x + "\\n"] * 200, name)
                raise type(x, (KeyError,), {})(x)
            return 1
        """,
    "the name of a class": """
        def f(x):
            if x.startswith("secret"):
                def go(self, n): raise ValueError
                return type(x.replace("-", "_"), (), {"go": go, "__call__": go})()
            return 2
        """,
    "what a file of a public check's says": """
        from pathlib import Path
        def f(x):
            if x.startswith("secret"):
                Path("kept").write_text(x)
                return 1
            return Path("kept").read_text() if Path("kept").exists() else "nothing"
        """,
    "a worker that dies and is opened again": """
        import os
        from pathlib import Path
        if Path("kept").exists():
            raise ValueError(Path("kept").read_text())
        def f(x):
            if x.startswith("secret"):
                Path("kept").write_text(x)
                os._exit(3)
            return 1
        """,
    "what a newer Python is said to read": """
        def f(x):
            if x.startswith("secret"):
                raise SyntaxError("f-string: " + x)
            return 1
        """,
    "the name that is missing": """
        from autograder.base.verdict import Reason
        from autograder.judge.worker import host
        def f(x):
            if x.startswith("secret"):
                raise host.Refusal(Reason.MISSING_NAME, x)
            return 1
        """,
    "the words of a refusal": """
        from autograder.base.verdict import Reason
        from autograder.judge.worker import host
        def f(x):
            if x.startswith("secret"):
                raise host.Refusal(Reason.CRASH, x)
            return 1
        """,
    "the name of an argument": """
        def f(x):
            if x.startswith("secret"):
                f.__signature__ = __import__("inspect").Signature([__import__("inspect").Parameter(x.replace("-", "_"), 1)])
                return 1
            return 2
        """,
}


def heard(result):
    """Return all that a student may come to read: everything but the details for the teacher."""
    data = result.to_json()
    for verdict in data["verdicts"]:
        verdict.pop("detail", None)
    return json.dumps(data)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_a_hidden_argument_is_heard(way, level, judge_at, assignment_of):  # noqa: F811
    assignment = assignment_of(PUBLIC, HIDDEN)
    # Between two public checks stands the hidden one: in the rubric's order it would be remembered by the last.
    question = assignment.questions[0]
    early, secret, last = sorted(
        question.checks, key=lambda check: ("early", "secret", "last").index(check.id)
    )
    mixed = dataclasses.replace(
        assignment, questions=(dataclasses.replace(question, checks=(early, secret, last)),)
    )

    result = judge_at(level).grade(mixed, textwrap.dedent(WAYS[way]).encode(), name="answer.py")

    said = heard(result)
    assert "secret" not in said.replace('"secret"', ""), said
