"""What is said of an exception: its reason and the student's own line."""

import urllib.error

import pytest

from autograder.base.verdict import Reason
from autograder.judge.worker.trace import cell_of, failure, filename_of, remember_source


def raised(source, where=""):
    """Return the failure that running a source ends in."""
    namespace = {"urllib": urllib}
    remember_source(filename_of(where), source)
    try:
        exec(compile(source, filename_of(where), "exec"), namespace)
    except BaseException as error:
        return failure(error, namespace)


def test_the_line_is_the_students_last_and_not_the_librarys():
    found = raised("import json\n\njson.loads('{')\n", "4")

    assert (found.line, found.source, found.where) == (3, "json.loads('{')", "4")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("raise NotImplementedError('q1: f')", Reason.NOT_ATTEMPTED),
        ("raise NotImplementedError", Reason.NOT_ATTEMPTED),
        ("raise NotImplementedError('later')", Reason.EXCEPTION),
        ("raise MemoryError", Reason.MEMORY),
        ("raise OSError(101, 'Network is unreachable')", Reason.NETWORK),
        ("raise urllib.error.URLError('no')", Reason.NETWORK),
        # As keras.utils.get_file does.
        (
            "try:\n    raise urllib.error.URLError('no')\nexcept Exception:\n    raise Exception('URL fetch failure')",
            Reason.NETWORK,
        ),
        ("raise BrokenPipeError", Reason.EXCEPTION),
        ("raise ValueError('URL fetch failure')", Reason.EXCEPTION),
    ],
)
def test_the_reason_follows_from_the_exceptions_type(source, reason):
    assert raised(source).reason is reason


def test_an_exception_whose_text_raises_has_one_all_the_same():
    found = raised("class E(Exception):\n    def __str__(self): raise KeyError\nraise E")

    assert found.text == "<its text raised KeyError>"


def test_a_long_text_keeps_its_begin_and_its_end_and_leaves_a_terminals_bold_type_out():
    found = raised(
        "raise ValueError('\\x1b[1mInvalid shape for input\\x1b[0m ' + '0. ' * 1500 + 'Expected (None, 784)')"
    )

    assert found.text.startswith("Invalid shape for input 0. 0.")
    assert found.text.endswith("0. Expected (None, 784)")
    assert len(found.text) == 2000


def test_a_cells_file_name_leads_back_to_it():
    assert (cell_of(filename_of("3")), cell_of(filename_of("")), cell_of("x.py")) == ("3", "", "")
