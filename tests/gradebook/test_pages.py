"""The feedback page and the class report: what they say, what they must not, and the figures in them, by hand."""

from __future__ import annotations

import re
import statistics
import xml.etree.ElementTree as ET
from base64 import b64decode
from datetime import datetime
from html.parser import HTMLParser

import pytest

from autograder.gradebook import feedback, figures, report
from autograder.gradebook.attempts import Graded, Store
from autograder.gradebook.marks import gradebook
from autograder.gradebook.pages import marked
from autograder.gradebook.roster import Student
from autograder.gradebook.statistics import check_figures, clusters, correlation
from autograder.verdict import Message, Outcome, Picture, Reason, Result, Verdict
from tests.gradebook import showcase
from tests.gradebook.conftest import result

ANN = Student("1", "Ann <b>Élan</b>", lms_id="7")


class Outline(HTMLParser):
    """Collects tags and visible text, and refuses tags left open."""

    VOID = frozenset({"meta", "img", "br", "source", "link", "input", "hr"})

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.text = [], [], ""
        self.feed(page)
        assert self.open == [], self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "script"):
            self.text += data


def stored(tmp_path, *results, student=ANN, assignment="02_noise"):
    store = Store(tmp_path)
    for number, each in enumerate(results):
        attempt, _ = store.add(
            student,
            assignment,
            [(f"tp<2>{number}.py", b"x%d" % number)],
            submitted=datetime(2026, 3, 5, 9, 5),
        )
        store.grade(attempt, Graded(each))
    return store


def shown(course, store, language="en", **options) -> Outline:
    (text,) = report.feedback_pages(course, gradebook(course, store), language=language, **options).values()
    return Outline(text)


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


def test_an_unreadable_hand_in_is_told_once(course, tmp_path):
    verdicts = tuple(
        Verdict(each.check, Outcome.NOT_RUN, Reason.BAD_FILE, Message("archive.damaged"))
        for each in result().verdicts
    )
    page = shown(course, stored(tmp_path, Result("02_noise", verdicts)))
    assert page.text.count("not a readable zip") == 1
    assert page.text.count("not run") == 4


def test_a_reason_that_several_checks_of_a_question_share_is_told_once(course, tmp_path):
    text = shown(course, stored(tmp_path, result(clipped="fail", seeded="fail", salted="fail"))).text
    reason = Message("archive.count", {"limit": 7}).text("en")
    assert text.count(reason) == 2  # once in q1, once in q2
    assert text.count("The same reason as above.") == 1


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


def test_homonyms_are_told_apart_in_the_class_report(course, tmp_path):
    for id, name in (("1", "Zoé Martin"), ("2", "Zoé Martin"), ("3", "Ann")):
        store = stored(tmp_path, result(), student=Student(id, name))
    page = report.class_page(course, gradebook(course, store), language="en")
    assert ">Zoé Martin (1)<" in page and ">Zoé Martin (2)<" in page and ">Ann<" in page


def test_a_hint_is_offered_where_a_check_failed_and_only_there(course, tmp_path):
    standing = gradebook(course, stored(tmp_path, result(clipped="fail"))).standings
    hints = {"02_noise": {"add_noise": ("Which values has `clip`?", "…"), "add_salt": ("Salt?",)}}
    text = feedback.page(course, ANN, standing, language="en", hints=hints)
    assert "Which values has <code>clip</code>?" in text
    assert "Salt?" not in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_load_nothing_from_anywhere(course, tmp_path, language):
    showcase.build(course, tmp_path, students=12)
    page = report.write(course, tmp_path, language=language)
    pages = [page, *(tmp_path / "feedback").iterdir()]
    assert len(pages) > 8
    for path in pages:
        text = path.read_text(encoding="utf-8")
        outline = Outline(text)
        addresses = [
            attrs.get(name)
            for _, attrs in outline.tags
            for name in ("src", "href", "srcset")
            if attrs.get(name)
        ]
        assert all(each.startswith(("data:", "#", "feedback/")) for each in addresses)
        assert "default-src 'none'" in text
        assert (f'<html lang="{language}">') in text
        scripts = [attrs for tag, attrs in outline.tags if tag == "script"]
        assert len(scripts) == (1 if path == page else 0)


def test_the_same_results_give_the_same_pages(course, tmp_path):
    showcase.build(course, tmp_path, students=6)
    first = report.write(course, tmp_path).read_bytes()
    assert report.write(course, tmp_path).read_bytes() == first


def test_the_class_page_links_every_students_page(course, tmp_path):
    showcase.build(course, tmp_path, students=12)
    outline = Outline(report.write(course, tmp_path).read_text(encoding="utf-8"))
    links = {
        attrs["href"] for tag, attrs in outline.tags if tag == "a" and attrs["href"].startswith("feedback/")
    }
    assert links == {f"feedback/{path.name}" for path in (tmp_path / "feedback").iterdir()}


def test_every_picture_has_a_text(course, tmp_path):
    showcase.build(course, tmp_path, students=12)
    outline = Outline(report.write(course, tmp_path).read_text(encoding="utf-8"))
    alts = [attrs["alt"] for tag, attrs in outline.tags if tag == "img"]
    assert len(alts) == 6
    assert all(re.search(r"\d", alt) for alt in alts)


def several(course, tmp_path):
    """Ann passes all, Bob fails seeded and salted, Cy fails salted, Di has a judge error in salted."""
    outcomes = [{}, {"seeded": "fail", "salted": "fail"}, {"salted": "fail"}, {"salted": "judge_error"}]
    for number, each in enumerate(outcomes):
        store = stored(tmp_path, result(**each), student=Student(str(number), f"Student {number}"))
    return gradebook(course, store)


def test_the_figures_of_a_check_by_hand(course, noise, tmp_path):
    book = several(course, tmp_path)
    by_id = {each.check.id: each for each in check_figures(noise, book.standings)}
    assert (by_id["salted"].passed, by_id["salted"].judged) == (1, 3)
    assert by_id["salted"].difficulty == pytest.approx(2 / 3)
    # passing (1, 0, 0) against the other points (2+3+2, 2+2, 2+3+2) = (7, 4, 7)
    assert by_id["salted"].discrimination == pytest.approx(statistics.correlation([1, 0, 0], [7, 4, 7]))
    assert by_id["clipped"].discrimination is None


def test_a_correlation_needs_variation():
    assert correlation([1, 1, 1], [1, 2, 3]) is None
    assert correlation([0, 1], [1, 2]) is None
    assert correlation([0, 0, 1, 1], [1, 2, 3, 4]) == pytest.approx(0.8944, abs=1e-4)  # by hand: 2 / sqrt(5)


def test_failures_that_differ_in_numbers_are_one_cluster(course, noise, tmp_path):
    for number in range(4):
        message = Message("expect.within", {"low": 0.0, "high": 1.0, "where": (number, 3, 5)})
        if number == 3:
            message = Message("expect.unchanged")
        verdict = Verdict("clipped", Outcome.FAIL, Reason.WRONG, message)
        given = Result("02_noise", (verdict, *result().verdicts[1:]))
        store = stored(tmp_path, given, student=Student(str(number), f"Student {number}"))
    found = clusters(noise, gradebook(course, store).standings)
    assert [(each.check.id, len(each.students)) for each in found] == [("clipped", 3), ("clipped", 1)]


def test_bins_hold_every_value_once():
    assert figures.bins([0, 1, 2, 2, 10], 0, 10, 5) == [
        (0, 2, 2),
        (2, 4, 2),
        (4, 6, 0),
        (6, 8, 0),
        (8, 10, 1),
    ]


def test_a_figure_is_an_svg_for_light_and_for_dark():
    drawing = figures.histogram([(0, 1, 3), (1, 2, 1)], "points", "hand-ins", 0.5, "about", tick=str)
    for url in (drawing.light, drawing.dark):
        assert ET.fromstring(b64decode(url.split(",")[1])).tag.endswith("svg")
    assert drawing.light != drawing.dark


def test_marks_of_markdown_are_escaped_first():
    assert marked("`a<b` **x** <i>") == "<code>a&lt;b</code> <strong>x</strong> &lt;i&gt;"


def test_an_unjudged_attempt_and_a_wrong_override_are_told(course, tmp_path):
    store = stored(tmp_path, result())
    store.add(ANN, "02_noise", [("new.py", b"new")])
    (tmp_path / "overrides.csv").write_text("student,assignment,check,points,comment\n1,2,nothing,4,\n")
    text = Outline(report.class_page(course, gradebook(course, store), language="en")).text
    assert "not yet judged" in text and "has no check 'nothing'" in text


def test_an_empty_class_has_a_page_too(course, tmp_path):
    assert "Class report" in report.write(course, tmp_path).read_text(encoding="utf-8")
