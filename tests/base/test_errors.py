"""Errors: exit codes, the place in front of the problem, and their way through a process pool."""

import pickle

import pytest

from autograder.base.errors import ContentError, CourseError, HandInError, MachineError, UsageError


@pytest.mark.parametrize(
    ("kind", "code"), [(CourseError, 1), (UsageError, 2), (ContentError, 3), (MachineError, 4)]
)
def test_each_kind_has_the_exit_code_the_help_promises(kind, code):
    assert kind.exit_code == code


def test_a_malformed_file_is_named_with_its_line_first():
    assert str(ContentError("no title", "a/assignment.toml", 14)) == "a/assignment.toml:14: no title"
    assert str(ContentError("no title", "a/assignment.toml")) == "a/assignment.toml: no title"


@pytest.mark.parametrize(
    "error",
    [
        UsageError("expected a number"),
        ContentError("no title", "a/assignment.toml", 14),
        HandInError("archive.count", limit=500),
    ],
)
def test_an_error_crosses_from_a_pool_of_processes_whole(error):
    """concurrent.futures pickles what a worker raises."""
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error) and str(back) == str(error) and vars(back) == vars(error)
