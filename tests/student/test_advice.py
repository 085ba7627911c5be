"""Cells that were not run, stale kernels, unsaved work: told from what was run and what is saved."""

import nbformat
import pytest

from autograder.base.verdict import Message, Outcome, Reason, Verdict
from autograder.course.load import load_assignment
from autograder.student.advice import advice, defined_in, unsaved

STUB = 'def brighten(images, amount):\n    raise NotImplementedError("q1: brighten")'
ONE = "def brighten(images, amount):\n    return images"
TWO = "def brighten(images, amount):\n    return images + amount"


@pytest.fixture
def told(student, monkeypatch):
    """Return a function: what is told where `saved` is in the notebook, and the cells `ran` were run."""
    path = student / "01_light/01_light.fr.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))

    def tell(saved, ran, verdict):
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(saved)]), path)
        light = load_assignment(student / "01_light")
        environment = {"In": ["", *ran]}
        found = advice(light, light.question("q1"), [verdict], environment, "en")
        return "\n".join([*found, unsaved(light, environment, "en")])

    return tell


PASS = Verdict("c", Outcome.PASS)
FAIL = Verdict("c", Outcome.FAIL, Reason.WRONG)
MISSING = Verdict("c", Outcome.NOT_RUN, Reason.MISSING_NAME)


def test_a_cell_that_was_not_run_is_told(told):
    assert "has not been run since" in told(ONE, ["import numpy"], MISSING)
    assert "has not been run since" in told(TWO, [STUB], Verdict("c", Outcome.NOT_RUN, Reason.NOT_ATTEMPTED))


def test_a_kernel_that_ran_an_older_version_is_told_even_where_all_passes(told):
    assert "the older version" in told(TWO, [ONE], PASS)


def test_work_that_is_not_saved_is_told_by_question(told):
    assert "Not saved yet: your last answers to q1." in told(ONE, [ONE, TWO], PASS)
    assert "Not saved yet" in told(STUB, [STUB, TWO], PASS)


@pytest.mark.parametrize(("saved", "ran"), [(ONE, [ONE]), (STUB, [STUB]), (TWO + "  # a comment", [TWO])])
def test_where_both_agree_nothing_is_told(told, saved, ran):
    assert told(saved, ran, FAIL).strip() == ""


def test_outside_of_ipython_no_cell_is_named():
    assert defined_in(test_outside_of_ipython_no_cell_is_named) is None


def test_who_wrote_into_the_argument_is_told_that_the_notebooks_own_may_be_changed_too(told):
    changed = Verdict("a", Outcome.FAIL, Reason.WRONG, Message("expect.unchanged"))
    assert "run all cells from the top" in told(ONE, [ONE], changed)
    other = Verdict("a", Outcome.FAIL, Reason.WRONG, Message("expect.equal_value"))
    assert "from the top" not in told(ONE, [ONE], other)
