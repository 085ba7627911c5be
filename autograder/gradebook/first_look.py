"""A first look into one student's files, by the reader's helper: which assignments they answer, and what a teacher
should know before anything is judged: what cannot be read, and what is doubtful in how it will be.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from autograder.base import zips
from autograder.base.cleaning import clean_line
from autograder.base.errors import HandInError
from autograder.base.messages import Message
from autograder.base.zips import is_archive
from autograder.course.load import graded_functions
from autograder.course.model import Assignment
from autograder.gradebook.roster import Student
from autograder.gradebook.which_assignment import CLOSED, Division, divided
from autograder.judge.cells import MAX_CODE
from autograder.judge.hand_in import MAX_BYTES, archive_members
from autograder.judge.kinds import ANSWERS, PERHAPS, foreign
from autograder.judge.other_assignment import REMARK, other_assignment
from autograder.judge.reader.hand_ins import parsed, without_samples
from autograder.judge.reader.helper import STARVED, apart, checked

# Remarks of how a hand-in was read that a teacher should look at: which of several answers is judged, whose work it is.
DOUBTFUL = ("handin.several_answers", "handin.put_together", REMARK)

_BEGINNING = 4096  # bytes that tell what a file is

# A sentence as plain data: its key and values.
_Plain = tuple[str, dict[str, str | int | float]]


@dataclass(frozen=True)
class Reading:
    """What comes of reading the files of one assignment as the judge will: why it cannot, or what is doubtful."""

    assignment: str
    problem: _Plain | None = None
    doubtful: tuple[_Plain, ...] = ()


@dataclass(frozen=True)
class Look:
    """What is found in one student's files: their division, the sentence on each that cannot be opened,
    the readings. `partial`: not all of them could be read at once, which another time may be so.
    """

    division: Division
    problems: tuple[tuple[int, str, dict[str, str | int | float]], ...] = ()
    readings: tuple[Reading, ...] = ()
    partial: bool = False


def looked_into(files: Sequence[tuple[str, bytes | HandInError]], assignments: Sequence[Assignment]) -> Look:
    """Return what one student's files are, found out by the reader's helper;
    a file that it cannot read is a damaged one.

    Raises:
        MachineError: The helper cannot be started.
    """
    seen = [(name, _as_far_as_needed(name, content)) for name, content in files]
    needed = [without_samples(each) for each in assignments]
    functions = graded_functions(assignments[0].folder.parent) if assignments else {}
    try:
        return apart(look, seen, needed, functions, True)
    except HandInError as error:
        problem = None if error.key == STARVED else _plain(error)
    try:
        found = apart(look, seen, needed, functions, False)
        readings = tuple(Reading(each, problem) for each in found.division.hand_ins)
        return replace(found, readings=readings, partial=True)
    except HandInError:
        pass
    alone = [(name, _problem_of(name, content, needed) or content) for name, content in seen]
    try:
        found = apart(look, alone, needed, functions, False)
    except HandInError as error:  # each can be read, but not all of them
        found = apart(look, [(name, _plain(error)) for name, _ in files], needed, functions, False)
    return replace(found, partial=True)


def look(
    files: Sequence[tuple[str, bytes | _Plain]],
    assignments: Sequence[Assignment],
    functions: Mapping[str, tuple[str, ...]],
    whole: bool,
) -> Look:
    """Return what one student's files are. For the reader's helper: it takes what time and memory it takes.

    Args:
        functions: The graded functions of each assignment of the course.
        whole: Read the answers as the judge will, too.
    """
    known = [
        (name, content if isinstance(content, bytes) else HandInError(content[0], **content[1]))
        for name, content in files
    ]
    division = divided(known, assignments)
    problems = {
        index: problem for index, (_, content) in enumerate(known) if (problem := unreadable(content))
    }
    readings = []
    for each in assignments if whole else ():
        mine = [known[index] for index in division.hand_ins.get(each.id, ())]
        if mine and problems.keys().isdisjoint(division.hand_ins[each.id]):
            readings.append(_reading(mine, each, functions))
    found = tuple((index, problem.key, dict(problem.values)) for index, problem in problems.items())
    if whole and not division.hand_ins:  # nobody's answer: what it is says more than that
        left_out = ((index, _what_it_is(*known[index]) or why) for index, why in division.left_out)
        division = replace(division, left_out=tuple(left_out))
    return Look(division, found, tuple(readings))


def _what_it_is(name: str, content: bytes | HandInError) -> Message | None:
    """Return why a file can be no answer; None where it may be one."""
    try:
        if isinstance(content, HandInError):
            raise content
        parsed(content, name, None)
    except HandInError as problem:
        return Message(problem.key, dict(problem.values))
    return None


def _reading(
    files: Sequence[tuple[str, bytes | HandInError]],
    assignment: Assignment,
    functions: Mapping[str, tuple[str, ...]],
) -> Reading:
    """Return what comes of reading these files; archives that are no answers count as empty,
    for only their beginning is here.
    """
    contents = {
        name: b"" if is_archive(content) and PurePosixPath(name).suffix.lower() in CLOSED else content
        for name, content in files
        if isinstance(content, bytes)
    }
    if len(files) == 1:
        ((name, data),) = contents.items()
    else:
        name, data = "hand-in.zip", zips.zip_bytes(contents, compressed=False)
    try:
        found = parsed(data, name, assignment)
    except HandInError as problem:
        return Reading(assignment.id, _plain(problem))
    bound = {name for cell in found.cells for name in cell.binds or ()}
    other = other_assignment(found.name, bound, assignment, functions)
    remarks = [each for each in (*found.remarks, *([other] if other else [])) if each.key in DOUBTFUL]
    if not remarks and not _answers_anything(bound, assignment, contents.values()):
        empty = not any(content.strip() for content in contents.values())
        remarks = [Message("look.is_empty" if empty else "look.defines_nothing")]
    return Reading(assignment.id, doubtful=tuple((each.key, dict(each.values)) for each in remarks))


def _answers_anything(bound: Collection[str], assignment: Assignment, contents: Collection[bytes]) -> bool:
    """Return whether one of the names that are asked for is bound; `import *` may bring any of them."""
    asked = assignment.answers.keys()
    return not asked or not asked.isdisjoint(bound) or any(b"import *" in each for each in contents)


def said(key: str, values: Mapping[str, str | int | float]) -> Message:
    """Return a sentence that crossed as plain data, if it is one of ours."""
    error = checked(key, dict(values))
    return Message(error.key, dict(error.values))


def about_reading(student: Student, assignment: str, note: Message) -> Message:
    """Return what a teacher should know of how a student's hand-in was read, or will be."""
    return Message.of("doubt.answer", who=student.with_id, assignment=assignment, note=note)


def _problem_of(name: str, content: bytes | _Plain, assignments: Sequence[Assignment]) -> _Plain | None:
    try:
        apart(look, [(name, content)], assignments, {}, False)
    except HandInError as error:
        return _plain(error)
    return None


def _plain(error: HandInError) -> _Plain:
    return error.key, dict(error.values)


def _as_far_as_needed(name: str, content: bytes | HandInError) -> bytes | _Plain:
    """Return the content, or what tells that there is nothing in it to look for;
    sizes are checked before it is read.
    """
    if isinstance(content, HandInError):
        return _plain(content)
    begins = content[:_BEGINNING]
    if PurePosixPath(name).suffix.lower() in CLOSED or (not is_archive(content) and foreign(begins, name)):
        return begins
    limit = MAX_BYTES if is_archive(content) or name.lower().endswith(".ipynb") else MAX_CODE
    if (
        len(content) > limit
        and not is_archive(content)
        and not name.lower().endswith((*ANSWERS, *PERHAPS[1:]))
    ):
        return begins  # data of its own, whatever it is
    if len(content) > limit:
        return "handin.too_large", {"name": clean_line(name), "limit": limit // 2**20}
    return content


def unreadable(content: bytes | HandInError) -> HandInError | None:
    """Return why a file cannot be opened: the LMS's archive did not give it, or it is an archive we refuse."""
    if isinstance(content, HandInError):
        return content
    try:
        _, refused = archive_members(content) if is_archive(content) else ({}, [])
    except HandInError as problem:
        return problem
    return next(iter(refused), None)
