"""Looks that are kept: for the same files and assignments alone, and never where something went wrong."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from autograder.base.errors import HandInError
from autograder.gradebook import kept_looks
from autograder.gradebook.kept_looks import KeptLooks

NOISE = b"def add_noise(x):\n    pass\ndef add_salt(x):\n    pass\n"


@pytest.fixture
def asked(monkeypatch):
    """Return the list of the files that were really looked into."""
    found, looked_into = [], kept_looks.looked_into

    def look(files, assignments):
        found.append([name for name, _ in files])
        return looked_into(files, assignments)

    monkeypatch.setattr(kept_looks, "looked_into", look)
    return found


def looks(assignments, path, *deliveries):
    kept = KeptLooks(assignments, path)
    found = [kept.look(each) for each in deliveries]
    kept.write()
    return found


def test_the_same_files_are_looked_into_once_and_found_the_same(course, tmp_path, asked):
    path = tmp_path / "looks.json"
    deliveries = [("tp2.py", NOISE)], [("empty.py", b"")], [("a.bin", HandInError("handin.damaged"))]

    first = looks(course.assignments, path, *deliveries)
    again = looks(course.assignments, path, *deliveries)

    assert again == first and asked == [["tp2.py"], ["empty.py"], ["a.bin"]]


@pytest.mark.parametrize("other", [[("tp2.py", NOISE + b"\n")], [("tp3.py", NOISE)], [("tp2.py", NOISE)] * 2])
def test_other_bytes_names_or_numbers_of_files_are_looked_into(course, tmp_path, asked, other):
    looks(course.assignments, tmp_path / "looks.json", [("tp2.py", NOISE)], other)
    assert len(asked) == 2


def test_other_assignments_ask_for_another_look(course, tmp_path, asked):
    path, file = tmp_path / "looks.json", [("tp2.py", NOISE)]
    noise = course.assignment("02")

    looks(course.assignments, path, file)
    looks([noise], path, file)
    looks([replace(noise, files=("model.keras",))], path, file)

    assert len(asked) == 3


def test_what_went_wrong_is_tried_again(course, tmp_path, monkeypatch):
    path, file = tmp_path / "looks.json", [("tp2.py", NOISE)]
    whole = kept_looks.looked_into
    monkeypatch.setattr(kept_looks, "looked_into", lambda *args: replace(whole(*args), partial=True))
    looks(course.assignments, path, file)
    assert json.loads(path.read_text()) == {}


@pytest.mark.parametrize("text", ["{", "[]", "null"])
def test_a_damaged_file_costs_time_alone(course, tmp_path, asked, text):
    path = tmp_path / "looks.json"
    path.write_text(text)
    assert looks(course.assignments, path, [("tp2.py", NOISE)]) and len(asked) == 1
    assert len(json.loads(path.read_text())) == 1


def test_a_damaged_look_is_looked_for_again(course, tmp_path, asked):
    path, file = tmp_path / "looks.json", [("tp2.py", NOISE)]
    first = looks(course.assignments, path, file)
    path.write_text(json.dumps({key: {"division": 3} for key in json.loads(path.read_text())}))

    assert looks(course.assignments, path, file) == first and len(asked) == 2


def test_only_the_newest_are_kept(course, tmp_path, monkeypatch):
    monkeypatch.setattr(kept_looks, "_MOST", 2)
    path = tmp_path / "looks.json"
    one, two, three = ([("tp2.py", NOISE + b"#" * count)] for count in range(3))
    looks(course.assignments, path, one, two)
    older, newer = json.loads(path.read_text())
    looks(course.assignments, path, one, three)

    assert next(iter(json.loads(path.read_text()))) == older and newer not in json.loads(path.read_text())


def test_without_a_file_nothing_is_kept(course, asked):
    looks(course.assignments, None, [("tp2.py", NOISE)], [("tp2.py", NOISE)])
    assert len(asked) == 2
