"""The gradebook: every student's standing in every assignment, from stored verdicts and the teacher's overrides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.course.model import Assignment, Course, called
from autograder.errors import UsageError
from autograder.gradebook.attempts import Attempt, Graded, Store
from autograder.gradebook.lms.export import Mark
from autograder.gradebook.roster import Roster, Student
from autograder.gradebook.score import LATE, Override, Score, days_late, score
from autograder.gradebook.sheet import read_sheet, write_table

OVERRIDES = "overrides.csv"


@dataclass(frozen=True)
class Standing:
    """The attempt of a student that counts for an assignment, and its score; `attempts` is how many there are."""

    student: Student
    assignment: Assignment
    attempt: Attempt
    graded: Graded
    score: Score
    attempts: int = 1

    @property
    def mark(self) -> Mark:
        """The standing as the LMS writers take it."""
        return Mark(
            self.student, self.assignment.id, self.score.points, self.score.maximum, self.score.comment
        )


@dataclass(frozen=True)
class Gradebook:
    """All standings, ordered by assignment and student; attempts not yet judged; overrides that fit nothing."""

    students: tuple[Student, ...]
    standings: tuple[Standing, ...]
    unjudged: tuple[Attempt, ...] = ()
    problems: tuple[str, ...] = ()

    def marks(self) -> list[Mark]:
        """Return one mark per student and assignment."""
        return [standing.mark for standing in self.standings]


def gradebook(course: Course, store: Store, due: Mapping[str, datetime] | None = None) -> Gradebook:
    """Return the gradebook of the results in `store`. `due` gives each assignment's deadline, where there is one.

    Of several attempts, `course.attempt` says which counts. With "best", a withheld score counts where it may still
    become the best.
    """
    students = store.students()
    overrides, problems = read_overrides(store.folder / OVERRIDES, Roster(students), course)
    standings, unjudged = [], []
    for assignment in course.assignments:
        for student in students:
            attempts = store.attempts(student, assignment.id)
            scored = []
            for attempt in attempts:
                graded = store.graded(attempt)
                if graded is None:
                    unjudged.append(attempt)
                    continue
                own = overrides.get((student.key, assignment.id), ())
                days = days_late(attempt.submitted, (due or {}).get(assignment.id), course.late)
                scored.append(
                    (
                        attempt,
                        graded,
                        score(assignment, graded.result, late=course.late, days=days, overrides=own),
                    )
                )
            if scored:
                attempt, graded, counted = scored[-1] if course.attempt == "last" else _best(scored)
                standings.append(Standing(student, assignment, attempt, graded, counted, len(attempts)))
    return Gradebook(students, tuple(standings), tuple(unjudged), tuple(problems))


def read_overrides(
    path: Path, roster: Roster, course: Course
) -> tuple[dict[tuple[str, str], tuple[Override, ...]], list[str]]:
    """Return the overrides a teacher wrote, by student's key and assignment, and a sentence for each line that fits nothing.

    The file is a CSV with the columns student, assignment, check, points, comment (or étudiant, devoir, vérification,
    points, commentaire). Without a check the line is about the whole hand-in; "late" sets the days late that count.

    Raises:
        UsageError: The file has no such header.
    """
    if not path.exists():
        return {}, []
    sheet = read_sheet(path.read_bytes())
    columns = {name: sheet.column(*names) for name, names in _HEADERS.items()}
    if any(columns[name] is None for name in ("student", "assignment")):
        raise UsageError(f"{path}: expected the columns student, assignment, check, points, comment.")
    found: dict[tuple[str, str], list[Override]] = {}
    problems = []
    for row in range(1, len(sheet.rows)):
        cells = {name: sheet.value(row, column) for name, column in columns.items()}
        if not any(cells.values()):
            continue
        if _left_out(cells["assignment"], course):
            continue
        try:
            student, assignment, override = _override(cells, roster, course)
        except ValueError as error:
            problems.append(f"{path.name}:{row + 1}: {error}")
            continue
        found.setdefault((student.key, assignment.id), []).append(override)
    return {key: tuple(each) for key, each in found.items()}, problems


def overrides_template() -> bytes:
    """Return the file that a teacher fills in."""
    return write_table([("student", "assignment", "check", "points", "comment")])


_HEADERS = {
    "student": ("student", "étudiant", "étudiante", "id", "name", "nom"),
    "assignment": ("assignment", "devoir", "tp"),
    "check": ("check", "vérification", "test"),
    "points": ("points", "score", "note"),
    "comment": ("comment", "commentaire", "comments", "commentaires"),
}


def _left_out(name: str, course: Course) -> bool:
    """Return whether an assignment of the course's folder is meant that was not loaded."""
    loaded = {assignment.id for assignment in course.assignments}
    folders = (path.parent.name for path in course.folder.glob("*/assignment.toml"))
    return any(called(folder, name) for folder in folders if folder not in loaded)


def _override(
    cells: Mapping[str, str], roster: Roster, course: Course
) -> tuple[Student, Assignment, Override]:
    who = cells["student"].removeprefix("'")
    students = [student for student in roster.students if student.key == who] or list(roster.find(who))
    if len(students) != 1:
        raise ValueError(
            f"expected one student called {who!r}, found {len(students)}. Use the id or the folder's name."
        )
    try:
        assignment = course.assignment(cells["assignment"])
    except KeyError:
        raise ValueError(f"there is no assignment {cells['assignment']!r}.") from None
    known = {check.id for check in assignment.rubric} | {"", LATE}
    if cells["check"] not in known:
        raise ValueError(f"{assignment.id} has no check {cells['check']!r}.")
    points = None
    if cells["points"]:
        try:
            points = float(cells["points"].replace(",", "."))
        except ValueError:
            raise ValueError(f"expected points, received {cells['points']!r}.") from None
        if not 0 <= points < 10_000:
            raise ValueError(f"expected points from 0, received {cells['points']!r}.")
        points = int(points) if points == int(points) else points
    return students[0], assignment, Override(cells["check"], points, cells["comment"])


def _best(scored: Iterable[tuple[Attempt, Graded, Score]]) -> tuple[Attempt, Graded, Score]:
    """Return the attempt with most points, the latest of equals; a withheld one counts as what it may become."""

    def promise(each: tuple[Attempt, Graded, Score]) -> tuple[float, bool, int]:
        attempt, _, counted = each
        if counted.points is not None:
            return counted.points, True, attempt.number
        owed = sum(line.check.points for line in counted.lines if line.points is None)
        return min(counted.earned + owed, counted.maximum) - counted.penalty, False, attempt.number

    return max(scored, key=promise)
