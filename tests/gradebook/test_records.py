"""What stands in a results folder: read as older versions wrote it, written as they would read it."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.base.errors import HandInError, UsageError
from autograder.base.verdict import Message, Outcome, Picture
from autograder.gradebook import records
from autograder.gradebook.records import AttemptRecord, BatchRecord
from autograder.gradebook.store import Store

# Written by the store of commit 9df0035, before pydantic.
OLD = Path(__file__).parents[1] / "fixtures" / "results"


@pytest.fixture
def old(tmp_path):
    """Return the store of a copy of the old results."""
    return Store(shutil.copytree(OLD, tmp_path / "results"))


def test_old_attempts_are_read(old):
    first, second = old.all_attempts()
    assert (first.student.name, first.number, first.late) == ("Ann Élan", 1, True)
    assert first.submitted == datetime(2026, 3, 5, 22, 10, tzinfo=UTC)
    assert first.delivered == "Ann Élan_12_assignsubmission_file"
    assert first.sha256 == json.loads((first.folder / "attempt.json").read_bytes())["sha256"]
    assert first.content(0) == b"x = 1\n"
    assert second.submitted == datetime(2026, 3, 6, 23, 59)
    assert second.sha256 == json.loads((second.folder / "attempt.json").read_bytes())["sha256"]
    with pytest.raises(HandInError) as caught:
        second.hand_in()
    assert (caught.value.key, caught.value.values) == ("archive.link", {"name": "tp2.py"})


def test_old_verdicts_are_read(old):
    first, second = old.all_attempts()
    graded = old.graded(first)
    assert (graded.keys, graded.run) == ({"clipped": "abc", "salted": "def"}, "run1")
    salted = graded.result.verdict("salted")
    assert salted.outcome is Outcome.FAIL
    assert salted.expected == Message("archive.count", {"limit": 8})
    assert salted.picture == Picture(b"\x89PNG", Message("archive.count", {"limit": 3}))
    assert old.graded(second) is None


def test_old_deadlines_are_read(old):
    assert old.due_dates() == {"02_noise": datetime(2026, 3, 5, 23, 59)}


def test_what_was_read_is_written_as_it_was(old):
    first, _ = old.all_attempts()
    before = {path: path.read_bytes() for path in old.folder.rglob("*.json")}
    old.grade(first, old.graded(first))
    old.keep_batch(old.last_batch())
    # The same files with a fact more, and back: every attempt.json is written again.
    path = first.folder / "attempt.json"
    path.write_bytes(before[path].replace(b'"late": true', b'"late": false'))
    handed_in = [(each.name, first.content(index)) for index, each in enumerate(first.files)]
    assert old.add(first.student, "02_noise", handed_in, late=True) == (first, False)
    assert {path: path.read_bytes() for path in old.folder.rglob("*.json")} == before


def test_without_a_batch_there_is_no_deadline(tmp_path):
    assert Store(tmp_path).last_batch() == BatchRecord()
    assert Store(tmp_path).due_dates() == {}


def test_a_damaged_record_names_file_and_place(tmp_path):
    with pytest.raises(
        UsageError, match=r"attempt\.json: this file is damaged \(number: .*integer"
    ) as caught:
        records.read(
            AttemptRecord,
            {"schema": "x", "assignment": "02", "number": "two", "sha256": "", "files": []},
            tmp_path / "attempt.json",
        )
    assert "run the same command again" in str(caught.value)


def test_doubts_are_kept_as_sentences_of_any_language_and_older_ones_as_they_were_said(tmp_path):
    store = Store(tmp_path)
    doubt = Message.of("doubt.nobody", who="Ann", why=Message("doubt.not_in_roster"))
    store.keep_batch(BatchRecord(doubts=(doubt, "said in English, long ago")))

    assert store.last_batch().doubts == (doubt, "said in English, long ago")
