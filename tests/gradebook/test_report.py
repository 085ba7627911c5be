"""The class report: who and what needs a look."""

from __future__ import annotations

from dataclasses import replace

from autograder.base.verdict import Message, Outcome, Reason, Verdict
from autograder.gradebook import report
from autograder.gradebook.roster import Student
from autograder.gradebook.standings import gradebook
from tests.gradebook import showcase
from tests.gradebook.conftest import result
from tests.gradebook.seen import ANN, Outline, stored


def test_homonyms_have_their_ids_in_the_class_report(course, tmp_path):
    for id, name in (("1", "Zoé Martin"), ("2", "Zoé Martin"), ("3", "Ann")):
        store = stored(tmp_path, result(), student=Student(id, name))
    page = report.class_page(course, gradebook(course, store), language="en")
    assert ">Zoé Martin (1)<" in page and ">Zoé Martin (2)<" in page and ">Ann<" in page
    assert ">Zoé Martin<" not in page


def test_the_class_page_links_every_students_page(course, tmp_path):
    showcase.build(course, tmp_path, students=12)
    outline = Outline(report.write(course, tmp_path).read_text(encoding="utf-8"))
    links = {
        attrs["href"] for tag, attrs in outline.tags if tag == "a" and attrs["href"].startswith("feedback/")
    }
    assert links == {f"feedback/{path.name}" for path in (tmp_path / "feedback").iterdir()}


def test_an_unjudged_attempt_and_a_wrong_override_are_named(course, tmp_path):
    store = stored(tmp_path, result())
    store.add(ANN, "02_noise", [("new.py", b"new")])
    (tmp_path / "overrides.csv").write_text("student,assignment,check,points,comment\n1,2,nothing,4,\n")
    text = Outline(report.class_page(course, gradebook(course, store), language="en")).text
    assert "not yet judged" in text and "has no check 'nothing'" in text


def test_an_empty_class_has_a_page_too(course, tmp_path):
    assert "Class report" in report.write(course, tmp_path).read_text(encoding="utf-8")


def test_who_handed_nothing_in_and_who_waits_have_signs_that_are_read_aloud_and_a_legend(course, tmp_path):
    store = stored(tmp_path, result())
    store.add(Student("8", "Bo"), "02_noise", [("tp.py", b"new")])
    store.enrol(Student("9", "Cy"))
    outline = Outline(report.class_page(course, gradebook(course, store), language="en"))
    assert "Signs: – nothing handed in · … handed in, not yet judged" in outline.text
    hidden = [tag for tag, attrs in outline.tags if attrs.get("title") == "nothing handed in"]
    assert hidden == ["span"] and outline.text.count("handed in, not yet judged") == 2


def test_what_could_not_be_read_is_to_be_looked_at_in_words_for_a_teacher(course, tmp_path):
    message = Message.of("handin.is_document", name="tp.pdf")
    verdicts = tuple(
        Verdict(each.check, Outcome.NOT_RUN, Reason.BAD_FILE, message) for each in result().verdicts
    )
    store = stored(tmp_path, replace(result(), verdicts=verdicts))
    text = Outline(report.class_page(course, gradebook(course, store), language="en")).text
    assert "nothing of it could be judged: tp.pdf is a text document, and a grader runs code." in text
    assert "Copy the code" not in text
