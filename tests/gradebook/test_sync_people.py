"""Which student a site's person is: once known by their number there, for the first time by the roster, never a guess."""

from __future__ import annotations

from types import SimpleNamespace
from unittest.mock import ANY

import pytest

from autograder.gradebook import sync_people, sync_record
from autograder.gradebook.intake import enrolled
from autograder.gradebook.lms.sites.base import Person
from autograder.gradebook.roster import parse_roster
from autograder.gradebook.store import Store

SITE = SimpleNamespace(name="moodle", url="https://moodle.example.org")
ANN = Person("1", "Ann Élan", "ann@u.fr", "12")


def _ids(tmp_path, people, roster=None, *, keep=True):
    known = parse_roster(roster.encode()) if roster else None
    found = sync_people.students(Store(tmp_path), SITE, people, known, keep=keep)
    return {person: (student.id, student.name) for person, student in found.items()}


@pytest.mark.parametrize(
    ("roster", "student"),
    [
        ("id,name,email\n7,Anne Elan,ann@u.fr\n", ("7", "Anne Elan")),
        ("id,name\n12,Elan Ann\n", ("12", "Elan Ann")),
        ("id,name\n12,Bob\n", ("12", "Ann Élan")),  # Bob's number there, Ann's here
        ("id,name,email\n7,Bob,12@u.fr\n", ("12", "Ann Élan")),  # the beginning of somebody's address
        (None, ("12", "Ann Élan")),
    ],
)
def test_the_roster_names_by_address_or_by_number_and_name(tmp_path, roster, student):
    assert _ids(tmp_path, [ANN], roster) == {"1": student}


def test_who_is_known_stays_the_same_whatever_the_roster_says_later(tmp_path):
    _ids(tmp_path, [ANN])
    assert _ids(tmp_path, [ANN], "id,name,email\n7,Ann,ann@u.fr\n") == {"1": ("12", "Ann Élan")}


ROSTER = "id,name,email\n12,Ann Elan,ann@u.fr\n13,Bob Roy,bob@u.fr\n"
BOB = Person("2", "Bob Roy", "bob@u.fr", "13")


@pytest.mark.parametrize("roster", [ROSTER, None])
def test_whom_a_batch_enrolled_is_nobody_new(tmp_path, roster):
    enrolled(parse_roster(ROSTER.encode()), Store(tmp_path))
    assert _ids(tmp_path, [ANN, BOB], roster) == {"1": ("12", ANY), "2": ("13", "Bob Roy")}
    assert len(Store(tmp_path).students()) == 2


@pytest.mark.parametrize("roster", [ROSTER, None])
def test_a_round_that_was_killed_before_it_kept_who_is_who_leaves_nobody_twice(tmp_path, monkeypatch, roster):
    people = [ANN, BOB, Person("3", "Jean Martin"), Person("4", "Jean Martin")]
    with monkeypatch.context() as patch:
        patch.setattr(sync_record, "keep_people", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            _ids(tmp_path, people, roster)
    found = _ids(tmp_path, people, roster)
    assert [id for id, _ in found.values()] == ["12", "13", "moodle-3", "moodle-4"]
    assert len(Store(tmp_path).students()) == 4


def test_two_people_of_a_site_are_never_one_student(tmp_path):
    twice = [Person("1", "Ann Élan", "a@u.fr", "12"), Person("2", "Ann Élan", "b@u.fr", "12")]
    assert _ids(tmp_path, twice) == {"1": ("12", "Ann Élan"), "2": ("b@u.fr", "Ann Élan")}


def test_homonyms_without_number_and_address_are_told_apart_by_the_sites_numbers(tmp_path):
    people = [Person("2", "Jean Martin"), Person("3", "Jean Martin")]
    assert _ids(tmp_path, people) == {"2": ("moodle-2", "Jean Martin"), "3": ("moodle-3", "Jean Martin")}


def test_nothing_is_kept_where_nothing_may_be(tmp_path):
    _ids(tmp_path, [ANN], keep=False)
    assert list(tmp_path.iterdir()) == []
