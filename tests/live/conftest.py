"""One real Moodle for the live tests; without a tree they are skipped, and say why."""

import pytest

from tests.gradebook.conftest import course, course_folder, noise  # noqa: F401 - the small course of two assignments
from tests.live import moodle_site
from tests.live.classroom import Class
from tests.live.people import GROUPS, PEOPLE

DAY = 86_400
DUE = 1_790_000_000  # September 2026: hand-ins of later are late
FILES = {
    "plain": {},
    "groups": {"teamsubmission": 1},
    "anonymous": {"blindmarking": 1},
    "flat": {},
    "hundred": {"grade": 100, "markingworkflow": 1},
}
KINDS = {
    "plain": {},
    "late": {"duedate": DUE},
    "seven": {"grade": 7},
    "scale": {"grade": -1},
    "drafts": {"submissiondrafts": 1},
    "attempts": {"attemptreopenmethod": "manual"},
    "groups": {"teamsubmission": 1},
    "anonymous": {"blindmarking": 1},
    "workflow": {"markingworkflow": 1},
    "faults": {},
    **{name: {} for name in ("latency", "closed", "token", "maximum True", "maximum False", "locked")},
    **{f"files {kind} {language}": own for language in ("en", "fr") for kind, own in FILES.items()},
    **{
        name: {}
        for name in ("overridden", "rubric", "left", "scan", "by hand", "raced", "lost", "again", "private")
    },
    **{f"{name} workflow": {"markingworkflow": 1} for name in ("by hand", "private")},
    "states": {"markingworkflow": 1},
    "no grade": {"grade": 0},
    "no files": {"assignfeedback_file_enabled": 0},
    "no comments": {"assignfeedback_comments_enabled": 0},
    "until pass": {"attemptreopenmethod": "untilpass", "gradepass": 15},
    "recorded": {},
    "recorded groups": {"teamsubmission": 1},
}


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return a Moodle that serves."""
    if why := moodle_site.missing():
        pytest.skip(why)
    with moodle_site.moodle(tmp_path_factory.mktemp("moodle")) as moodle:
        yield moodle


@pytest.fixture(scope="session")
def seed(site):
    """Return the numbers and tokens of 13 students, their groups, and an assignment of each kind."""
    import time

    extensions = [["late", "s02", int(time.time()) + DAY]]
    found = site.seeded(PEOPLE, GROUPS, KINDS, extensions)
    site.serve()
    return found


@pytest.fixture
def at(site, seed, course, tmp_path):  # noqa: F811 - the fixture, by its name
    """Return `at(kind)`, a class at that assignment with results of its own."""
    made = []

    def make(kind, **options):
        made.append(Class(site, seed, course, tmp_path / f"out {kind}", kind, **options))
        return made[-1]

    yield make
    for each in made:
        each.patience.close()
