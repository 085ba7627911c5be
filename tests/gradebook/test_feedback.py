"""A student's page: what it says, and what it must not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from autograder.base.verdict import Message, Outcome, Picture, Reason, Result, Verdict
from autograder.course.statement import Hint
from autograder.gradebook import feedback, report
from autograder.gradebook.standings import gradebook
from tests.gradebook.conftest import result
from tests.gradebook.seen import ANN, shown, stored


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            [
                "7",
                "out of 10",
                "Public checks",
                "1 of 2",
                "Hidden checks",
                "2 of 2",
                "not passed",
                "public check",
            ],
        ),
        (
            "fr",
            [
                "sur 10",
                "Vérifications publiques",
                "1 sur 2",
                "Vérifications cachées",
                "2 sur 2",
                "échouée",
                "vérification publique",
            ],
        ),
    ],
)
def test_a_page_tells_score_counts_and_verdicts(course, tmp_path, language, sentences):
    # 2 + 0 + 5 points and the bonus of 2.
    page = shown(course, stored(tmp_path, result(seeded="fail", blurred="pass")), language)
    text = " ".join(page.text.split())
    for each in sentences:
        assert each in text
    assert re.search(r"\b9 (out of|sur) 10\b", text)
    assert "all tests passed" not in text.lower() and "tous les tests" not in text.lower()


def test_names_and_files_from_outside_are_escaped(course, tmp_path):
    page = shown(course, stored(tmp_path, result()))
    assert "Ann <b>Élan</b>" in page.text and "tp<2>0.py" in page.text
    assert all(tag != "b" or not attrs for tag, attrs in page.tags)


def test_what_a_student_prints_cannot_become_markup(course, tmp_path):
    evil = "<img src=x onerror=alert(1)> `<b>` **<i>** \x1b[31m {{ 7*7 }}"
    verdict = Verdict(
        "clipped", Outcome.FAIL, Reason.WRONG, Message("expect.that", {"sentence": evil}), call=evil
    )
    page = shown(course, stored(tmp_path, Result("02_noise", (verdict, *result().verdicts[1:]))))
    assert not any(tag == "img" for tag, _ in page.tags)
    assert "onerror=alert(1)" in page.text and "{{ 7*7 }}" in page.text
    assert "\x1b" not in page.text


def test_a_hidden_check_gives_nothing_away(course, tmp_path):
    secret = Message("expect.that", {"sentence": "SECRET"})
    picture = Picture(b"\x89PNG secret", secret)
    verdict = Verdict(
        "salted",
        Outcome.FAIL,
        Reason.WRONG,
        Message("archive.damaged"),
        "f(x)",
        secret,
        secret,
        picture,
        detail="SECRET",
    )
    verdicts = tuple(verdict if each.check == "salted" else each for each in result().verdicts)
    store = stored(tmp_path, Result("02_noise", verdicts))
    (text,) = report.feedback_pages(course, gradebook(course, store), language="en").values()
    assert "SECRET" not in text and "data:image/png" not in text
    assert "Salt is white." in text and "not a readable zip" in text


def test_an_unreadable_hand_in_is_said_once(course, tmp_path):
    verdicts = tuple(
        Verdict(each.check, Outcome.NOT_RUN, Reason.BAD_FILE, Message("archive.damaged"))
        for each in result().verdicts
    )
    page = shown(course, stored(tmp_path, Result("02_noise", verdicts)))
    assert page.text.count("not a readable zip") == 1
    assert page.text.count("not run") == 4


def test_a_reason_that_several_checks_of_a_question_share_is_said_once(course, tmp_path):
    text = shown(course, stored(tmp_path, result(clipped="fail", seeded="fail", salted="fail"))).text
    reason = Message("archive.count", {"limit": 7}).text("en")
    assert text.count(reason) == 2  # once in q1, once in q2
    assert "same reason" not in text


def test_a_public_check_shows_expected_received_and_picture(course, tmp_path):
    value = Message("expect.value", {"value": -2.35})
    picture = Picture(b"\x89PNG", Message("judge.picture"))
    verdict = Verdict(
        "clipped", Outcome.FAIL, Reason.WRONG, Message("archive.damaged"), "f(x)", value, value, picture
    )
    store = stored(tmp_path, Result("02_noise", (verdict, *result().verdicts[1:])))
    page = shown(course, store, "fr")
    assert "-2,35" in page.text
    assert [attrs["alt"] for tag, attrs in page.tags if tag == "img"] != [""]


def test_a_judge_error_is_ours_and_its_detail_stays_with_the_teacher(course, tmp_path):
    verdicts = tuple(
        Verdict("salted", Outcome.JUDGE_ERROR, Reason.JUDGE, detail="SECRET trace")
        if each.check == "salted"
        else each
        for each in result().verdicts
    )
    store = stored(tmp_path, Result("02_noise", verdicts))
    page = shown(course, store)
    assert "withheld" in page.text and "SECRET" not in page.text
    assert "through no fault of yours" in page.text
    assert "SECRET trace" in report.class_page(course, gradebook(course, store), language="en")


def test_a_teachers_override_and_comment_are_shown_as_such(course, tmp_path):
    store = stored(tmp_path, result(salted="fail", blurred="fail"))
    (tmp_path / "overrides.csv").write_text(
        "student,assignment,check,points,comment\n1,2,salted,4,nearly <there>\n1,2,,,Well done\n"
    )
    text = " ".join(shown(course, store).text.split())
    assert "Points given by your teacher: 4." in text
    assert "From your teacher: nearly <there>" in text and "From your teacher: Well done" in text


def test_a_hint_is_offered_where_a_check_failed_and_only_there(course, tmp_path):
    standing = gradebook(course, stored(tmp_path, result(clipped="fail"))).standings
    hints = {
        "02_noise": {"add_noise": (Hint("Which values has `clip`?"), Hint("…")), "add_salt": (Hint("Salt?"),)}
    }
    text = feedback.page(course, ANN, standing, language="en", hints=hints)
    assert "Which values has <code>clip</code>?" in text
    assert "Salt?" not in text


def test_the_hint_that_fits_the_failed_check_comes_before_the_gentlest(course, tmp_path):
    standing = gradebook(course, stored(tmp_path, result(clipped="fail"))).standings
    hints = {"02_noise": {"add_noise": (Hint("A question."), Hint("Clip last.", ("clipped",)))}}
    text = feedback.page(course, ANN, standing, language="en", hints=hints)
    assert "Clip last." in text and "A question." not in text


def test_the_file_of_another_assignment_is_told_to_the_student(course, tmp_path):
    values = {"name": "tp3.py", "names": "build_model", "other": "03_model"}
    given = replace(result(), notes=(Message("handin.other_assignment", values),))
    text = shown(course, stored(tmp_path, given), "fr").text
    assert "que demande le devoir 03_model\u00a0: est-ce le fichier d’un autre devoir" in text


def test_a_reason_behind_another_one_names_the_check_at_which_it_was_given(noise):
    checks = [
        {"message": reason, "title": title, "call": "f()", "expected": "", "received": "", "picture": ""}
        for reason, title in (
            ("Slow.", "A"),
            ("Slow.", "B"),
            ("Budget.", "C"),
            ("Slow.", "D"),
            ("", "E"),
            ("Slow.", "F"),
        )
    ]
    told = [each["message"] for each in feedback._condensed(checks, "en")]
    assert told[:4] == ["Slow.", "The same reason as above.", "Budget.", "The same reason as at “A”"]
    assert told[4:] == ["", "The same reason as above."]
