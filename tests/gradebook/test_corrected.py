"""A name that was corrected in the roster is nobody new; another person with the same number is."""

from __future__ import annotations

import shutil

import pytest

from autograder.base import files
from autograder.gradebook.roster import parse_roster
from autograder.gradebook.store import Store
from tests.gradebook.runs import FUNCTION, graded_class


@pytest.fixture
def graded(course, tmp_path):
    """Return a function that grades Ann's file, delivered by her number, with a roster: (id, name, attempts), doubts."""
    path = tmp_path / "class" / "x_e1" / "tp2.py"
    path.parent.mkdir(parents=True)
    path.write_text(FUNCTION)

    def do(*lines):
        roster = parse_roster("\n".join(("id,name,email", *lines)).encode())
        done = graded_class(course, [tmp_path / "class"], tmp_path / "out", roster=roster)
        store = Store(tmp_path / "out")
        found = [(each.id, each.name, len(store.attempts(each, "02_noise"))) for each in store.students()]
        doubts = [str(each) for listing in done.listings for each in listing.doubts]
        return found, [each for each in doubts if "same command" in each]

    return do


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("e1,Ann Lea,", "e1,Ann Lee,"),
        ("e1,Ann Lea,a@u.fr", "e1,Ann Roy-Smith,A@u.fr"),
        ("e1,Chloe Noel,", "e1,Chloé Noëll,"),
    ],
)
def test_a_corrected_name_is_the_same_student(graded, before, after):
    assert graded(before)[0] == [("e1", before.split(",")[1], 1)]
    assert graded(after) == ([("e1", after.split(",")[1], 1)], [])


def test_another_name_beside_the_number_is_doubted_and_can_be_made_one(graded, tmp_path):
    graded("e1,Ann Lea,")
    found, doubts = graded("e1,Marie Dupont,")
    assert found == [("e1", "Ann Lea", 1), ("e1", "Marie Dupont", 1)]
    assert len(doubts) == 1 and "students/marie-dupont_e1" in doubts[0]

    students = tmp_path / "out" / "students"  # as it advises
    shutil.rmtree(students / "marie-dupont_e1")
    path = students / "ann-lea_e1" / "student.json"
    files.write_json(path, {**files.read_json(path), "name": "Marie Dupont"})
    assert graded("e1,Marie Dupont,") == ([("e1", "Marie Dupont", 1)], [])


def test_numbers_of_lines_make_nobody_another(graded):
    graded("e1,Léa Martin,", "e2,Léo Martin,")
    found, _ = graded("e1,Léo Martin,")  # Léa left, and Léo stands on her line
    assert ("e1", "Léa Martin", 1) in found and ("e2", "Léo Martin", 0) in found
    found, _ = graded("e1,Lia Martin,", "e3,Léa Martin,")
    assert ("e1", "Léa Martin", 1) in found
