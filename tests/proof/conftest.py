"""A small assignment that breaks no rule, and a grader that really runs the code, in this process."""

import copy
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.base.verdict import Outcome, Reason, Result, Verdict
from autograder.course.load import load_course
from autograder.proof.run import Scope, prove
from tests.release.conftest import light, tiny

__all__ = ["folder", "grade", "light", "proof", "proved", "tiny"]

TOML = """\
title = { en = "Add", fr = "Ajouter" }

[[questions]]
id = "q1"
title = { en = "One", fr = "Un" }
functions = ["plus_one"]

[[questions.checks]]
id = "adds"
title = { en = "Adds.", fr = "Ajoute." }
points = 1
"""
MASTER = '''"""Add.

En français :

Ajouter.
"""

# %% setup

# %% q1
def plus_one(x):
    """Return x + 1.

    En français :

    Renvoie x + 1.
    """
    # BEGIN SOLUTION
    return x + 1
    # END SOLUTION
'''
STATEMENT = "# T\n\n## q1 T\n\nCall `plus_one(1)`.\n"
HINTS = "## q1 plus_one\n- a\n- b\n- c\n"
FILES = {
    "assignment.toml": TOML,
    "master.py": MASTER,
    "statement.en.md": STATEMENT,
    "statement.fr.md": STATEMENT,
    "hints.en.md": HINTS,
    "hints.fr.md": HINTS,
    "checks/test_public.py": "from autograder import expect\n\n\ndef test_adds(submission):\n    expect.close(submission.plus_one(1), 2)\n",
    "samples/q1.py": """\
# %% right swapped: 1 + x
def plus_one(x):
    return 1 + x


# %% wrong two: adds two | fails adds
def plus_one(x):
    return x + 2
""",
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "course.toml").write_text('title = { en = "C", fr = "C" }\n')
    for name, text in FILES.items():
        path = tmp_path / "01_add" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "01_add"


class _Function:
    """A function that gets copies of its arguments, as in another process, and gives them back on request."""

    def __init__(self, function):
        self._function = function

    def __call__(self, *arguments):
        return self.with_arguments(*arguments)[0]

    def with_arguments(self, *arguments):
        copies = copy.deepcopy(arguments)
        return self._function(*copies), copies


class _Submission:
    def __init__(self, names):
        self.__dict__.update({name: _Function(each) for name, each in names.items() if callable(each)})


def grade(answer):
    """Return verdicts from running answer and checks here: the judge has its own tests."""
    names, verdicts = {}, []
    exec(answer.source, names)
    for check in answer.assignment.rubric:
        if answer.checks is not None and check.id not in answer.checks:
            continue
        checks = {}
        exec(check.path.read_text(), checks)
        try:
            checks[check.function](_Submission(names))
        except (AssertionError, AttributeError, NotImplementedError):
            verdicts.append(Verdict(check.id, Outcome.FAIL, Reason.WRONG))
        except Exception as error:
            verdicts.append(Verdict(check.id, Outcome.JUDGE_ERROR, Reason.JUDGE, detail=repr(error)))
        else:
            verdicts.append(Verdict(check.id, Outcome.PASS))
    return Result(answer.assignment.id, tuple(verdicts), seconds=1.0)


def proof(folder, grade=grade, rules=(1, 2, 3, 4, 5, 6, 9, 11), **options):
    """Return the proof of the only assignment of a course, by all rules but 7, 8 and 10, which need a built tree."""
    course = load_course(folder.parent)
    with ThreadPoolExecutor(1) as pool:
        (found,) = prove(course, course.assignments, grade, pool, Scope(frozenset(rules)), **options)
    return found


def proved(folder, **options):
    """Return number and problem of each finding."""
    return [(finding.rule, str(finding.problem)) for finding in proof(folder, **options).findings]
