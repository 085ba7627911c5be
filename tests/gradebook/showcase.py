"""A made-up class with everything a page can show: for the browser's tests and for looking at."""

from __future__ import annotations

import base64
import json
import random
import re
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from autograder.base import files
from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
from autograder.course.master import SOLUTION, STUDENT
from autograder.course.model import Assignment, Course
from autograder.course.source import percent_cells
from autograder.course.text_answers import text_cell
from autograder.gradebook.roster import Student
from autograder.gradebook.store import Graded, Store
from autograder.judge.picture import difference

FIRST = [
    "Élodie",
    "Jean",
    "Anaïs",
    "Zoé",
    "Noël",
    "Chloé",
    "Łukasz",
    "Mary-Jane",
    "Aïcha",
    "Søren",
    "Inès",
    "Hugo",
    "Léa",
    "Tom",
    "Xiǎomíng",
    "Ömer",
]
LAST = [
    "Dupont",
    "O'Neil",
    "Lefèvre",
    "Müller",
    "D’Arc",
    "Nguyễn",
    "Żak",
    "Watson",
    "Benali",
    "Kierkegaard",
    "Martin",
    "Martin",
    "Petit",
]
HOSTILE = "<script>alert('x')</script>\x1b[31m" + "very long " * 400


def build(course: Course, out: Path, *, students: int = 40, seed: int = 5) -> None:
    """Fill `out` with the results of a class over every assignment of the course."""
    rng = random.Random(seed)
    store = Store(out)
    due = datetime(2026, 3, 5, 23, 59)
    for index in range(students):
        name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        student = Student(f"{4000 + index}", name, group=rng.choice(("G1", "G2")), lms_id=f"{900 + index}")
        store.enrol(student)
        strength = rng.random()
        for assignment in course.assignments:
            if rng.random() < 0.06:
                continue
            when = due + timedelta(hours=rng.choice((-30, -8, -2, -1, 20 if index % 3 == 1 else -3)))
            attempt, _ = store.add(student, assignment.id, [_handed_in(assignment, index)], submitted=when)
            verdicts = tuple(
                _verdict(check, assignment, strength, index, place, rng)
                for place, check in enumerate(assignment.rubric)
            )
            notes = (Message("archive.count", {"limit": 3}),) if index == 1 else ()
            result = Result(
                assignment.id, verdicts, "A", rng.lognormvariate(0.8, 0.5), rng.gauss(900, 60), notes
            )
            store.grade(attempt, Graded(result, {}, "showcase"))
    files.write_json(
        out / "batch.json",
        {
            "schema": "autograder/batch/1",
            "run": "x",
            "finished": True,
            "force": False,
            "due": {each.id: due.isoformat() for each in course.assignments},
        },
    )
    first = course.assignments[0]
    files.write_bytes(
        out / "overrides.csv",
        f"student,assignment,check,points,comment\n4000,{first.id},{first.rubric[1].id},1,Right idea: half the points.\n"
        f"4000,{first.id},,,A clear and careful notebook. Well done!\n".encode(),
    )


WORDS = (
    "Les boucles fines ont disparu : un 4 ouvert revient fermé et se lit comme un 9. Le bruit les avait recouvertes.",
    "les boucles fines ont disparu :  un 4 ouvert revient fermé et se lit comme un 9. le bruit les avait recouvertes.",
    "Rien ne s'est perdu, seul le bruit a été enlevé.",
    "",
    "Everything is softer. I think the network paints the average of what it has seen: $\\frac{1}{n}\\sum x_i$.",
)


def _handed_in(assignment: Assignment, index: int) -> tuple[str, bytes]:
    """Return what a student hands in: the reference, or half of it, each in other names; every third one as a notebook."""
    if not (assignment.folder / "master.py").is_file():
        return f"tp{assignment.number}.py", b"pass\n"
    source = assignment.master.view(STUDENT if index % 6 == 5 else SOLUTION, "fr")
    source = re.sub(r"\bnoise\b", f"bruit{index % 4}", source).replace(
        "model.", "model ." if index % 2 else "model."
    )
    for question in assignment.manual:
        words = text_cell(question, WORDS[index % len(WORDS)])
        source = re.sub(
            rf'^answer_{question} = r""".*?"""', lambda _, words=words: words, source, flags=re.M | re.S
        )
    if index % 3:
        return f"tp{assignment.number}.py", source.encode()
    cells = [
        {
            "cell_type": "code",
            "id": f"c{at}",
            "metadata": {},
            "execution_count": 1,
            "source": each.text,
            "outputs": _figure(each.text),
        }
        for at, each in enumerate(percent_cells(source))
    ]
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return f"tp{assignment.number}.ipynb", json.dumps(book).encode()


def _figure(source: str) -> list[dict[str, object]]:
    if "answer_q" not in source:
        return []
    drawn = difference(
        (np.eye(16, dtype="float32")[None, ..., None], np.tri(16, dtype="float32")[None, ..., None])
    )
    return [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"image/png": base64.b64encode(drawn.png).decode("ascii")},
        }
    ]


def _verdict(check, assignment, strength, index, place, rng) -> Verdict:
    function = assignment.question(check.question).functions[0]
    call = f"{function}(images, 0.9, seed=1)"
    if index == 0 and place == 1:
        wrong = np.random.default_rng(1).random((4, 16, 16, 1)).astype("float32")
        picture = difference((np.clip(wrong - 0.3, 0, 1), wrong))
        low, high = (
            Message("expect.within", {"low": 0.0, "high": 1.0, "where": (0, 3, 5)}),
            Message("expect.value", {"value": -2.35}),
        )
        expected = Message("expect.value", {"value": "values in [0, 1]"})
        return Verdict(check.id, Outcome.FAIL, Reason.WRONG, low, call, expected, high, picture)
    if index == 0 and place == 2:
        said = Message("expect.that", {"sentence": {"en": HOSTILE, "fr": HOSTILE}})
        return Verdict(check.id, Outcome.FAIL, Reason.EXCEPTION, said, call + HOSTILE)
    if index == 0 and place == 4:
        return Verdict(check.id, Outcome.NOT_RUN, Reason.NOT_ATTEMPTED, Message("archive.damaged"))
    if index in (0, 7) and place == 3:
        detail = "Traceback (most recent call last):\n  File …/test_hidden.py, line 12\nZeroDivisionError: division by zero"
        return Verdict(check.id, Outcome.JUDGE_ERROR, Reason.JUDGE, detail=detail)
    if rng.random() < 0.25 + 0.9 * strength - 0.04 * place:
        return Verdict(check.id, Outcome.PASS)
    where = (rng.randrange(9), rng.randrange(8), 3)
    message = rng.choice(
        (
            Message("expect.within", {"low": 0.0, "high": 1.0, "where": where}),
            Message("expect.close", {"count": rng.randrange(1, 99), "total": 256, "where": where}),
            Message("expect.unchanged"),
        )
    )
    reason = rng.choice((Reason.WRONG, Reason.WRONG, Reason.WRONG, Reason.EXCEPTION, Reason.TIME))
    received = Message("expect.value", {"value": round(rng.gauss(0, 2), 3)})
    expected = Message("expect.value", {"value": "values in [0, 1]"})
    if check.public:
        return Verdict(check.id, Outcome.FAIL, reason, message, call, expected, received)
    return Verdict(check.id, Outcome.FAIL, reason, message, call)
