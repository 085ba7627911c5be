"""One assignment of the live site: students hand in, `sync` works at it, and its database says what came of it."""

from __future__ import annotations

from autograder.gradebook.batch_order import Judging
from autograder.gradebook.lms.sites.moodle import MoodleSite
from autograder.gradebook.lms.sites.patience import Patience
from autograder.gradebook.sync import Sync
from autograder.gradebook.sync_round import Link
from tests.gradebook.fakes import grade
from tests.gradebook.runs import FUNCTION

# 10 points in all; which checks fail is written in the hand-in (tests/gradebook/fakes.py).
ANSWERS = {
    10: "",
    8: "# fail clipped\n",
    7: "# fail seeded\n",
    5: "# fail salted\n",
    0: "# fail clipped\n# fail seeded\n# fail salted\n# fail blurred\n",
}
for points in (8, 7, 5):
    ANSWERS[points] += "# fail blurred\n"


class Class:
    """One assignment of the live site, and a `Sync` at it."""

    def __init__(self, site, seed, course, out, kind, **options):
        self.site, self.seed, self.kind, self.id = site, seed, kind, seed["assignments"][kind]["id"]
        self.events, self.out, self.course = [], out, course
        self.link = Link(course.assignments[0], kind, "en", **options)
        self.patience = Patience(site.url, seed["people"]["teacher"]["token"], tries=1)
        self.sync = Sync(
            course, out, MoodleSite(self.patience, seed["course"]), Judging(grade, workers=1, environment="test"), emit=self.events.append,
        )  # fmt: skip

    def hand_in(self, username, points, **options):
        token = self.seed["people"][username]["token"]
        self.site.hand_in(
            token, self.id, {"tp2.py": (FUNCTION + ANSWERS[points] + f"# {username}\n").encode()}, **options
        )

    def round(self):
        self.events.clear()
        return self.sync.round(self.link)

    def database(self):
        """Return (grade, comment, number of pages) of each student with a grade, by attempt where there are several."""
        rows = self.site.sql(
            "SELECT u.id, g.attemptnumber, g.grade, REPLACE(COALESCE(c.commenttext, ''), '\n', ' '),"
            " (SELECT COUNT(*) FROM mdl_files f WHERE f.component = 'assignfeedback_file' AND f.itemid = g.id AND f.filesize > 0)"
            " FROM mdl_assign_grades g JOIN mdl_user u ON u.id = g.userid"
            f" LEFT JOIN mdl_assignfeedback_comments c ON c.grade = g.id WHERE g.assignment = {self.id}"
        )
        names = {str(each["id"]): name for name, each in self.seed["people"].items()}
        return {
            (names[user], int(attempt)): (float(grade), comment, int(pages))
            for user, attempt, grade, comment, pages in rows
        }

    def grades(self):
        return {name: grade for (name, _), (grade, _, _) in self.database().items() if grade >= 0}

    def pages(self):
        """Return the page of feedback that each student can open, as it lies in the site's folder of files."""
        rows = self.site.sql(
            "SELECT g.userid, f.contenthash FROM mdl_files f JOIN mdl_assign_grades g ON g.id = f.itemid"
            f" WHERE f.component = 'assignfeedback_file' AND f.filesize > 0 AND g.assignment = {self.id}"
        )
        names = {str(each["id"]): name for name, each in self.seed["people"].items()}
        kept = self.site.folder / "data/filedir"
        return {
            names[user]: (kept / sha1[:2] / sha1[2:4] / sha1).read_text(encoding="utf-8")
            for user, sha1 in rows
        }
