"""One person in several folders: Moodle numbers people anew in each assignment, and without a roster nobody knows more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from autograder.base.messages import Message
from autograder.gradebook.csv_sheet import folded
from autograder.gradebook.roster import Roster, Student, same_address
from autograder.gradebook.store import Store


def brought_together(roster: Roster, store: Store) -> list[Message]:
    """Let whom the store knows by a name and an LMS's number be the roster's one student of this name.

    As with hand-ins, a name alone is its student's, unless an address contradicts, or two of them handed the same
    assignment in: a sentence tells of these.
    """
    doubts = []
    listed = {student.key for student in roster.students}
    strangers = [each for each in store.students() if _is_by_name(each) and each.key not in listed]
    for folders in _by_name(strangers):
        meant = roster.named(folders[0].name)
        if len(meant) != 1 or roster.group(folders[0].name):
            continue
        (student,) = meant
        if any(
            each.email and student.email and not same_address(each.email, student.email) for each in folders
        ):
            continue
        if not _is_disjoint(store, [student, *folders]):
            there = ", ".join(f"students/{each.key}" for each in (student, *folders))
            doubts.append(Message.of("doubt.namesakes", who=student.with_id, folders=there))
            continue
        for each in folders:
            store.identify(each, replace(student, lms_id=student.lms_id or each.lms_id))
    return doubts


def scattered(store: Store) -> list[Message]:
    """Return a sentence where people may stand in several folders, and no roster tells who is who."""
    by_name = _by_name(each for each in store.students() if _is_by_name(each))
    several = [each for each in by_name if len(each) > 1 and _is_disjoint(store, each)]
    if not several:
        return []
    example = ", ".join(each.with_id for each in several[0])
    return [Message.of("doubt.no_roster", count=len(several), example=example)]


def _is_by_name(student: Student) -> bool:
    """Return whether nothing but a name, and an LMS's number, is known of a student."""
    return bool(student.name) and student.id in (student.name, student.lms_id)


def _by_name(students: Iterable[Student]) -> list[list[Student]]:
    found: dict[str, list[Student]] = {}
    for each in students:
        found.setdefault(folded(each.name), []).append(each)
    return list(found.values())


def _is_disjoint(store: Store, students: Sequence[Student]) -> bool:
    """Return whether no two of them handed the same assignment in."""
    handed_in = [
        path.name for each in students for path in (store.students_folder / each.key).glob("[0-9][0-9]_*")
    ]
    return len(handed_in) == len(set(handed_in))
