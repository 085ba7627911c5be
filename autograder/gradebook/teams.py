"""Who handed in together: the members of a group have the same files, and are no copies of each other.

The name of a delivery says so: Moodle puts a group before the name of each member ("Group A-Ann Lee_12_assignsubmission…"),
and what a group of the roster handed in is one delivery of several students. That students are in a group of the roster says
nothing: it may be whom they sit with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from autograder.gradebook.csv_sheet import folded
from autograder.gradebook.roster import Student

_A_CLASS = 8  # students: where all of so many have one group before their name, it is the class
_BEFORE_NUMBER = re.compile(r"(?P<name>.*?)(?:_\d+)?_assignsubmission_")


def teams(delivered: Sequence[tuple[Student, str]]) -> Mapping[str, str]:
    """Return by student's key with whom each handed in: equal for the members of a group, each one's own for all others.

    Args:
        delivered: Of each student, the LMS's own name for the hand-in.
    """
    groups = [_group(student, name) for student, name in delivered]
    members = Counter(filter(None, groups))
    times = Counter(name for _, name in delivered if name)
    found = {}
    for (student, name), group in zip(delivered, groups, strict=True):
        is_class = len(delivered) >= _A_CLASS and members[group] == len(delivered)
        if group and not is_class:
            found[student.key] = f"group {group}"
        else:
            found[student.key] = f"delivery {name}" if times[name] > 1 else student.key
    return found


def _group(student: Student, delivered: str) -> str:
    """Return the group that stands before a student's name in that of the delivery; "" where none does."""
    match = _BEFORE_NUMBER.match(delivered)
    words, name = folded(match["name"]).split() if match else [], folded(student.name).split()
    stands = bool(match) and "-" in delivered and len(words) > len(name) > 0 and words[-len(name) :] == name
    return " ".join(words[: -len(name)]) if stands else ""
