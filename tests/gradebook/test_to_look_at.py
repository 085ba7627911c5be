"""What nobody judged, and what is doubtful, is listed before marks are published."""

from dataclasses import replace

import pytest

from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
from autograder.gradebook.roster import Student
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Graded, Store
from autograder.gradebook.to_look_at import other_doubts, to_look_at, unread, why_look
from tests.gradebook.conftest import result
from tests.gradebook.seen import stored

CHECKS = ("clipped", "seeded", "salted", "blurred")
PDF = Message.of("handin.is_document", name="tp2.pdf")


def _all(reason, message, notes=(), outcome=Outcome.NOT_RUN):
    return Result(
        "02_noise", tuple(Verdict(each, outcome, reason, message) for each in CHECKS), "A", notes=notes
    )


def _whys(course, tmp_path, judged, language="en"):
    (standing,) = gradebook(course, stored(tmp_path, judged)).standings
    return [why.text(language) for why in why_look(standing)]


@pytest.mark.parametrize(
    ("judged", "why"),
    [
        (_all(Reason.BAD_FILE, PDF), "nothing of it could be judged: tp2.pdf is a text document"),
        (
            _all(Reason.BAD_FILE, Message.of("handin.is_empty", name="a.py")),
            "nothing of it could be judged: a.py is empty",
        ),
        (
            _all(Reason.MISSING_NAME, Message.of("worker.missing_name", name="f")),
            "none of the functions asked for",
        ),
        (_all(Reason.NOT_ATTEMPTED, Message("hidden.not_attempted")), "handed in as it was released"),
    ],
)
def test_a_hand_in_of_which_nothing_was_judged_is_to_be_looked_at_and_says_why(course, tmp_path, judged, why):
    (said,) = _whys(course, tmp_path, judged)
    assert said.startswith(why) and "hand" not in said.removeprefix("handed")


def test_the_file_of_another_assignment_is_told_as_such(course, tmp_path):
    other = Message.of("handin.other_assignment", name="tp3.py", names="build_model", other="03_model")
    judged = _all(Reason.MISSING_NAME, Message.of("worker.missing_name", name="f"), notes=(other,))
    (said,) = _whys(course, tmp_path, judged)
    assert "03_model" in said


def test_what_was_judged_and_is_wrong_is_a_mark_like_any_other(course, tmp_path):
    assert _whys(course, tmp_path, result(clipped="fail", seeded="fail", salted="fail", blurred="fail")) == []


def test_once_the_teacher_has_decided_there_is_nothing_more_to_look_at(course, tmp_path):
    store = stored(tmp_path, _all(Reason.BAD_FILE, PDF))
    (tmp_path / "overrides.csv").write_text("student,assignment,check,points,comment\n1,02,,4,as agreed\n")
    book = gradebook(course, store)
    assert to_look_at(book) == [] and unread(book.standings[0])


def test_who_waits_for_a_verdict_is_listed_too_and_other_assignments_are_not(course, tmp_path):
    store = stored(tmp_path, _all(Reason.BAD_FILE, PDF))
    store.add(Student("2", "Bo"), "03_model", [("tp3.py", b"x")])
    book = gradebook(course, store)
    assert [each.text("fr").replace("\u00a0", " ").partition(" :")[0] for each in to_look_at(book)] == [
        "Ann <b>Élan</b> (1), 02_noise",
        "Bo (2), 03_model",
    ]
    assert len(to_look_at(book, {"03_model"})) == 1


def test_an_empty_file_is_called_empty(course, tmp_path):
    store = Store(tmp_path)
    attempt, _ = store.add(Student("1", "Ann"), "02_noise", [("tp2.py", b"")])
    store.grade(attempt, Graded(_all(Reason.MISSING_NAME, Message.of("worker.missing_name", name="f"))))
    (standing,) = gradebook(course, store).standings
    assert [each.text("fr") for each in why_look(standing)] == ["ce qui a été rendu est vide"]


def test_what_the_batch_doubted_of_a_hand_in_is_not_told_twice(course, tmp_path):
    store = stored(tmp_path, _all(Reason.BAD_FILE, PDF))
    stranger = Message.of("doubt.nobody", who="X", why=Message("doubt.not_in_roster"))
    told = (
        Message.of("intake.at", path="/tp2.pdf", why=PDF),
        Message.of(
            "doubt.answer", who="Ann <b>Élan</b> (1)", assignment="02_noise", note=Message("look.is_empty")
        ),
        stranger,
    )
    store.keep_batch(replace(store.last_batch(), doubts=told))
    assert other_doubts(gradebook(course, store)) == [stranger]
