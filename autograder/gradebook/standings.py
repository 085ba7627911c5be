"""The gradebook: every student's standing in every assignment, from stored verdicts and the teacher's overrides."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.base.messages import Message, Said
from autograder.course.model import Assignment, Course
from autograder.gradebook import first_look
from autograder.gradebook.attempt import Attempt
from autograder.gradebook.counting import Counting, Scored
from autograder.gradebook.csv_sheet import write_table
from autograder.gradebook.line_comments import COMMENTS, LineComment, read_line_comments
from autograder.gradebook.lms.marks import Mark
from autograder.gradebook.references import failed_by_reference
from autograder.gradebook.roster import Roster, Student
from autograder.gradebook.score import (
    Override,
    Score,
    refuse_unknown,
    written_criteria,
    written_points,
)
from autograder.gradebook.store import Graded, Store
from autograder.gradebook.teacher_rows import WHOSE, Headers, Place, Row, read_rows

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
    line_comments: tuple[LineComment, ...] = ()

    @property
    def mark(self) -> Mark:
        """The standing as the LMS writers take it."""
        return Mark(
            self.student,
            self.assignment.id,
            self.score.points,
            self.score.maximum,
            self.score.comment,
            why_withheld="lms.to_mark" if self.score.waits_for_marker else "lms.withheld",
        )


@dataclass(frozen=True)
class Gradebook:
    """All standings, ordered by assignment and student; attempts not yet judged that may count;
    overrides that fit nothing; records that cannot be read (`damaged`).

    `doubts` are about checks that the reference answer fails, and the last batch's: whose files some may be, and hand-ins
    with several answers that differ.
    """

    students: tuple[Student, ...]
    standings: tuple[Standing, ...]
    unjudged: tuple[Attempt, ...] = ()
    problems: tuple[Message, ...] = ()
    doubts: tuple[Said, ...] = ()
    maxima: Mapping[str, float] = field(default_factory=dict)  # of the assignments
    damaged: tuple[Message, ...] = ()

    def waiting(self, assignment: Assignment) -> list[Student]:
        """Return the students who handed an assignment in and have no verdict yet."""
        judged = {each.student.key for each in self.standings if each.assignment.id == assignment.id}
        found = {each.student.key for each in self.unjudged if each.assignment == assignment.id} - judged
        return [each for each in self.students if each.key in found]

    def marks(self) -> list[Mark]:
        """Return one mark per student and assignment, one without points where a hand-in waits for its verdicts."""
        judged = {(each.student.key, each.assignment.id) for each in self.standings}
        waiting = {(each.student.key, each.assignment): each for each in self.unjudged}
        return [standing.mark for standing in self.standings] + [
            Mark(
                each.student,
                each.assignment,
                None,
                self.maxima[each.assignment],
                why_withheld="lms.not_judged",
            )
            for place, each in waiting.items()
            if place not in judged
        ]


def gradebook(course: Course, store: Store) -> Gradebook:
    """Return the gradebook of the results in `store`, late penalties by its deadlines.

    Of several attempts, `course.attempt` says which counts. Where that is the last and it is not judged, there is no
    standing: no older one takes its place, as none does where one cannot be read: it may be the one that counts. One that was not judged because it cannot count any more is nobody's business:
    it is not among the unjudged.
    """
    students = store.students()
    by_hand = decided(course, store)
    counting, standings, unjudged = Counting(course, store.due_dates(), by_hand.overrides), [], []
    damaged = [*store.strangers()]
    for assignment in course.assignments:
        for student in students:
            (attempts, lost), scored = store.read(student, assignment.id), list[Scored]()
            if lost:
                damaged += lost
                unjudged.append(Attempt(student, assignment.id, 0, (), store.folder))
                continue
            for attempt in reversed(counting.candidates(attempts)):
                if graded := store.graded(attempt):
                    counted = counting.score(assignment, attempt, graded.result)
                    scored.insert(0, Scored(attempt, graded, counted))
                elif not counting.is_settled(assignment, attempt, None, (), scored):
                    unjudged.append(attempt)
            if scored:
                best = counting.counted(scored)
                said = by_hand.line_comments.get((student.key, assignment.id), ())
                standings.append(
                    Standing(student, assignment, best.attempt, best.graded, best.score, len(attempts), said)
                )
    known = {path.parent.name for path in course.folder.glob("*/assignment.toml")}
    doubted = [
        *(Message.of("doubt.left_assignment", id=each) for each in store.assignments() if each not in known),
        *failed_by_reference(course.assignments, store),
        *store.last_batch().doubts,
        *(doubt for each in standings for doubt in doubts(each)),
    ]
    maxima = {each.id: each.maximum for each in course.assignments}
    return Gradebook(
        students,
        tuple(standings),
        tuple(unjudged),
        by_hand.problems,
        tuple(doubted),
        maxima,
        tuple(damaged),
    )


def doubts(standing: Standing) -> list[Message]:
    """Return what the teacher should know of how a hand-in was read: which of several answers was judged, say."""
    return [
        first_look.about_reading(standing.student, standing.assignment.id, note)
        for note in doubtful(standing)
    ]


def doubtful(standing: Standing) -> list[Message]:
    """Return what is doubtful in how a hand-in was read: which of several answers was judged, say."""
    return [note for note in standing.graded.result.notes if note.key in first_look.DOUBTFUL]


@dataclass(frozen=True)
class Decided:
    """What a teacher decided by hand, by student's key and assignment's id; `problems` are about rows that fit nothing."""

    overrides: Mapping[Place, tuple[Override, ...]]
    line_comments: Mapping[Place, tuple[LineComment, ...]]
    problems: tuple[Message, ...]


def decided(course: Course, store: Store, *, about: Collection[str] | None = None) -> Decided:
    """Return what overrides.csv and comments.csv say of the class.

    Of rows that fit nothing, those for another assignment than the ids in `about` are not spoken of.

    Raises:
        UsageError: One of the files has no such header.
    """
    roster = Roster(store.students())
    overrides, problems = read_overrides(store.folder / OVERRIDES, roster, course, about=about)
    said, more = read_line_comments(store.folder / COMMENTS, roster, course, about=about)
    return Decided(overrides, said, (*problems, *more))


def about_overrides(course: Course, store: Store) -> tuple[list[Message], list[Message]]:
    """Return a sentence for each of the teacher's rows that counts for nothing, and for each that may be a slip.

    The second give a check, or the whole, more points than it has, such as 9 for 0.9: that may be meant,
    and reaches the LMS.
    """
    by_hand = decided(course, store)
    names = {student.key: student.with_id for student in store.students()}
    worth = {
        each.id: {"": each.maximum, **{check.id: check.points for check in each.rubric}}
        for each in course.assignments
    }
    slips = [
        Message.of(
            "override.above",
            who=names[key],
            assignment=assignment,
            about=each.check or Message("override.whole"),
            points=worth[assignment][each.check],
            received=each.points,
        )
        for (key, assignment), given in by_hand.overrides.items()
        for each in given
        if each.points is not None and each.points > worth[assignment].get(each.check, math.inf)
    ]
    return list(by_hand.problems), slips


def read_overrides(
    path: Path, roster: Roster, course: Course, *, about: Collection[str] | None = None
) -> tuple[dict[Place, tuple[Override, ...]], list[Message]]:
    """Return the overrides a teacher wrote, by student's key and assignment,
    and a sentence for each line that fits nothing.

    The file is a CSV with the columns student, assignment, check, points, comment (or étudiant, devoir, vérification,
    points, commentaire), and criteria (critères) for questions that a person marks. Check may be a question's id.
    Without a check the line is about the whole hand-in; "late" sets the days late that count. Of lines that fit nothing,
    those for another assignment than the ids in `about` are not spoken of.

    Raises:
        UsageError: The file has no such header.
    """
    return read_rows(path, HEADERS, WHOSE, roster, course, _override, about=about)


def overrides_template() -> bytes:
    """Return the file that a teacher fills in."""
    return write_table([("student", "assignment", "check", "points", "comment", "criteria")])


HEADERS: Headers = {
    **WHOSE,
    "check": ("check", "vérification", "test", "question"),
    "points": ("points", "score", "note"),
    "comment": ("comment", "commentaire", "comments", "commentaires"),
    "criteria": ("criteria", "critères", "rubric", "barème"),
}


def _override(cells: Row, assignment: Assignment) -> Override:
    points, criteria = written_points(cells["points"]), written_criteria(cells["criteria"])
    override = Override(cells["check"], points, cells["comment"], criteria)
    refuse_unknown(assignment, override)
    return override
