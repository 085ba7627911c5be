"""What the class page shows, as plain data: the table, each assignment's figures and questions, the trend."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

from autograder.base.messages import for_teacher, sentence, words
from autograder.base.numbers import points_text, significant
from autograder.course.model import Assignment, Course, Question
from autograder.gradebook.csv_sheet import folded
from autograder.gradebook.figures import bins
from autograder.gradebook.review.part import STATES, Part, ordered, states
from autograder.gradebook.roster import alphabetically, distinct_names
from autograder.gradebook.sentences import legend, no_score, short_score, shortened
from autograder.gradebook.standings import Gradebook, Standing
from autograder.gradebook.statistics import CheckFigures, check_figures
from autograder.gradebook.to_look_at import other_doubts, why_look

WIDTH, HEIGHT = 320, 96  # of a drawing, in its own units


def class_view(course: Course, book: Gradebook, language: str) -> dict[str, Any]:
    """Return the table student × assignment, the trend, and each assignment's checks by question with their difficulty."""
    begun = {each.assignment.id for each in book.standings} | {each.assignment for each in book.unjudged}
    graded = [each for each in course.assignments if each.id in begun]
    waiting = {(each.student.key, each.assignment) for each in book.unjudged}
    mine = {(each.student.key, each.assignment.id): each for each in book.standings}
    names = distinct_names(book.students)
    rows: list[dict[str, Any]] = []
    for student in sorted(book.students, key=alphabetically):
        places = [(student.key, each.id) for each in graded]
        cells = [_cell(mine.get(place), language, waiting=place in waiting) for place in places]
        name = shortened(names[student], 80)
        own = [cell["link"] for cell in cells if cell["link"]]
        link = own[-1] if own else ""
        rows.append(
            {"name": name, "sort": folded(student.shown), "key": student.key, "cells": cells, "link": link}
        )
    return {
        "course": course.title[language],
        "assignments": [_assignment(each, book, language) for each in graded],
        "rows": rows,
        "look_at": _look_at(book, language),
        "problems": _problems(book, language),
        "states": [*STATES, "waiting", "missing"],
        "legend": legend((cell["text"] for row in rows for cell in row["cells"]), language),
        "trend": _trend(graded, book, language) if len(graded) > 1 else [],
    }


def list_view(assignment: Assignment, book: Gradebook, part: Part, language: str) -> dict[str, Any]:
    """Return the hand-ins behind a number of the class page, each with its points and states."""
    standings = ordered(book, assignment.id, part)
    names = distinct_names(book.students)
    return {
        "id": assignment.id,
        "title": assignment.title[language],
        "said": said(part, assignment, language),
        "query": part.query,
        "rows": [
            {"name": shortened(names[each.student], 80), "sort": folded(each.student.shown)}
            | _cell(each, language)
            for each in standings
        ],
        "maximum": assignment.maximum,
    }


def said(part: Part, assignment: Assignment, language: str) -> str:
    """Return which part is meant, in words; "" for all."""
    named = []
    if part.failing:
        named.append(sentence("review.fails_check", language, check=part.failing))
    if part.state in STATES:
        named.append(sentence(f"review.{part.state}", language))
    if part.low or part.high:
        high = part.high or str(assignment.maximum)
        named.append(sentence("review.points_from_to", language, low=part.low or "0", high=high))
    return ", ".join(named)


def _look_at(book: Gradebook, language: str) -> list[dict[str, str]]:
    """Return the hand-ins that a person should look at before marks are published, and why."""
    return [
        {
            "who": shortened(each.student.with_id, 80),
            "assignment": each.assignment.id,
            "why": shortened(why.text(language), 500),
            "link": _link(each),
        }
        for each in book.standings
        for why in why_look(each)
    ]


def _problems(book: Gradebook, language: str) -> list[str]:
    """Return what else there is to look at: overrides that fit nothing, and what the last batch doubted of whose files."""
    noted = [*book.damaged, *book.problems, *other_doubts(book)]
    return [shortened(words(for_teacher(each), language), 500) for each in noted]


def _link(standing: Standing) -> str:
    return f"/hand-in/{standing.assignment.id}/{standing.student.key}"


def _cell(standing: Standing | None, language: str, *, waiting: bool = False) -> dict[str, Any]:
    if standing is None:
        sign, state = no_score(waiting=waiting, language=language), "waiting" if waiting else "missing"
        return {"value": -2, "text": sign.text, "states": [], "link": "", "words": sign.words, "state": state}
    marks = states(standing)
    points = standing.score.points
    return {
        "value": -1 if points is None else points,
        "text": short_score(standing.score, language),
        "states": marks,
        "words": ", ".join(sentence(f"review.{each}", language) for each in marks),
        "link": _link(standing),
        "state": "",
    }


def _assignment(assignment: Assignment, book: Gradebook, language: str) -> dict[str, Any]:
    standings = ordered(book, assignment.id)
    figures = {each.check.id: each for each in check_figures(assignment, standings)}
    points = [float(each.score.known) for each in standings if each.score.known is not None]
    mean = statistics.fmean(points) if points else None
    return {
        "id": assignment.id,
        "number": f"{assignment.number:02}",
        "title": assignment.title[language],
        "maximum": assignment.maximum,
        "count": len(standings),
        "mean": "–" if mean is None else points_text(round(mean, 2), language),
        "median": "–" if mean is None else points_text(statistics.median(points), language),
        "provisional": any(each.score.waits_for_marker for each in standings),
        "histogram": _histogram(assignment, points, language) if points else None,
        "questions": [_question(each, standings, figures, language) for each in assignment.questions],
        "waiting": [
            (state, sentence(f"review.{state}", language), count)
            for state in STATES
            if (count := sum(state in states(each) for each in standings))
        ],
    }


def _question(
    question: Question, standings: Sequence[Standing], figures: dict[str, CheckFigures], language: str
) -> dict[str, Any]:
    checks = []
    for check in question.checks:
        found = figures[check.id]
        checks.append(
            {
                "id": check.id,
                "title": check.title[language],
                "failed": found.judged - found.passed,
                "judged": found.judged,
                "difficulty": "–" if found.difficulty is None else f"{100 * found.difficulty:.0f}",
            }
        )
    return {
        "id": question.id,
        "title": question.title[language],
        "checks": checks,
        "manual": _manual(question, standings, language) if question.manual else None,
    }


def _manual(question: Question, standings: Sequence[Standing], language: str) -> dict[str, Any]:
    """Return how far a person is with a question: how many are still to mark, and the mean of the others."""
    given = [
        marked.points for each in standings for marked in each.score.marked if marked.question is question
    ]
    done = [points for points in given if points is not None]
    todo = [
        each
        for each in standings
        if any(marked.question is question and marked.points is None for marked in each.score.marked)
        and each.score.points is None
    ]
    return {
        "todo": len(todo),
        "done": len(done),
        "mean": points_text(round(statistics.fmean(done), 2), language) if done else "–",
        "maximum": question.points,
        "first": todo[0].student.key if todo else "",
    }


def _histogram(assignment: Assignment, points: list[float], language: str) -> dict[str, Any]:
    """Return the bars of a histogram of points, each leading to its hand-ins."""
    maximum = max(1, assignment.maximum)
    count = next((each for each in range(15, 4, -1) if maximum % each == 0), 10)
    intervals = bins(points, 0, maximum, count)
    highest = max(total for *_, total in intervals)
    step = WIDTH / len(intervals)
    bars = []
    for at, (low, high, total) in enumerate(intervals):
        last = at == len(intervals) - 1
        part = Part(low=f"{low:g}", high="" if last else f"{high:g}")
        height = (HEIGHT - 14) * total / highest
        label = sentence(
            "review.bar",
            language,
            low=significant(low, language),
            high=significant(high, language),
            count=total,
        )
        bars.append(
            {
                "x": round(at * step + 1, 1),
                "y": round(HEIGHT - height, 1),
                "width": round(step - 2, 1),
                "height": round(height, 1),
                "middle": round(at * step + step / 2, 1),
                "total": total,
                "label": label,
                "link": f"/hand-ins/{assignment.id}{part.query}" if total else "",
            }
        )
    return {"bars": bars, "width": WIDTH, "height": HEIGHT, "maximum": assignment.maximum}


def _trend(assignments: Sequence[Assignment], book: Gradebook, language: str) -> list[dict[str, Any]]:
    """Return the quartiles of each assignment's points, as shares of its maximum."""
    rows = []
    for each in assignments:
        points = [
            100 * float(one.score.known) / max(1, each.maximum - one.score.open_points)
            for one in book.standings
            if one.assignment.id == each.id and one.score.known is not None
        ]
        count = sum(one.assignment.id == each.id for one in book.standings)
        quartiles = statistics.quantiles(points, n=4, method="inclusive") if len(points) > 1 else points * 3
        rows.append(
            {
                "id": each.id,
                "number": f"{each.number:02}",
                "title": each.title[language],
                "count": count,
                "quartiles": [round(value) for value in quartiles] or None,
            }
        )
    return rows
