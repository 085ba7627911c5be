"""The record of a mark: kept whole, read back equal, and what it takes for ours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook import sync_record
from autograder.gradebook.store import Store
from autograder.gradebook.sync_record import Synced, near

RECORD = Synced("moodle https://x", "5", "17", 1, ("a", "b"), 14.0, "t", None, 14.0, "t", "Bravo")


@pytest.fixture
def store(tmp_path):
    """Return an empty store."""
    return Store(tmp_path)


def test_a_record_is_read_as_it_was_kept(store):
    assert sync_record.read(store, "ann_7", "02_noise") is None
    sync_record.keep(store, "ann_7", "02_noise", RECORD)
    assert sync_record.read(store, "ann_7", "02_noise") == RECORD


@pytest.mark.parametrize(
    "content",
    [
        *("{}", "[]", "7", "null", "", '{"schema": "autograder/synced/1", "fetched": [], "news": 1}'),
        '{"schema": "autograder/synced/1", "site": "s", "assignment": "5", "person": "1", "meant": "much"}',
    ],
)
def test_a_damaged_record_is_not_guessed(store, content):
    where = sync_record.path(store, "ann_7", "02_noise")
    where.parent.mkdir(parents=True)
    where.write_text(content)
    with pytest.raises(UsageError, match="damaged"):
        sync_record.read(store, "ann_7", "02_noise")


def test_ours_is_what_was_seen_or_meant_or_nothing():
    meant = replace(RECORD, meant=16.0, before=14.0)
    assert all(meant.is_ours(grade) for grade in (None, 14.0, 16.0, 14.00000))
    assert not meant.is_ours(15.0)
    assert not Synced("s", "5", "1").is_ours(0.0)  # a zero that somebody set is a mark


def test_settled_is_what_was_meant_and_seen_with_its_text():
    assert RECORD.settled
    assert not replace(RECORD, meant=16.0).settled
    assert not replace(RECORD, meant_text="u").settled


def test_grades_are_near_to_the_hundredth():
    assert near(6.67, 6.66667)
    assert not near(6.67, 6.68)


def test_a_digest_keeps_its_parts_apart():
    assert sync_record.digest("ab", "c") != sync_record.digest("a", "bc")


def test_people_of_two_sites_are_kept_apart(store):
    sync_record.keep_people(store, "moodle a", {"1": "ann_7"})
    sync_record.keep_people(store, "moodle b", {"1": "bob_8"})
    assert sync_record.people(store, "moodle a") == {"1": "ann_7"}


def test_a_hand_in_that_was_fetched_is_remembered_with_its_attempt():
    assert sync_record.fetched(Synced("s", "5", "1"), "v", 2).fetched == ("v",)
    assert sync_record.fetched(Synced("s", "5", "1", attempt=3), "v", 2).attempt == 3


@pytest.mark.parametrize("content", ["[]", "7", "null", '{"s": []}', '{"s": {"1": {}}}'])
def test_a_damaged_list_of_people_is_told(store, content):
    (store.folder / "sync").mkdir(parents=True)
    (store.folder / "sync" / "people.json").write_text(content)
    with pytest.raises(UsageError, match="people.json"):
        sync_record.people(store, "s")
    with pytest.raises(UsageError, match="people.json"):
        sync_record.keep_people(store, "s", {})
