"""The class report, and the command that writes every page and table of a class's results."""

from __future__ import annotations

import base64
import hashlib
import statistics
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from markupsafe import Markup

from autograder.base import files
from autograder.base.messages import Message, Said, capitalised, for_teacher, sentence, words
from autograder.base.numbers import decimals, percent, points_text, significant
from autograder.base.verdict import Outcome
from autograder.course.model import Assignment, Course
from autograder.gradebook import feedback, feedback_folder, figures
from autograder.gradebook.csv_sheet import folded
from autograder.gradebook.feedback_folder import PAGES
from autograder.gradebook.intake import SAME_FILES
from autograder.gradebook.mark_table import mark_files
from autograder.gradebook.pages import rendered
from autograder.gradebook.roster import Student, alphabetically, distinct_names
from autograder.gradebook.sentences import legend, no_score, short_score, shortened
from autograder.gradebook.standings import Gradebook, Standing, gradebook
from autograder.gradebook.statistics import (
    CheckFigures,
    Cluster,
    check_figures,
    clusters,
    reasons,
    same_files,
)
from autograder.gradebook.store import Store
from autograder.gradebook.to_look_at import other_doubts, why_look

REPORT = "report.html"
LOW = 0.1  # below this correlation a check hardly tells strong hand-ins from weak ones (Ebel & Frisbie, 1991: 0.2)
_SAME_FILES = "the same files, byte for byte: "  # how this doubt begins in what older versions kept
CAPTIONS = {"seconds": "time", "memory": "space"}
# A caption, a drawing, and the same as tables: a label, then rows of an interval and how many.
Figure = tuple[str, figures.Drawing, list[tuple[str, list[tuple[str, int]]]]]
Names = Mapping[Student, str]  # what each is called: with the number, where several bear the same
MAX_CLUSTERS, MAX_PEOPLE, MAX_ERRORS = 12, 40, 100


def write(
    course: Course,
    out: Path,
    *,
    language: str = "en",
    say: Callable[[Message], object] = lambda said: None,
    whole: Course | None = None,
) -> Path:
    """Write each student's page (`feedback/`), the class page and the marks into the results,
    and return the class page.

    `say` is called with what was written, and where. The marks are those of the `whole` course, where the pages speak of
    a part; who has none in all of it has no page.
    """
    out = Path(out)
    book = gradebook(course, Store(out))
    everything = book if whole is None else gradebook(whole, Store(out))
    pages = feedback_pages(course, book, language=language)
    gone = feedback_folder.write(out / PAGES, pages, {each.student.key for each in everything.standings})
    say(Message.of("report.written_pages", folder=out / PAGES, count=len(pages)))
    if gone:
        say(Message.of("report.gone_pages", folder=out / PAGES, names=", ".join(gone)))
    for name, data in mark_files(everything.marks(), book.students, language).items():
        files.write_bytes(out / name, data)
        say(Message.of("report.written_marks", path=out / name))
    files.write_bytes(out / REPORT, class_page(course, book, language=language).encode())
    say(Message.of("report.written_class", path=out / REPORT))
    return out / REPORT


def feedback_pages(
    course: Course, book: Gradebook, *, language: str, assignments: Sequence[str] | None = None
) -> dict[str, str]:
    """Return the HTML page of each student who has a standing, by the student's key.

    `assignments` are the ids the pages speak of; all where None.
    """
    hints = feedback.all_hints(course, language)
    pages = {}
    for student in book.students:
        mine = [
            each
            for each in book.standings
            if each.student.key == student.key and (assignments is None or each.assignment.id in assignments)
        ]
        if mine:
            pages[student.key] = feedback.page(course, student, mine, language=language, hints=hints)
    return pages


def class_page(course: Course, book: Gradebook, *, language: str) -> str:
    """Return the HTML page about the whole class, for the teacher: it names students, and details of judge errors."""
    graded = [
        assignment
        for assignment in course.assignments
        if any(standing.assignment.id == assignment.id for standing in book.standings)
    ]
    script = (resources.files("autograder.gradebook") / "templates" / "sort.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    names = distinct_names(book.students)
    noted = [
        *book.damaged,
        *book.problems,
        *(each for each in other_doubts(book) if not _is_of_same_files(each)),
    ]
    problems = [words(for_teacher(each), language) for each in noted] + [
        sentence("report.unjudged", language, student=names[attempt.student], assignment=attempt.assignment)
        for attempt in book.unjudged
    ]
    students = _students(graded, book, names, language)
    return rendered(
        "report.html.j2",
        language,
        "report",
        course=course.title[language],
        assignments=[_assignment(each, book, names, language) for each in graded],
        errors=_errors(book, names)[:MAX_ERRORS],
        look_at=[
            {**_linked(each.student, names), "assignment": each.assignment.id, "text": why.text(language)}
            for each in book.standings
            for why in why_look(each)
        ],
        problems=problems,
        columns=_columns(graded, language),
        students=students,
        legend=legend((cell["text"] for row in students for cell in row["cells"]), language),
        script=Markup(script),
        script_hash=f"sha256-{digest}",
    )


def _assignment(assignment: Assignment, book: Gradebook, names: Names, language: str) -> dict[str, Any]:
    standings = [each for each in book.standings if each.assignment.id == assignment.id]
    points = [float(each.score.known) for each in standings if each.score.known is not None]
    found, waiting = clusters(assignment, standings), len(book.waiting(assignment))

    def text(value: float | None) -> str:
        return "–" if value is None else points_text(value, language)

    def say(key: str) -> str:
        return sentence(f"report.{key}", language)

    tiles = [
        (say("hand_ins"), str(len(standings))),
        (say("no_hand_in"), str(len(book.students) - len(standings) - waiting)),
        *([(say("not_judged"), str(waiting))] if waiting else []),
        (say("median"), text(statistics.median(points) if points else None)),
        (say("mean"), text(statistics.fmean(points) if points else None)),
        (say("full"), str(sum(each >= assignment.maximum for each in points))),
        (say("late"), str(sum(each.score.days_late > 0 for each in standings))),
        (
            say("withheld"),
            str(sum(bool(each.score.withheld) for each in standings if each.score.points is None)),
        ),
        *(
            [(say("to_mark"), str(sum(bool(each.score.to_mark) for each in standings)))]
            if assignment.manual
            else []
        ),
    ]
    return {
        "id": assignment.id,
        "number": f"{assignment.number:02}",
        "title": assignment.title[language],
        "tiles": tiles,
        "figures": [_distribution(assignment, points, language)],
        "costs": [
            _cost([each.graded.result.seconds for each in standings], "seconds", language),
            _cost([each.graded.result.memory_mb for each in standings], "memory", language),
        ],
        "questions": _questions(assignment, standings, language),
        "clusters": [_cluster(each, names, language) for each in found if not each.unanswered][:MAX_CLUSTERS],
        "unanswered": [_cluster(each, names, language) for each in found if each.unanswered],
        "same": [[_linked(student, names) for student in group] for group in same_files(standings)],
        "reasons": [
            (sentence(f"report.reason_{reason}", language), total)
            for reason, total in reasons(standings).most_common()
        ],
        "slowest": [
            {
                **_linked(each.student, names),
                "seconds": decimals(each.graded.result.seconds, language, 1),
                "memory": f"{each.graded.result.memory_mb:.0f}",
            }
            for each in sorted(standings, key=lambda each: -each.graded.result.seconds)[:5]
        ],
    }


def _distribution(assignment: Assignment, points: list[float], language: str) -> Figure:
    # Whole points to each bar, or some bars would stand for more possible scores than others.
    count = next((each for each in range(20, 4, -1) if assignment.maximum % each == 0), 10)
    intervals = figures.bins(points, 0, max(1, assignment.maximum), count)
    label = sentence("report.distribution_x", language)
    about = sentence(
        "report.distribution_alt",
        language,
        assignment=assignment.title[language],
        count=len(points),
        low=points_text(min(points, default=0), language),
        median=points_text(statistics.median(points) if points else 0, language),
        high=points_text(max(points, default=0), language),
        maximum=points_text(assignment.maximum, language),
    )
    median = statistics.median(points) if points else None
    drawing = _drawing(intervals, label, median, about, language)
    return sentence("report.distribution", language), drawing, [(label, _rows(intervals, language))]


def _cost(values: list[float], key: str, language: str) -> Figure:
    intervals = figures.bins(values, 0, max([*values, 0.1]), 12)
    label = sentence(f"report.cost_{key}", language)
    median = statistics.median(values)
    about = sentence(
        "report.cost_alt",
        language,
        what=label,
        median=significant(median, language),
        largest=significant(max(values), language),
    )
    drawing = _drawing(intervals, label, median, about, language)
    return sentence(f"report.cost_{CAPTIONS[key]}", language), drawing, [(label, _rows(intervals, language))]


def _drawing(
    intervals: figures.Intervals, label: str, median: float | None, about: str, language: str
) -> figures.Drawing:
    hand_ins = sentence("report.distribution_y", language)
    return figures.histogram(
        intervals, label, hand_ins, median, about, tick=lambda value: significant(value, language)
    )


def _rows(intervals: figures.Intervals, language: str) -> list[tuple[str, int]]:
    return [
        (
            sentence(
                "report.from_to", language, low=significant(low, language), high=significant(high, language)
            ),
            total,
        )
        for low, high, total in intervals
    ]


def _questions(assignment: Assignment, standings: Sequence[Standing], language: str) -> list[dict[str, Any]]:
    """Return the checks by question, and of a question that a person marks how many hand-ins are marked,
    and their mean.
    """
    figures_of = {each.check.id: each for each in check_figures(assignment, standings)}
    rows = []
    for question in assignment.questions:
        given = [each for one in standings for each in one.score.marked if each.question is question]
        done = [each.points for each in given if each.points is not None]
        rows.append(
            {
                "id": question.id,
                "title": question.title[language],
                "checks": [_check(figures_of[check.id], language) for check in question.checks],
                "person": sentence(
                    "report.by_a_person",
                    language,
                    done=len(done),
                    total=len(given),
                    mean=points_text(round(statistics.fmean(done), 2), language) if done else "–",
                    maximum=question.points,
                )
                if question.manual
                else "",
            }
        )
    return rows


def _linked(student: Student, names: Names) -> dict[str, str]:
    """Return a student's name and page."""
    return {"student": shortened(names[student], 60), "page": f"{PAGES}/{student.key}.html"}


def _is_of_same_files(doubt: Said) -> bool:
    """Return whether a doubt of the batch is about the same files, which are told at their assignment."""
    return doubt.key == SAME_FILES if isinstance(doubt, Message) else doubt.startswith(_SAME_FILES)


def _check(figure: CheckFigures, language: str) -> dict[str, Any]:
    width = 100 * figure.passed / figure.judged if figure.judged else 0
    discrimination = figure.discrimination
    return {
        "id": figure.check.id,
        "title": figure.check.title[language],
        "kind": sentence("report.public" if figure.check.public else "report.hidden", language),
        "percent": f"{width:.1f}",
        "passed": sentence("report.passed_of", language, passed=figure.passed, total=figure.judged),
        "difficulty": "–" if figure.difficulty is None else percent(figure.difficulty, language),
        "discrimination": "–" if discrimination is None else decimals(discrimination, language),
        "low": discrimination is not None and discrimination < LOW,
    }


def _cluster(cluster: Cluster, names: Names, language: str) -> dict[str, Any]:
    more = len(cluster.students) - MAX_PEOPLE
    message = capitalised(for_teacher(cluster.example), language) if cluster.example else ""
    if not message and cluster.reason:
        message = capitalised(Message(f"report.reason_{cluster.reason}"), language)
    return {
        "count": len(cluster.students),
        "check": cluster.check.id,
        "title": cluster.check.title[language],
        "call": shortened(cluster.call, 200),
        "message": shortened(message, 500),
        "students": [_linked(each, names) for each in cluster.students[:MAX_PEOPLE]],
        "more": sentence("report.more", language, count=more) if more > 0 else "",
    }


def _errors(book: Gradebook, names: Names) -> list[dict[str, str]]:
    return [
        {
            **_linked(standing.student, names),
            "assignment": standing.assignment.id,
            "check": line.check.id,
            "detail": shortened(line.verdict.detail, 4000),
        }
        for standing in book.standings
        for line in standing.score.lines
        if line.verdict.outcome is Outcome.JUDGE_ERROR
    ]


def _columns(assignments: list[Assignment], language: str) -> list[dict[str, Any]]:
    columns = [{"title": sentence("report.student", language), "number": False}]
    for each in assignments:
        columns.append({"title": f"{each.number:02} /{each.maximum}", "number": True})
    for key in ("attempts", "days_late", "seconds"):
        columns.append({"title": sentence(f"report.{key}", language), "number": True})
    return [*columns, {"title": sentence("report.group", language), "number": False}]


def _students(
    assignments: list[Assignment], book: Gradebook, names: Names, language: str
) -> list[dict[str, Any]]:
    by_student: dict[str, dict[str, Standing]] = {}
    for standing in book.standings:
        by_student.setdefault(standing.student.key, {})[standing.assignment.id] = standing
    waiting = {(each.student.key, each.assignment) for each in book.unjudged}
    rows = []
    for student in sorted(book.students, key=alphabetically):
        mine = by_student.get(student.key, {})
        cells = [
            _mark(mine.get(each.id), language, waiting=(student.key, each.id) in waiting)
            for each in assignments
        ]
        for value, places in (
            (sum(each.attempts for each in mine.values()), 0),
            (sum(each.score.days_late for each in mine.values()), 0),
            (sum(each.graded.result.seconds for each in mine.values()), 1),
        ):
            cells.append(
                {"value": value, "text": decimals(value, language, places), "held": False, "words": ""}
            )
        rows.append(
            {
                "name": shortened(names[student], 80),
                "sort": folded(student.shown),
                "group": shortened(student.group, 40),
                "page": f"{PAGES}/{student.key}.html" if mine else "",
                "cells": cells,
            }
        )
    return rows


def _mark(standing: Standing | None, language: str, *, waiting: bool = False) -> dict[str, Any]:
    """Return a cell of the table of students; `words` are what a sign in it means."""
    if standing is None:
        sign = no_score(waiting=waiting, language=language)
        return {"value": -2, "text": sign.text, "held": False, "words": sign.words}
    score = standing.score
    if score.known is None:
        return {"value": -1, "text": sentence("feedback.withheld_score", language), "held": True, "words": ""}
    text = short_score(score, language)
    return {"value": score.known, "text": text, "held": score.points is None, "words": ""}
