"""A course of two small assignments on disk, and results that a judge might have given."""

from __future__ import annotations

import textwrap

import pytest

from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
from autograder.course.load import load_course
from autograder.gradebook.batch_order import Judging
from autograder.gradebook.sync import Sync
from autograder.gradebook.sync_round import Link
from tests.gradebook.fake_site import Site
from tests.gradebook.fakes import grade
from tests.gradebook.runs import FUNCTION

COURSE = """
title = { en = "Restoring images", fr = "Restaurer des images" }
attempt = "best"
[late]
percent_per_day = 10
grace_minutes = 15
max_days = 3
"""

NOISE = """
title = { en = "Noise", fr = "Bruit" }

[[questions]]
id = "q1"
title = { en = "Add noise", fr = "Ajouter du bruit" }
functions = ["add_noise"]
checks = [
  { id = "clipped", title = { en = "Values stay in [0, 1].", fr = "Les valeurs restent dans [0, 1]." }, points = 2 },
  { id = "seeded", title = { en = "A seed gives one result.", fr = "Une graine donne un seul résultat." }, points = 3 },
]

[[questions]]
id = "q2"
title = { en = "Salt", fr = "Sel" }
functions = ["add_salt"]
checks = [
  { id = "salted", title = { en = "Salt is white.", fr = "Le sel est blanc." }, points = 5 },
]

[[questions]]
id = "q3"
title = { en = "Bonus", fr = "Bonus" }
functions = ["add_blur"]
bonus = true
checks = [
  { id = "blurred", title = { en = "Edges are soft.", fr = "Les bords sont doux." }, points = 2 },
]
"""

MODEL = """
title = { en = "Model", fr = "Modèle" }
files = ["denoiser.keras"]

[[questions]]
id = "q1"
title = { en = "Build", fr = "Construire" }
functions = ["build_model", "add_noise"]
checks = [
  { id = "shape", title = { en = "It keeps the shape.", fr = "Il garde la forme." }, points = 4 },
  { id = "learns", title = { en = "It learns.", fr = "Il apprend." }, points = 6 },
]
"""

PUBLIC = '''
"""Public checks."""
import numpy as np
IMAGES = np.zeros((4, 8, 8, 1))
OTHER = np.ones(3)

def helper(value):
    return value + 1

def test_clipped(submission):
    assert helper(IMAGES).max() >= 0

def test_seeded(submission):
    assert OTHER.max() == 1
'''

HIDDEN = '''
"""Hidden checks."""
LEVEL = 3

def test_salted(submission):
    submission.support.tiny()

def test_blurred(submission):
    assert LEVEL
'''


@pytest.fixture
def course_folder(tmp_path):
    """Return the folder of the course."""
    files = {
        "course.toml": COURSE,
        "02_noise/assignment.toml": NOISE,
        "02_noise/checks/test_public.py": PUBLIC,
        "02_noise/checks/test_hidden.py": HIDDEN,
        "02_noise/checks/support.py": "def tiny():\n    return 1\n",
        "03_model/assignment.toml": MODEL,
        "03_model/checks/test_public.py": "def test_shape(submission):\n    pass\n",
        "03_model/checks/test_hidden.py": "def test_learns(submission):\n    pass\n",
    }
    folder = tmp_path / "assignments"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return folder


@pytest.fixture
def course(course_folder):
    """Return the course: 02_noise (10 points, 2 bonus) and 03_model (10 points)."""
    return load_course(course_folder)


@pytest.fixture
def noise(course):
    """Return the assignment 02_noise."""
    return course.assignment("02")


def result(**outcomes) -> Result:
    """Return a result for 02_noise in which every check passes but those named otherwise."""
    verdicts = []
    for check in ("clipped", "seeded", "salted", "blurred"):
        outcome = Outcome(outcomes.get(check, "pass"))
        reason = {Outcome.FAIL: Reason.WRONG, Outcome.JUDGE_ERROR: Reason.JUDGE}.get(outcome)
        message = Message("archive.count", {"limit": 7}) if outcome is Outcome.FAIL else None
        verdicts.append(Verdict(check, outcome, reason, message))
    return Result("02_noise", tuple(verdicts), "A", 1.5, 150.0)


@pytest.fixture
def hand_ins(tmp_path):
    """Return a folder of hand-ins to 02_noise, and a function that adds one."""
    folder = tmp_path / "hand-ins"

    def add(student, text="", name="tp2.py"):
        path = folder / student / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FUNCTION + text, encoding="utf-8")
        return folder

    add("ann", "# fail salted\n")
    add("bob")
    add("cy", "# fail clipped\n# fail blurred\n")
    add.folder = folder
    return add


@pytest.fixture
def site():
    """Return an assignment of 20 points with three students, two of one name."""
    return Site()


@pytest.fixture
def again(site, course, tmp_path):
    """Return `again()`: a round, by a process of its own as it were, and the kinds of its events."""

    def do(link=None, **options):
        events = []
        sync = Sync(
            course,
            tmp_path / "out",
            site,
            Judging(grade, workers=1, environment="t"),
            emit=events.append,
            **options,
        )
        done = sync.round(link or Link(course.assignments[0], "Devoir 2"))
        return done, [event["event"] for event in events]

    return do


def _grades(site):
    return {person: mark.grade for person, mark in site.marks.items()}
