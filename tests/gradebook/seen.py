"""Pages as a reader sees them: stored results, and the outline of a page."""

from __future__ import annotations

from datetime import datetime
from html.parser import HTMLParser

from autograder.gradebook import report
from autograder.gradebook.roster import Student
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Graded, Store
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


def several(course, tmp_path):
    """Ann passes all, Bob fails seeded and salted, Cy fails salted, Di has a judge error in salted."""
    outcomes = [{}, {"seeded": "fail", "salted": "fail"}, {"salted": "fail"}, {"salted": "judge_error"}]
    for number, each in enumerate(outcomes):
        store = stored(tmp_path, result(**each), student=Student(str(number), f"Student {number}"))
    return gradebook(course, store)
