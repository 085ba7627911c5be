"""A question that a person marks, from the page: shown, marked by criteria, alone and in groups, and counted."""

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from autograder.base.verdict import Outcome, Result, Verdict
from autograder.course.model import Criterion, Manual, Question
from autograder.gradebook import exports, report
from autograder.gradebook.review.app import application
from autograder.gradebook.review.jobs import Jobs
from autograder.gradebook.roster import Student
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Graded, Store

HOST = "127.0.0.1:8000"
ZOE, JEAN, LEA = Student("1", "Zoé Martin"), Student("2", "Jean Petit"), Student("3", "Léa Roux")
TEXTS = {ZOE: "Les bords <b>sont</b> flous.", JEAN: "", LEA: "les  bords <b>sont</b> flous."}
QUESTION = Question(
    "q9",
    {"en": "What was lost?", "fr": "Qu’est-ce qui s’est perdu ?"},
    (),
    (),
    manual=Manual(
        3,
        (
            Criterion("edges", {"en": "Names the edges.", "fr": "Nomme les bords."}, 2),
            Criterion("cause", {"en": "Says why.", "fr": "Dit pourquoi."}, 1),
        ),
        {"en": "The edges, <i>all of them</i>.", "fr": "Les bords, <i>tous</i>."},
    ),
)


@pytest.fixture
def marked_course(course):
    """Return the course with a question of 3 points that a person marks in 02_noise, and without its other assignment."""
    noise = next(each for each in course.assignments if each.id == "02_noise")
    return replace(course, assignments=(replace(noise, questions=(*noise.questions, QUESTION)),))


@pytest.fixture
def out(marked_course, tmp_path):
    store = Store(tmp_path / "results")
    (noise,) = marked_course.assignments
    for student, text in TEXTS.items():
        source = f'def add_noise(images):\n    noisy = images + 1\n    return noisy\n\n\nanswer_q9 = r"""\n{text}\n"""\n'
        attempt, _ = store.add(student, noise.id, [("tp.py", source.encode())])
        verdicts = tuple(Verdict(check.id, Outcome.PASS) for check in noise.rubric)
        store.grade(attempt, Graded(Result(noise.id, verdicts, "A", 1.0, 10.0)))
    return store.folder


@pytest.fixture
def browser(marked_course, out):
    jobs = Jobs(marked_course.folder, out)
    app = application(marked_course, out, language="en", token="secret", hosts=[HOST], jobs=jobs)
    client = TestClient(app, base_url=f"http://{HOST}", headers={"origin": f"http://{HOST}"})
    client.get("/?token=secret")
    return client


def _standing(course, out, student):
    return next(each for each in gradebook(course, Store(out)).standings if each.student.key == student.key)


def _mark(browser, student, **form):
    given = {"check": "q9", "points": "", "comment": "", "before_points": "", "before_comment": ""} | form
    return browser.post(f"/hand-in/02_noise/{student.key}/decide", data=given, follow_redirects=False)


def test_what_was_written_stands_beside_the_criteria_and_a_good_answer_all_of_it_text(browser):
    text = browser.get(f"/hand-in/02_noise/{ZOE.key}").text

    assert "Les bords &lt;b&gt;sont&lt;/b&gt; flous." in text
    assert "&lt;i&gt;all of them&lt;/i&gt;" in text
    assert re.search(r'value="edges">\s*<kbd>1</kbd> <b class="n">\+2</b> <span>Names the edges', text)
    assert "12 + ?" in text


def test_nothing_written_is_said(browser):
    assert "Nothing was written" in browser.get(f"/hand-in/02_noise/{JEAN.key}").text


def test_criteria_met_are_points_at_once_and_the_hand_in_leaves_those_to_mark(browser, marked_course, out):
    assert _mark(browser, ZOE, criteria=["edges", "cause"]).status_code == 303

    score = _standing(marked_course, out, ZOE).score
    assert (score.points, score.earned, score.to_mark) == (13, 15, ())
    assert [each.id for each in score.marked[0].criteria] == ["edges", "cause"]
    listed = browser.get("/hand-ins/02_noise?state=to_mark").text
    assert (ZOE.key in listed, JEAN.key in listed) == (False, True)


def test_another_criterion_replaces_points_that_were_written(browser, marked_course, out):
    _mark(browser, ZOE, points="0")
    assert _standing(marked_course, out, ZOE).score.marked[0].points == 0

    _mark(browser, ZOE, points="0", before_points="0", criteria=["cause"])
    assert _standing(marked_course, out, ZOE).score.marked[0].points == 1


def test_no_criterion_is_zero_points(browser, marked_course, out):
    _mark(browser, ZOE, criteria=["edges"])
    _mark(browser, ZOE, criteria=["edges"], before_criteria="edges", none="yes")

    assert _standing(marked_course, out, ZOE).score.marked[0].points == 0


@pytest.mark.parametrize("form", [{"points": "4"}, {"criteria": ["nobody"]}])
def test_points_beyond_the_question_and_strange_criteria_are_refused(browser, out, form):
    assert _mark(browser, ZOE, **form).status_code == 409
    assert not (out / "overrides.csv").exists()


def test_a_second_tab_sees_what_the_first_one_chose(browser):
    _mark(browser, ZOE, criteria=["edges"])
    answer = _mark(browser, ZOE, criteria=["cause"])

    assert answer.status_code == 409
    assert "edges" in answer.text


def test_answers_of_the_same_words_are_marked_together_and_what_was_decided_stays(
    browser, marked_course, out
):
    page = browser.get("/alike/02_noise/q9").text
    (together,) = re.findall(rf'name="keys" value="([^"]*{ZOE.key}[^"]*)"', page)
    assert set(together.split()) == {ZOE.key, LEA.key}

    _mark(browser, LEA, points="1")
    answer = browser.post(
        "/alike/02_noise/q9/decide",
        data={
            "check": "q9",
            "points": "",
            "comment": "Why?",
            "criteria": "edges",
            "keys": together,
            "group": "g1",
        },
        follow_redirects=False,
    )

    assert answer.headers["location"].endswith(f"?kept={LEA.key}#g1")
    points = [_standing(marked_course, out, each).score.marked[0].points for each in (ZOE, LEA, JEAN)]
    assert points == [2, 1, None]
    assert "Léa Roux" in browser.get(answer.headers["location"]).text


def test_homonyms_in_a_group_of_answers_have_their_numbers(browser, out):
    attempt, _ = Store(out).add(Student("9", "Zoé Martin"), "02_noise", [("tp.py", b"answer_q9 = 'x'")])
    verdicts = tuple(Verdict(each, Outcome.PASS) for each in ("clipped", "seeded", "salted", "blurred"))
    Store(out).grade(attempt, Graded(Result("02_noise", verdicts, "A", 1.0, 10.0)))
    page = browser.get("/alike/02_noise/q9").text
    assert "Zoé Martin (1)" in page and "Zoé Martin (9)" in page


def test_the_class_page_counts_what_is_still_to_mark_and_leads_to_the_first(browser):
    text = browser.get("/").text

    assert "Still to mark: 3" in text
    assert f'href="/hand-in/02_noise/{JEAN.key}?state=to_mark#q9"' in text


def test_neighbours_are_those_still_to_mark_even_from_one_that_is_not(browser):
    _mark(browser, LEA, points="1")  # Jean, Léa, Zoé

    text = browser.get(f"/hand-in/02_noise/{LEA.key}?state=to_mark").text
    assert f'rel="prev" href="/hand-in/02_noise/{JEAN.key}?state=to_mark"' in text
    assert f'rel="next" href="/hand-in/02_noise/{ZOE.key}?state=to_mark"' in text


def test_a_line_is_commented_and_the_code_that_stood_there_is_kept(browser, marked_course, out):
    answer = browser.post(
        f"/hand-in/02_noise/{ZOE.key}/line",
        data={"function": "add_noise", "line": "2", "comment": "=Why?", "before_comment": ""},
        follow_redirects=False,
    )

    assert answer.status_code == 303
    (said,) = _standing(marked_course, out, ZOE).line_comments
    assert (said.function, said.line, said.code) == ("add_noise", 2, "noisy = images + 1")
    assert "=Why?" in browser.get(f"/hand-in/02_noise/{ZOE.key}").text


def test_a_comment_that_looks_like_a_formula_is_shown_bare_and_can_be_changed_and_taken_back(
    browser, marked_course, out
):
    before = ""
    for comment in ("- forgets to clip", "=Why?", ""):
        answer = browser.post(
            f"/hand-in/02_noise/{ZOE.key}/line",
            data={"function": "add_noise", "line": "2", "comment": comment, "before_comment": before},
            follow_redirects=False,
        )
        assert answer.status_code == 303
        assert [each.comment for each in _standing(marked_course, out, ZOE).line_comments] == [
            comment
        ] * bool(comment)
        assert "&#39;" not in browser.get(f"/hand-in/02_noise/{ZOE.key}").text
        before = comment


def test_a_cell_that_is_no_line_is_named_on_the_class_page(browser, out):
    (out / "comments.csv").write_text("student,assignment,function,line,code,comment\n1,2,f,²,x,y\n", "utf-8")

    assert "comments.csv:2" in browser.get("/").text


def test_a_table_whose_header_is_damaged_has_a_page_that_says_so(browser, out):
    (out / "comments.csv").write_text("student,assignment,comment\n", "utf-8")

    answer = browser.get("/")
    assert answer.status_code == 409
    assert "comments.csv: expected the columns" in answer.text


@pytest.mark.parametrize("form", [{"line": "9"}, {"function": "nothing"}, {"line": "x"}])
def test_a_line_that_is_not_there_is_refused(browser, out, form):
    data = {"function": "add_noise", "line": "2", "comment": "x", "before_comment": ""} | form

    assert browser.post(f"/hand-in/02_noise/{ZOE.key}/line", data=data).status_code == 409
    assert not (out / "comments.csv").exists()


def test_the_student_reads_the_criteria_the_words_and_the_line(browser, marked_course, out):
    _mark(browser, ZOE, criteria=["edges"], comment="And why?")
    browser.post(
        f"/hand-in/02_noise/{ZOE.key}/line",
        data={"function": "add_noise", "line": "2", "comment": "Which noise?", "before_comment": ""},
    )
    book = gradebook(marked_course, Store(out))
    page = report.feedback_pages(marked_course, book, language="en")[ZOE.key]

    assert "+2: Names the edges." in page
    assert "And why?" in page
    assert "noisy = images + 1" in page and "Which noise?" in page
    assert "all of them" not in page  # the model answer
    waiting = report.feedback_pages(marked_course, book, language="en")[JEAN.key]
    assert "So far: 12 out of 13" in waiting
    assert "not read this answer yet" in waiting


def test_no_system_receives_a_mark_that_waits(browser, marked_course, out):
    _mark(browser, ZOE, criteria=["edges"])

    written = exports.for_spreadsheets(marked_course, out)
    table = written.files["marks.csv"].decode("utf-8-sig")
    assert table.count("to mark") == 2
    assert "Jean Petit: the score waits" in written.listing
