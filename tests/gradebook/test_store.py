"""Attempts are append-only, keep the original bytes, and are written whole or not at all."""

import itertools
import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from autograder.base import files
from autograder.base.errors import HandInError, UsageError
from autograder.base.zips import read_archive
from autograder.gradebook.roster import Student
from autograder.gradebook.store import Graded, Store
from tests.gradebook.conftest import result

ANN = Student("7", "Ann Élan", "ann@u.fr", lms_id="12")


def test_an_attempt_comes_back_as_it_was_stored(tmp_path):
    store = Store(tmp_path)
    when = datetime(2026, 3, 5, 23, 59)
    attempt, new = store.add(
        ANN, "02_noise", [("tp2.py", b"x = 1\r\n")], submitted=when, late=True, delivered="Ann_12"
    )
    assert new
    (again,) = store.attempts(ANN, "02_noise")
    assert again == attempt
    assert again.hand_in() == ("tp2.py", b"x = 1\r\n")
    assert store.students() == (ANN,)
    assert list(store.all_attempts()) == [attempt]


def test_the_same_files_again_are_the_same_attempt(tmp_path):
    store = Store(tmp_path)
    first, _ = store.add(ANN, "02_noise", [("tp2.py", b"1")])
    assert store.add(ANN, "02_noise", [("tp2.py", b"1")]) == (first, False)
    second, new = store.add(ANN, "02_noise", [("tp2.py", b"2")])
    assert (second.number, new) == (2, True)
    assert store.attempts(ANN, "02_noise")[0].content(0) == b"1"


def test_the_first_files_handed_in_again_after_others_are_the_newest_attempt(tmp_path):
    store = Store(tmp_path)
    monday, tuesday, friday = (datetime(2026, 3, day, 12, 0, tzinfo=UTC) for day in (2, 3, 6))

    def add(content, when):
        attempt, new = store.add(ANN, "02_noise", [("tp2.py", content)], submitted=when)
        return attempt.number, new

    assert [add(b"a", monday), add(b"b", tuesday), add(b"a", friday)] == [(1, True), (2, True), (3, True)]
    assert [each.content(0) for each in store.attempts(ANN, "02_noise")] == [b"a", b"b", b"a"]
    # Old downloads, taken in once more, change nothing.
    assert [add(b"a", monday), add(b"b", tuesday), add(b"a", friday)] == [(1, False), (2, False), (3, False)]
    assert add(b"a", None) == (3, False)


@pytest.mark.parametrize("order", list(itertools.permutations("123")))
def test_in_which_order_downloads_are_taken_in_makes_no_difference(tmp_path, order):
    contents = {"1": b"a", "2": b"b", "3": b"a"}
    store = Store(tmp_path)
    for day in (*order, *order):
        store.add(
            ANN, "02_noise", [("tp2.py", contents[day])], submitted=datetime(2026, 3, int(day), tzinfo=UTC)
        )
    attempts = store.attempts(ANN, "02_noise")
    assert [(each.submitted.day, each.content(0)) for each in attempts] == [(1, b"a"), (2, b"b"), (3, b"a")]


@pytest.mark.parametrize("order", list(itertools.permutations((1, 3, 5))))
def test_files_handed_in_again_were_there_when_they_first_came(tmp_path, order):
    store = Store(tmp_path)
    for day in (*order, *order):
        store.add(ANN, "02_noise", [("tp2.py", b"a")], submitted=datetime(2026, 3, day, tzinfo=UTC))
    (attempt,) = store.attempts(ANN, "02_noise")
    assert (attempt.submitted.day, attempt.again.day) == (1, 5)


def test_attempts_stand_in_the_order_in_which_they_were_handed_in(tmp_path):
    store = Store(tmp_path)
    newer, _ = store.add(ANN, "02_noise", [("tp2.py", b"2")], submitted=datetime(2026, 3, 5))
    older, _ = store.add(ANN, "02_noise", [("tp2.py", b"1")], submitted=datetime(2026, 3, 1, tzinfo=UTC))
    assert store.attempts(ANN, "02_noise") == (older, newer)
    third, _ = store.add(ANN, "02_noise", [("tp2.py", b"3")])  # nobody knows when
    assert [each.number for each in store.attempts(ANN, "02_noise")] == [1, 2, 3]
    assert third.number == 3


def test_several_files_are_judged_as_one_archive(tmp_path):
    attempt, _ = Store(tmp_path).add(ANN, "03_model", [("tp3.py", b"x"), ("denoiser.keras", b"PK")])
    name, data = attempt.hand_in()
    assert name == "hand-in.zip"
    assert read_archive(data) == {"tp3.py": b"x", "denoiser.keras": b"PK"}


def test_two_files_of_one_name_are_both_judged(tmp_path):
    handed_in = [("a/tp.py", b"1"), ("a/tp.py", b"2"), ("a/tp.py", b"3")]
    attempt, _ = Store(tmp_path).add(ANN, "02_noise", handed_in)
    assert read_archive(attempt.hand_in()[1]) == {"a/tp.py": b"1", "a/tp (2).py": b"2", "a/tp (3).py": b"3"}


def test_a_name_is_not_taken_for_a_file_that_was_not_handed_in(tmp_path):
    store = Store(tmp_path)
    whole, _ = store.add(ANN, "02_noise", [("a.py", b"the answer"), ("b.py", b"")])
    name = f"a.py\0{whole.files[0].sha256}\0None\nb.py"
    forged, _ = store.add(Student("8", "Eve"), "02_noise", [(name, b"")])
    assert forged.sha256 != whole.sha256


def test_a_file_nobody_could_read_is_that_attempts_problem(tmp_path):
    _, _ = Store(tmp_path).add(ANN, "02_noise", [("tp2.py", HandInError("archive.link", name="tp2.py"))])
    (again,) = Store(tmp_path).attempts(ANN, "02_noise")
    with pytest.raises(HandInError) as caught:
        again.hand_in()
    assert (caught.value.key, caught.value.values) == ("archive.link", {"name": "tp2.py"})


def test_a_changed_original_is_noticed(tmp_path):
    attempt, _ = Store(tmp_path).add(ANN, "02_noise", [("tp2.py", b"x")])
    (attempt.folder / "files" / "0").write_bytes(b"y")
    with pytest.raises(UsageError, match="changed after it was handed in"):
        attempt.hand_in()


def test_hostile_file_names_never_become_paths(tmp_path):
    attempt, _ = Store(tmp_path / "out").add(ANN, "02_noise", [("../../../evil.py", b"x")])
    assert attempt.hand_in() == ("../../../evil.py", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_verdicts_come_back_as_they_were_stored(tmp_path):
    store = Store(tmp_path)
    attempt, _ = store.add(ANN, "02_noise", [("tp2.py", b"x")])
    assert store.graded(attempt) is None
    graded = Graded(result(salted="fail"), {"clipped": "abc"}, "run1")
    store.grade(attempt, graded)
    assert store.graded(attempt) == graded


def test_a_half_written_file_is_never_seen(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    files.write_json(path, {"old": 1})
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("power cut")))
    with pytest.raises(OSError, match="power cut"):
        files.write_json(path, {"new": 2})
    assert json.loads(path.read_text()) == {"old": 1}
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize(
    "text", ["", "[]", "\xff", '{"schema": "autograder/graded/1", "result": {}, "keys": {}}']
)
def test_damaged_verdicts_are_none(tmp_path, text):
    store = Store(tmp_path)
    attempt, _ = store.add(ANN, "02_noise", [("a.py", b"x")])
    store.grade(attempt, Graded(result()))
    (attempt.folder / "result.json").write_text(text)
    assert store.graded(attempt) is None


def test_a_damaged_store_is_named(tmp_path):
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(UsageError, match="damaged"):
        files.read_json(tmp_path / "a.json")


def test_a_student_renamed_half_way_is_found_again(tmp_path):
    store = Store(tmp_path)
    known, student = Student("7", "Zoé", lms_id="7"), Student("e1", "Zoé", lms_id="7")
    store.add(known, "02_noise", [("a.py", b"x")])
    path = tmp_path / "students" / known.key / "student.json"
    path.write_text(json.dumps(asdict(student)))  # stopped before the folder was renamed
    store.settle()
    assert store.students() == (student,)
    assert len(store.attempts(student, "02_noise")) == 1


def test_a_student_renamed_half_way_is_in_every_list(tmp_path):
    store = Store(tmp_path)
    known, student = Student("7", "Zoé", lms_id="7"), Student("e1", "Zoé", lms_id="7")
    store.add(known, "02_noise", [("a.py", b"x")])
    (tmp_path / "students" / known.key / "student.json").write_text(json.dumps(asdict(student)))
    (found,) = store.students()
    assert found == student and len(store.attempts(found, "02_noise")) == 1
    assert len(list(store.all_attempts())) == 1


def test_a_second_run_over_the_same_results_says_so_and_stops(tmp_path):
    code = f"from pathlib import Path\nfrom autograder.gradebook.store import Store\nwith Store(Path({str(tmp_path)!r})).locked():\n    print('has it')\n"
    with Store(tmp_path).locked():
        second = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    third = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)

    assert "another run of batch" in second.stderr and "has it" not in second.stdout
    assert third.stdout == "has it\n"


def test_the_lock_of_a_run_that_was_killed_holds_nobody_up(tmp_path):
    code = (
        "import os, signal\nfrom pathlib import Path\nfrom autograder.gradebook.store import Store\n"
        f"with Store(Path({str(tmp_path)!r})).locked():\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code], timeout=60)

    with Store(tmp_path).locked():
        assert (tmp_path / ".lock").exists()


@pytest.mark.parametrize(
    "text", ["", "[]", "7", "null", "{}", '{"id": ""}', '{"id": ["7"]}', '{"id": "7", "name": {}}']
)
def test_a_damaged_student_is_told_and_the_others_stand(tmp_path, text):
    store = Store(tmp_path)
    store.add(ANN, "02_noise", [("tp2.py", b"1")])
    store.enrol(Student("8", "Bo"))
    path = tmp_path / "students" / ANN.key / "student.json"
    path.write_text(text)
    assert [each.name for each in store.students()] == ["Bo"]
    assert path.exists()  # its folder keeps its name
    (told,) = store.strangers()
    assert str(path) in str(told)
    assert list(store.all_attempts()) == []

    store.add(ANN, "02_noise", [("tp2.py", b"1")])  # the download, taken in again
    assert store.students() == (ANN, Student("8", "Bo")) and store.strangers() == ()
    assert len(store.attempts(ANN, "02_noise")) == 1


@pytest.mark.parametrize("text", ["[]", "7", "null", '{"due": 5}', "{"])
def test_deadlines_that_cannot_be_read_are_never_none(tmp_path, text):
    (tmp_path / "batch.json").write_text(text)
    with pytest.raises(UsageError, match="batch.json is damaged .*--due"):
        Store(tmp_path).due_dates()


@pytest.mark.parametrize(
    "text", ["[]", "7", "null", "{}", '{"schema": "autograder/graded/1", "result": {}, "keys": {}}']
)
def test_damaged_verdicts_are_asked_for_again(tmp_path, text):
    store = Store(tmp_path)
    attempt, _ = store.add(ANN, "02_noise", [("tp2.py", b"1")])
    (attempt.folder / "result.json").write_text(text)
    assert store.graded(attempt) is None
