"""A name that was corrected in the roster, beside the same number: still the same student, with all that was handed in."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from autograder.base.messages import Message
from autograder.gradebook.csv_sheet import folded
from autograder.gradebook.roster import Roster, Student, same_name
from autograder.gradebook.store import Store

_ALIKE = 0.8  # of difflib: a letter or an accent of a name, not another one


def corrected(roster: Roster, store: Store) -> list[Message]:
    """Let whom the store knows by a number and an older name be the roster's student of that number.

    That is certain where the address is the same or the name is spelt nearly alike, and nobody else bears either name: the
    numbers may be those of the lines. A sentence tells of the others, if they handed anything in.
    """
    doubts = []
    for known, student in _pairs(roster, store):
        if _is_one(known, student) and not (store.students_folder / student.key).exists():
            store.identify(known, student)
        elif any((store.students_folder / known.key).glob("[0-9][0-9]_*")):
            names = {"known": known.name, "student": student.name, "id": student.id}
            folders = {"old": f"students/{known.key}", "new": f"students/{student.key}"}
            doubts.append(Message.of("doubt.same_number", **names, **folders))
    return doubts


def _pairs(roster: Roster, store: Store) -> Iterator[tuple[Student, Student]]:
    """Yield who in the store has the number of one student of the roster, and is not in it, with that student."""
    stored = store.students()
    listed = {student.key for student in roster.students}
    for known in stored:
        named = known.name and known.id not in (known.name, known.lms_id)
        if not named or known.key in listed or roster.named(known.name):
            continue
        same = [each for each in roster.students if each.id.casefold() == known.id.casefold() and each.name]
        others = [each for each in stored if each.key not in (known.key, *(one.key for one in same))]
        if len(same) == 1 and not any(same_name(each.name, same[0].name) for each in others):
            yield known, same[0]


def _is_one(known: Student, student: Student) -> bool:
    if known.email and known.email.casefold() == student.email.casefold():
        return True
    return difflib.SequenceMatcher(None, folded(known.name), folded(student.name)).ratio() >= _ALIKE
