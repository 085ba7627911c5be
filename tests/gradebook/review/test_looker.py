"""What is kept of looks into hand-ins."""

import gc
import shutil
import weakref

import pytest

from autograder.base.errors import HandInError
from autograder.gradebook.attempt import Attempt
from autograder.gradebook.review import looker
from autograder.gradebook.roster import Student
from autograder.gradebook.store import Store


@pytest.fixture
def attempt(tmp_path):
    found, _ = Store(tmp_path).add(Student("1", "Zoé"), "02_noise", [("tp.py", tmp_path.name.encode())])
    return found


def test_what_takes_too_long_to_look_at_takes_it_once(attempt, noise, monkeypatch):
    looks = []

    def slow(function, *args):
        looks.append(function.__name__)
        raise HandInError("hand_in.slow")

    monkeypatch.setattr(looker, "apart", slow)
    for _ in range(3):
        assert looker.code(attempt, noise) is None
        assert looker.shape(attempt, noise, ("f",)) == ""
        assert looker.difference(attempt, attempt, noise) is None

    assert sorted(looks) == ["code", "difference", "shape"]


def test_of_what_was_seen_the_files_are_not_kept(attempt, noise, monkeypatch):
    read = []

    class Data:
        """In the place of bytes, of which one cannot see whether anybody holds them."""

    def hand_in(self):
        data = Data()
        read.append(weakref.ref(data))
        return "tp.py", data

    monkeypatch.setattr(Attempt, "hand_in", hand_in)
    monkeypatch.setattr(looker, "apart", lambda function, *args: f"{function.__name__} of {len(args)}")
    for _ in range(3):
        assert looker.code(attempt, noise) == "code of 3"
        assert looker.shape(attempt, noise, ("f",)) == "shape of 4"
        assert looker.difference(attempt, attempt, noise) == "difference of 3"

    gc.collect()
    assert [each() for each in read] == [None] * 4  # each is read once for a look, two for a difference


def test_the_same_files_of_another_student_are_looked_into_once(attempt, noise, tmp_path, monkeypatch):
    looks = []
    monkeypatch.setattr(looker, "apart", lambda function, *args: looks.append(args) or "digest")
    data = tmp_path.name.encode()
    other, _ = Store(tmp_path).add(Student("2", "Jean"), "02_noise", [("tp.py", data)])
    renamed, _ = Store(tmp_path).add(Student("3", "Ann"), "02_noise", [("tp.ipynb", data)])

    assert [looker.shape(each, noise, ("f",)) for each in (attempt, other)] == ["digest"] * 2
    assert len(looks) == 1
    looker.shape(renamed, noise, ("f",))  # a name may say how a file is read
    looker.shape(attempt, noise, ("g",))
    assert len(looks) == 3


def test_a_file_that_comes_back_is_looked_into(attempt, noise, monkeypatch):
    monkeypatch.setattr(looker, "apart", lambda function, *args: "seen")
    away = attempt.folder.with_name("away")
    attempt.folder.rename(away)
    assert looker.shape(attempt, noise, ("f",)) == ""

    away.rename(attempt.folder)
    assert looker.shape(attempt, noise, ("f",)) == "seen"


def test_a_file_that_is_gone_cannot_be_looked_at(attempt, noise):
    shutil.rmtree(attempt.folder)

    assert looker.code(attempt, noise) is None


def test_the_same_files_answer_two_assignments_in_two_ways(attempt, course, monkeypatch):
    monkeypatch.setattr(looker, "apart", lambda function, name, data, assignment: assignment.id)
    assert [looker.code(attempt, each) for each in course.assignments] == ["02_noise", "03_model"]
