"""What is being judged is written down while it is, and whoever takes long is told of."""

import pytest

from autograder.gradebook.in_hand import Watch, being_judged
from autograder.gradebook.roster import Student
from autograder.gradebook.store import Store


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    for name in ("Durand", "Petit"):
        store.add(Student(name, name), "02_noise", [("tp.py", b"pass")])
    return store


def _names(hand_ins):
    return [each.name for each in hand_ins]


def test_what_is_being_judged_stands_beside_the_results_until_the_end(store):
    first, second = store.all_attempts()
    watch = Watch(store, lambda event: None, clock=lambda: 1000.0)
    watch.see([(first, 5.0), (second, 0.0)])

    assert _names(being_judged(store.folder)) == ["Durand", "Petit"]
    assert [each.since for each in being_judged(store.folder)] == [995.0, 1000.0]
    watch.see([(second, 1.0)])
    assert _names(being_judged(store.folder)) == ["Petit"]
    watch.end()
    assert being_judged(store.folder) == () and _names(watch.in_hand) == ["Petit"]


def test_what_was_kept_is_not_begun_again(store):
    first, second = store.all_attempts()
    watch = Watch(store, lambda event: None)
    watch.see([(first, 5.0), (second, 0.0)])
    watch.judged(first)
    assert _names(watch.in_hand) == ["Petit"]


def test_a_damaged_record_says_nothing(store):
    (store.folder / "judging.json").write_text('{"hand_ins": [', encoding="utf-8")
    assert being_judged(store.folder) == ()


def test_who_takes_long_is_told_at_once_then_every_ten_seconds_and_when_it_is_over(store):
    first, second = store.all_attempts()
    events, now = [], 1000.0
    watch = Watch(store, events.append, clock=lambda: now)
    for now in range(1000, 1055):
        watch.see([(first, 0.0)] if now < 1053 else [(second, 0.0)])

    told = [[(each["name"], each["seconds"]) for each in event["hand_ins"]] for event in events]
    assert told == [[("Durand", 30)], [("Durand", 40)], [("Durand", 50)], []]
    assert {event["event"] for event in events} == {"long"}


def test_a_second_try_has_a_time_of_its_own_and_says_so(store):
    first, _ = store.all_attempts()
    watch = Watch(store, lambda event: None, clock=lambda: 1000.0)
    watch.see([(first, 300.0)])
    watch.see([(first, 0.0)], again=True)
    assert [(each.since, each.again) for each in being_judged(store.folder)] == [(1000.0, True)]
