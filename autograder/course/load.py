"""Reading a course from its folder. Every error names the file, the line and what to do; nothing is run."""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from autograder.base.errors import ContentError, UsageError
from autograder.course.check_functions import check_functions
from autograder.course.model import (
    HIDDEN,
    MASTER,
    PUBLIC,
    Assignment,
    Check,
    Course,
    Criterion,
    LatePolicy,
    Limits,
    Manual,
    Minutes,
    Question,
    Sample,
    called,
)
from autograder.course.samples import PROPOSED, parse_samples
from autograder.course.shapes import AssignmentShape, CheckShape, CourseShape, QuestionShape
from autograder.course.text import read_text
from autograder.course.toml_lines import Lines, Step, read_toml

FOLDER = re.compile(r"\d\d_[a-z][a-z0-9_]*$")
# What may stand in an assignment's folder; verify refuses everything else.
KNOWN = (
    "assignment.toml",
    MASTER,
    "measure.py",
    "measured.json",
    "figures.py",
    "pictures/*.png",
    "equivalent.toml",
    "mutants.json",
    "statement.??.md",
    "hints.??.md",
    PUBLIC,
    HIDDEN,
    "checks/support.py",
    "samples/q*.py",
    PROPOSED,  # known, and never left over: rule 9 of `verify` has a sentence of its own for it
    "samples/files/*",
)


def load_course(folder: Path, names: Collection[str] = ()) -> Course:
    """Return the course in `folder` (the one that holds course.toml), its assignments ordered by number.

    `names` (ids, numbers or slugs) leaves the others out, so that one being written does not stop work on another.

    Raises:
        ContentError: A file of the course is malformed.
        UsageError: There is no course in this folder.
    """
    folder = Path(folder)
    path = folder / "course.toml"
    if not path.is_file():
        raise UsageError("usage.course_folder", folder=folder)
    shape = read_toml(path, CourseShape)
    folders = sorted(each for each in folder.iterdir() if each.is_dir() and FOLDER.match(each.name))
    for first, second in itertools.pairwise(folders):
        if first.name[:2] == second.name[:2]:
            raise ContentError("content.two_numbers", second, number=first.name[:2])
    chosen = [each for each in folders if not names or any(called(each.name, name) for name in names)]
    assignments = tuple(_assignment(each, shape) for each in chosen)
    late = LatePolicy(**shape.late.model_dump())
    languages = tuple(dict.fromkeys(shape.languages))
    return Course(folder, shape.title, assignments, languages, late, shape.attempt, shape.build.out)


def load_assignment(folder: Path) -> Assignment:
    """Return the assignment in `folder`: a master's side folder, or a student's (which has public checks only).

    Its languages, and the limits and `hidden_messages` that its assignment.toml leaves out, are those of the course.toml
    beside the folder. Without one, the languages are those of its title.

    Raises:
        ContentError: assignment.toml, course.toml, a check file or a file of samples is malformed,
            or they do not match.
    """
    path = Path(folder).resolve().parent / "course.toml"
    return _assignment(Path(folder), read_toml(path, CourseShape) if path.is_file() else None)


def _assignment(folder: Path, course: CourseShape | None) -> Assignment:
    if not FOLDER.match(folder.name):
        raise ContentError("content.folder_name", folder)
    path = folder / "assignment.toml"
    if not path.is_file():
        raise ContentError("content.no_assignment_file", path)
    shape = read_toml(path, AssignmentShape, languages=course.languages if course else ())
    lines = Lines(read_text(path))
    found = check_functions(folder)
    questions = tuple(
        _question(path, lines, number, each, found) for number, each in enumerate(shape.questions)
    )
    _refuse_twins(path, lines, questions)
    _refuse_unlisted(questions, found)
    _refuse_unknown_files(path, lines, shape)
    limits = {
        **(course.limits.model_dump() if course else {}),
        **shape.limits.model_dump(exclude_unset=True),
    }
    messages = shape.hidden_messages or (course.hidden_messages if course else "short")
    assignment = Assignment(
        id=folder.name,
        folder=folder,
        title=shape.title,
        questions=questions,
        limits=Limits(**limits),
        data=tuple(shape.data),
        files=tuple(shape.files),
        instead={name: tuple(names) for name, names in shape.instead.items()},
        languages=tuple(shape.title),
        minutes=Minutes(**shape.minutes.model_dump()) if shape.minutes else None,
        hidden_in_full=messages == "full",
        outlined=course is not None and course.outline,
    )
    return replace(assignment, samples=_samples(assignment))


def graded_functions(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the graded functions of each assignment in a course's folder, by its id, in order.

    Nothing else is looked at, and an assignment that is malformed is left out: it must not stop work on another.
    """
    found = {}
    for path in sorted(folder.glob("*/assignment.toml")):
        names = _graded_functions(path, path.stat().st_mtime_ns) if FOLDER.match(path.parent.name) else None
        if names is not None:
            found[path.parent.name] = names
    return found


@functools.lru_cache(maxsize=256)  # it is asked of every hand-in
def _graded_functions(path: Path, changed: int) -> tuple[str, ...] | None:
    try:
        questions = tomllib.loads(path.read_text(encoding="utf-8"))["questions"]
        return tuple(str(name) for each in questions for name in each.get("functions", ()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def chosen(course: Course, names: Collection[str]) -> tuple[Assignment, ...]:
    """Return the assignments called `names` (ids, numbers or slugs), in this order; all of them where none is named.

    Raises:
        UsageError: The course has no such assignment.
    """
    try:
        return tuple(course.assignment(name) for name in names) or course.assignments
    except KeyError as error:
        known = ", ".join(sorted(path.parent.name for path in course.folder.glob("*/assignment.toml")))
        raise UsageError("usage.no_assignment", received=error.args[0], known=known) from None


def unknown_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of an assignment's folder that the loader does not know, caches left out."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return tuple(path for path in files if not _known(path.relative_to(folder)))


def _known(path: Path) -> bool:
    return any(len(path.parts) == len(Path(each).parts) and path.match(each) for each in KNOWN)


def _question(
    path: Path, lines: Lines, number: int, shape: QuestionShape, found: Mapping[str, tuple[Path, int]]
) -> Question:
    checks = tuple(
        _check(path, lines, ("questions", number, "checks", position), check, shape.id, found)
        for position, check in enumerate(shape.checks)
    )
    return Question(shape.id, shape.title, tuple(shape.functions), checks, shape.bonus, _manual(shape))


def _check(
    path: Path,
    lines: Lines,
    where: tuple[Step, ...],
    shape: CheckShape,
    question: str,
    found: Mapping[str, tuple[Path, int]],
) -> Check:
    function = f"test_{shape.id}"
    if function not in found:
        raise ContentError(
            "content.no_function", path, lines.of((*where, "id")), check=shape.id, function=function
        )
    file, line = found[function]
    return Check(shape.id, shape.title, shape.points, file.name == Path(PUBLIC).name, question, file, line)


def _manual(shape: QuestionShape) -> Manual | None:
    if shape.points is None:
        return None
    criteria = tuple(Criterion(each.id, each.title, each.points) for each in shape.criteria)
    return Manual(shape.points, criteria, shape.model or {})


def _refuse_twins(path: Path, lines: Lines, questions: tuple[Question, ...]) -> None:
    seen: set[str] = set()
    for number, question in enumerate(questions):
        if question.id != f"q{number + 1}":
            raise ContentError(
                "content.question_order",
                path,
                lines.of(("questions", number, "id")),
                expected=number + 1,
                found=question.id,
            )
        for name in question.functions:
            if name in seen:
                raise ContentError(
                    "content.function_twice", path, lines.of(("questions", number, "functions")), name=name
                )
            seen.add(name)
    ids: set[str] = set()
    for number, question in enumerate(questions):
        for position, check in enumerate(question.checks):
            if check.id in ids:
                where = ("questions", number, "checks", position, "id")
                raise ContentError("content.check_twice", path, lines.of(where), check=check.id)
            ids.add(check.id)
        criteria = [each.id for each in question.manual.criteria] if question.manual else []
        for position, criterion in enumerate(criteria):
            if criterion in criteria[:position]:
                raise ContentError(
                    "content.criterion_twice",
                    path,
                    lines.of(("questions", number, "criteria", position, "id")),
                    criterion=criterion,
                )


def _refuse_unlisted(questions: tuple[Question, ...], found: Mapping[str, tuple[Path, int]]) -> None:
    """Refuse a check function that assignment.toml gives no points."""
    listed = {check.function for question in questions for check in question.checks}
    for name, (path, line) in found.items():
        if name not in listed:
            raise ContentError("content.no_entry", path, line, name=name, id=name[5:])


def _refuse_unknown_files(path: Path, lines: Lines, shape: AssignmentShape) -> None:
    """Refuse replacements of files, or by files, that nobody is asked for."""
    for name, replacements in shape.instead.items():
        for each in (name, *replacements):
            if each not in shape.files:
                raise ContentError("content.not_among_files", path, lines.of(("instead", name)), name=each)


def _samples(assignment: Assignment) -> tuple[Sample, ...]:
    if not (
        assignment.folder / MASTER
    ).is_file():  # a student's folder: what is called samples there is the student's
        return ()
    paths = sorted((assignment.folder / "samples").glob("*.py"), key=lambda path: (len(path.stem), path.stem))
    paths = [path for path in paths if path != assignment.folder / PROPOSED]
    return parse_samples({path: read_text(path) for path in paths}, assignment)
