"""Moodle numbers people anew in each assignment: one person is one student all the same, once a roster is there."""

from __future__ import annotations

import pytest

from autograder.gradebook.roster import parse_roster
from autograder.gradebook.store import Store
from tests.gradebook.runs import FUNCTION, graded_class

MODEL = "def build_model():\n    pass\ndef add_noise(x):\n    pass\n"
CLASS = "id,name,email\ne1,Zoé Martin,zoe@u.fr\ne2,Bo Li,\n"


@pytest.fixture
def graded(course, tmp_path):
    """Return a function that grades a Moodle download of one assignment: the lines of marks, and the doubts."""

    def do(number, *folders, roster=""):
        download = tmp_path / f"TP{number} {'-'.join(folders)}"
        for each in folders:
            path = download / f"{each}_assignsubmission_file" / f"tp{number}.py"
            path.parent.mkdir(parents=True)
            path.write_text((FUNCTION if number == 2 else MODEL) + f"# {each}\n")
        meant = parse_roster(roster.encode()) if roster else None
        done = graded_class(course, [download] if folders else [], tmp_path / "out", roster=meant)
        lines = (tmp_path / "out/marks.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
        doubts = [str(doubt) for listing in done.listings for doubt in listing.doubts]
        return [f"{line.split(',')[0]} {','.join(line.split(',')[5:])}" for line in lines], doubts

    return do


def test_a_roster_that_comes_later_makes_one_student_of_two_numbers(graded):
    graded(2, "Zoé Martin_12", "Bo Li_13")
    marks, doubts = graded(3, "Bo Li_57", "Zoé Martin_58", roster=CLASS)
    assert marks == ["e2 10,10", "e1 10,10"] and doubts == []


def test_whom_a_roster_enrolled_already_is_found_again(graded, tmp_path):
    graded(2, "Zoé Martin_12")
    graded(3, "Bo Li_57")
    store = Store(tmp_path / "out")
    for student in parse_roster(CLASS.encode()).students:
        store.enrol(student)
    assert graded(2, "Bo Li_13", roster=CLASS)[0] == ["e2 10,10", "e1 10,"]


def test_without_a_roster_it_is_said(graded):
    assert graded(2, "Zoé Martin_12", "Bo Li_13")[1] == []
    marks, doubts = graded(3, "Bo Li_57", "Zoé Martin_58")
    assert len(marks) == 4
    assert len(doubts) == 1 and "2 people have several folders" in doubts[0] and "--roster" in doubts[0]


@pytest.mark.parametrize("before", [("Zoé Martin_12", "Zoé Martin_13"), ("Zoé Martin_12",)])
def test_nobody_is_guessed(graded, before):
    """Two of one name in the results, or in the roster."""
    twice = CLASS if len(before) == 2 else CLASS + "e3,Zoé Martin,\n"
    graded(2, *before)
    marks, doubts = graded(3, "Bo Li_57", roster=twice)
    assert {line.split()[0] for line in marks} >= {each.split("_")[1] for each in before}
    assert any("students/zoe-martin_13" in each for each in doubts) == (len(before) == 2)


def test_another_address_is_another_person(graded, tmp_path):
    graded(2, "Zoé Martin_12")
    path = tmp_path / "out/students/zoe-martin_12/student.json"
    path.write_text(path.read_text().replace('"lms_id"', '"email": "z.martin@other.fr", "lms_id"'))
    marks, _ = graded(3, "Bo Li_57", roster=CLASS)
    assert "12 10," in marks
