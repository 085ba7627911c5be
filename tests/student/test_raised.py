"""Which cells of a notebook raised, and what therefore is not defined."""

import types

import pytest

from autograder.student.raised import Runs, defined_in


def cell(number, source, error=None):
    return types.SimpleNamespace(
        info=types.SimpleNamespace(raw_cell=source),
        execution_count=number,
        error_before_exec=error if isinstance(error, SyntaxError) else None,
        error_in_exec=None if isinstance(error, SyntaxError) else error,
    )


@pytest.fixture
def runs():
    return Runs()


def test_the_cell_that_should_have_defined_a_name_is_named_with_its_error(runs):
    runs.note(cell(3, "import nope\ndef f(x):\n    return x", ModuleNotFoundError("No module named 'nope'")))
    assert str(runs.error_of("f")) == "Cell In[3] raised ModuleNotFoundError: No module named 'nope'"
    assert runs.error_of("g") is None


def test_a_syntax_error_has_its_line(runs):
    source = "def f(x):\n    return (x"
    with pytest.raises(SyntaxError) as caught:
        compile(source, "cell", "exec")
    runs.note(cell(4, source, caught.value))
    assert "Cell In[4] raised SyntaxError: '(' was never closed (line 2: “return (x”)" in str(
        runs.error_of("f")
    )


def test_a_later_run_without_an_error_ends_it(runs):
    runs.note(cell(3, "f = 1 / 0", ZeroDivisionError()))
    runs.note(cell(4, "f = 1"))
    assert runs.error_of("f") is None


def test_magics_do_not_hide_what_a_cell_binds(runs):
    runs.note(cell(2, "%matplotlib inline\nimport nope as np", ModuleNotFoundError("nope")))
    assert runs.error_of("np")


def test_what_is_no_run_of_a_cell_is_left_alone(runs):
    runs.note(types.SimpleNamespace())
    runs.note(cell(None, "f = 1 / 0", ZeroDivisionError()))
    assert runs.error_of("f") is None


def test_a_value_from_elsewhere_is_not_called_old(runs):
    runs.note(cell(3, "f = 1 / 0", ZeroDivisionError()))
    assert runs.error_of("f", value=5) is None


def test_outside_of_ipython_no_cell_is_named():
    assert defined_in(test_outside_of_ipython_no_cell_is_named) is None
