"""What is said about the time before a proof begins."""

from dataclasses import replace

import pytest

from autograder.course.load import load_course
from autograder.proof import duration
from autograder.proof.duration import GUESS, forecast, remember, spoken


@pytest.fixture
def course(folder):
    return load_course(folder.parent)


def test_where_every_answer_is_known_nothing_is_counted(course, tmp_path):
    said = forecast(course, {"01_add": 0}, {1, 10}, 2, tmp_path / "none.json").text("fr")
    assert said == "Toutes les réponses sont connues d’une preuve précédente\u00a0: rien à corriger."


def test_without_an_earlier_proof_it_is_a_guess(course, tmp_path):
    said = str(forecast(course, {"01_add": 100}, {1, 10}, 2, tmp_path / "none.json"))
    wanted = str(spoken(GUESS.answer * 50 + GUESS.rules + GUESS.otter))
    assert said == f"100 answers to grade, 2 at once: {wanted}, at a guess."


def test_with_one_it_is_what_that_took(course, tmp_path):
    kept = tmp_path / "durations.json"
    remember(course, "01_add", 10, 200.0, 3.0, {1, 9}, kept)
    assert str(forecast(course, {"01_add": 10}, {1, 9}, 1, kept)) == (
        "10 answers to grade, 1 at once: about 3 min, as the last time."
    )
    assert "at a guess" in str(forecast(course, {"01_add": 10, "02_more": 1}, {1}, 1, kept))


def test_what_otter_takes_is_counted_where_it_is_asked(course, tmp_path):
    kept = tmp_path / "durations.json"
    remember(course, "01_add", 10, 10.0, 3.0, {9}, kept)
    remember(course, "01_add", 10, 10.0, 603.0, {9, 10}, kept)
    assert "about 10 s" in str(forecast(course, {"01_add": 10}, {9}, 1, kept))
    assert "about 10 min" in str(forecast(course, {"01_add": 10}, {9, 10}, 1, kept))


def test_a_damaged_or_locked_record_stops_nothing(course, tmp_path):
    kept = tmp_path / "durations.json"
    kept.write_text('{"x": 1}')
    assert "at a guess" in str(forecast(course, {"01_add": 1}, {1}, 1, kept))
    remember(course, "01_add", 1, 1.0, 1.0, {1}, tmp_path / "durations.json" / "below")


@pytest.mark.parametrize(
    ("seconds", "text"), [(1, "about 10 s"), (44, "about 40 s"), (99, "about 100 s"), (150, "about 2 min")]
)
def test_a_duration_is_said_roundly(seconds, text):
    assert str(spoken(seconds)) == text


def test_the_users_cache_is_where_it_is_kept(monkeypatch, tmp_path, course):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    remember(course, "01_add", 1, 9.0, 1.0, {1})
    assert (tmp_path / "autograder/durations.json").is_file()
    known = duration._known(tmp_path / "autograder/durations.json")
    assert list(known.values()) == [replace(GUESS, answer=9.0, rules=1.0)]
