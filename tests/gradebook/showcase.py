"""A made-up class with everything a page can show: for the browser's tests and for looking at."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from autograder.course.model import Course
from autograder.gradebook import files
from autograder.gradebook.attempts import Graded, Store
from autograder.gradebook.roster import Student
from autograder.judge.picture import difference
from autograder.verdict import Message, Outcome, Reason, Result, Verdict

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
            attempt, _ = store.add(
                student, assignment.id, [(f"tp{assignment.number}.ipynb", name.encode())], submitted=when
            )
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
