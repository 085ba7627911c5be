"""What public and hidden checks share stands once, in the public file of their own assignment."""

from __future__ import annotations

import sys

import pytest

from autograder.base.errors import ContentError
from autograder.judge.checks import check_functions, check_module

PUBLIC = """
    LEVEL = {level}

    def helper():
        return LEVEL

    def test_seen(submission):
        helper()
"""
HIDDEN = """
    from test_public import helper

    FOUND = helper()

    def test_unseen(submission):
        helper()
"""


@pytest.fixture
def two_assignments(assignment_of):
    """Return the checks folders of two assignments whose files have the same names."""

    def made(level):
        return assignment_of(PUBLIC.format(level=level), HIDDEN)

    first = made(1)
    other = first.folder.rename(first.folder.with_name("02_other"))
    made(2)
    return other / "checks", first.folder / "checks"


def test_a_hidden_check_file_imports_the_public_one_beside_it(two_assignments):
    assert [check_module(folder / "test_hidden.py").FOUND for folder in two_assignments] == [1, 2]


def test_a_changed_public_file_is_seen_by_the_hidden_one(two_assignments):
    folder, _ = two_assignments
    check_module(folder / "test_hidden.py")
    public = folder / "test_public.py"
    public.write_text(public.read_text().replace("LEVEL = 1", "LEVEL = 9"))

    assert check_module(folder / "test_hidden.py").FOUND == 9


def test_a_file_that_did_not_change_is_not_run_again(two_assignments):
    path = two_assignments[0] / "test_hidden.py"

    assert check_module(path) is check_module(path)


def test_imported_names_are_no_checks_of_the_hidden_file(assignment_of):
    assignment = assignment_of(PUBLIC.format(level=1), HIDDEN)

    assert {name: function.__name__ for name, function in check_functions(assignment).items()} == {
        "seen": "test_seen",
        "unseen": "test_unseen",
    }


def test_the_public_file_is_importable_for_nobody_else(two_assignments, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(two_assignments[0])
    (tmp_path / "alone").mkdir()
    alone = tmp_path / "alone/test_hidden.py"
    alone.write_text("from test_public import helper\n")
    check_module(two_assignments[1] / "test_hidden.py")

    assert "test_public" not in sys.modules
    with pytest.raises(ContentError, match="test_public"):
        check_module(alone)


def test_a_module_of_that_name_that_somebody_else_imported_stays(two_assignments, monkeypatch):
    stranger = object()
    monkeypatch.setitem(sys.modules, "test_public", stranger)
    check_module(two_assignments[0] / "test_hidden.py")

    assert sys.modules["test_public"] is stranger


def test_a_hidden_file_that_asks_for_what_is_not_there_is_told_with_its_line(assignment_of):
    assignment = assignment_of(PUBLIC.format(level=1), "    from test_public import other\n")

    with pytest.raises(ContentError, match=r"test_hidden\.py:2: .*other"):
        check_module(assignment.folder / "checks/test_hidden.py")
