"""What is kept of looks into hand-ins."""

import shutil

import pytest

from autograder.base.errors import HandInError
from autograder.gradebook.review import looker
from autograder.gradebook.roster import Student
from autograder.gradebook.store import Store


@pytest.fixture
def attempt(tmp_path):
    found, _ = Store(tmp_path).add(Student("1", "Zoé"), "02_noise", [("tp.py", tmp_path.name.encode())])
    return found


def test_what_takes_too_long_to_look_at_takes_it_once(attempt, monkeypatch):
    looks = []

    def slow(function, *args):
        looks.append(function.__name__)
        raise HandInError("hand_in.slow")

    monkeypatch.setattr(looker, "apart", slow)
    for _ in range(3):
        assert looker.code(attempt) is None
        assert looker.shape(attempt, ("f",)) == ""
        assert looker.difference(attempt, attempt) is None

    assert sorted(looks) == ["code", "difference", "shape"]


def test_a_file_that_is_gone_cannot_be_looked_at(attempt):
    shutil.rmtree(attempt.folder)

    assert looker.code(attempt) is None
