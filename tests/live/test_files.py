"""The files' round trip on a real Moodle, as a teacher clicks it: what is downloaded is graded, what we write is imported.

MOODLE_LANGUAGES names a folder with the French pack (`fr/…`); without it the site speaks English alone.
"""

from __future__ import annotations

import html
import re

import pytest
from click.testing import CliRunner

from autograder import cli
from tests.gradebook import fakes
from tests.live import moodle_site
from tests.live.classroom import ANSWERS
from tests.live.people import GROUPS, PEOPLE
from tests.live.teacher import Teacher

pytestmark = [pytest.mark.live, pytest.mark.timeout(1800)]
NAMES = {username: f"{first} {last}" for username, first, last in PEOPLE}


class Desk:
    """A teacher's computer: a browser at one assignment, and `autograder` beside it."""

    def __init__(self, course_folder, folder, teacher, klass, language):
        self.course, self.folder, self.teacher, self.language = course_folder, folder, teacher, language
        self.module = klass.seed["assignments"][klass.kind]["cmid"]
        self.said = ""

    def graded(self, *options):
        """Download everything, and have it graded; return the worksheet's file."""
        folder = self.folder / f"{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        worksheet, download = folder / "Grades.csv", folder / "download.zip"
        worksheet.write_bytes(self.teacher.worksheet(self.module)[1])
        assert ("Identifiant" in worksheet.read_text(encoding="utf-8")) == (self.language == "fr")
        download.write_bytes(self.teacher.hand_ins(self.module)[1])
        self.run("batch", download, "-a", "02", "-j", 1, "--worksheet", worksheet, *options)
        return worksheet

    def imported(self, worksheet, *, newer_too=False):
        """Fill the worksheet in, and give it and the pages to Moodle, in the order that is asked for."""
        self.run("report", "02", "--moodle", worksheet, "--language", self.language)
        exports = self.folder / "results/exports"
        said = self.teacher.upload_worksheet(
            self.module, (exports / worksheet.name).read_bytes(), newer_too=newer_too
        )
        self.teacher.upload_pages(self.module, (exports / "02_noise-feedback.zip").read_bytes())
        return said

    def run(self, *words):
        common = ("--out", self.folder / "results", "--course", self.course)
        answer = CliRunner().invoke(cli.autograder, [*map(str, (*words, *common))])
        assert answer.exit_code == 0, f"{words}: {answer.output} {answer.exception!r}"
        self.said = answer.output


@pytest.fixture(params=["en", "fr"])
def desk(request, at, site, seed, course_folder, tmp_path, monkeypatch):
    """Return `desk(kind)`: a class and a desk in one language of the site."""
    if not moodle_site.speaks(request.param):
        pytest.skip(f"MOODLE_LANGUAGES names no pack {request.param!r}")
    monkeypatch.setattr("autograder.judge.run.grade_job", fakes.grade_for_verbs)
    person = seed["people"]["teacher"]
    folder = tmp_path / "desk"
    folder.mkdir()
    with Teacher(site.url, person["login"], person["password"], person["token"], request.param) as teacher:

        def make(kind):
            klass = at(f"files {kind} {request.param}")
            return klass, Desk(course_folder, folder, teacher, klass, request.param)

        yield make


def _points(page):
    """Return (heading, points) of a page of feedback."""
    heading = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)[1]
    points = re.search(r'class="score.*?<b>(.*?)</b>', page, re.DOTALL)[1]
    return html.unescape(re.sub(r"<[^>]*>", "", heading)), float(points.replace(",", "."))


def _everybody_has(klass, wanted, factor):
    assert klass.grades() == {username: factor * points for username, points in wanted.items()}
    for (username, _), (_, comment, pages) in klass.database().items():
        assert re.match(rf"(Note\s:|Score:) {wanted[username]} (sur|out of) 10\.", comment)
        assert pages == 1


def test_each_mark_comment_and_page_reaches_its_owner(desk):
    klass, teacher = desk("plain")
    wanted = {username: list(ANSWERS)[index % 5] for index, (username, _, _) in enumerate(PEOPLE)}
    for username, points in wanted.items():
        klass.hand_in(username, points)
    teacher.imported(teacher.graded())
    _everybody_has(klass, wanted, 2)
    for username, page in klass.pages().items():
        heading, points = _points(page)
        assert NAMES[username] in heading and points == wanted[username]
    # One hands in again: one mark changes. Moodle's own record is newer than what the worksheet can say in French.
    wanted["s03"] = 10
    klass.hand_in("s03", 10)
    before = klass.database()
    teacher.imported(teacher.graded(), newer_too=True)
    _everybody_has(klass, wanted, 2)
    changed = {key for key, value in klass.database().items() if value != before[key]}
    assert changed == {("s03", 0)}
    # Nothing new: nothing to import.
    sheet = teacher.graded()
    teacher.run("report", "02", "--moodle", sheet, "--dry-run", "--language", teacher.language)
    assert " → " not in teacher.said, teacher.said


@pytest.mark.parametrize("roster", [False, True])
def test_a_groups_mark_reaches_its_members_and_nobody_else(desk, roster):
    klass, teacher = desk("groups")
    klass.hand_in("s01", 7)
    klass.hand_in("s03", 10)
    klass.hand_in("s09", 5)  # of no group: all who have none are Moodle's "default group"
    sheet = teacher.graded()
    if roster:
        teacher.folder = teacher.folder / "again"
        teacher.folder.mkdir()
        sheet = teacher.graded("--roster", sheet)
    teacher.imported(sheet)
    wanted = {"s01": 7, "s02": 7, "s03": 10, "s04": 10, **dict.fromkeys(list(NAMES)[4:], 5)}
    assert klass.grades() == {username: 2.0 * points for username, points in wanted.items()}
    assert list(GROUPS.values()) == [["s01", "s02"], ["s03", "s04"]]
    for username, page in klass.pages().items():
        assert _points(page)[1] == wanted[username]


def test_anonymous_marking_reaches_the_same_people(desk):
    klass, teacher = desk("anonymous")
    wanted = {"s02": 5, "s03": 8, "s06": 10, "s09": 0}
    for username, points in wanted.items():
        klass.hand_in(username, points)
    sheet = teacher.graded()
    assert "Full name" not in sheet.read_text() and "Nom complet" not in sheet.read_text()
    teacher.imported(sheet)
    _everybody_has(klass, wanted, 2)
    assert {username: _points(page)[1] for username, page in klass.pages().items()} == wanted


def test_marks_out_of_a_hundred_with_a_workflow(desk):
    klass, teacher = desk("hundred")
    for username, points in (("s04", 5), ("s08", 7), ("s12", 0)):
        klass.hand_in(username, points)
    teacher.imported(teacher.graded())
    _everybody_has(klass, {"s04": 5, "s08": 7, "s12": 0}, 10)


def test_a_flat_download_is_the_same_hand_ins(desk, site, seed):
    klass, teacher = desk("flat")
    person = seed["people"]["teacher"]["id"]
    site.sql(
        f"REPLACE INTO mdl_user_preferences (userid, name, value) VALUES ({person}, 'assign_downloadasfolders', '0')"
    )
    wanted = {"s02": 8, "s03": 0, "s08": 7}
    for username, points in wanted.items():
        klass.hand_in(username, points)
    try:
        teacher.teacher.again()
        sheet = teacher.graded()
    finally:
        site.sql("DELETE FROM mdl_user_preferences WHERE name = 'assign_downloadasfolders'")
        teacher.teacher.again()
    teacher.imported(sheet)
    _everybody_has(klass, wanted, 2)
