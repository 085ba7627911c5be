"""Whether a hand-in looks like another assignment's: it defines that one's functions, and none of those asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from autograder.base.cleaning import clean_line
from autograder.base.verdict import Message
from autograder.course.load import graded_functions
from autograder.course.model import Assignment
from autograder.judge.hand_in import HandIn

REMARK = "handin.other_assignment"
_MOST = 4  # names in a sentence


def with_remark(hand_in: HandIn, assignment: Assignment) -> HandIn:
    """Return a hand-in, with a remark where it looks like that of another assignment beside this one's folder."""
    bound = {name for cell in hand_in.cells for name in cell.binds or ()}
    if not bound or not bound.isdisjoint(assignment.functions):
        return hand_in  # nearly every one: the others' files are not read
    remark = other_assignment(hand_in.name, bound, assignment, graded_functions(assignment.folder.parent))
    return replace(hand_in, remarks=(*hand_in.remarks, remark)) if remark else hand_in


def other_assignment(
    name: str, bound: Collection[str], assignment: Assignment, functions: Mapping[str, Collection[str]]
) -> Message | None:
    """Return the remark that a file called `name`, which binds these names, looks like another assignment's; else None.

    Args:
        functions: The graded functions of each assignment of the course.
    """
    # Texts that a person reads are called the same in every assignment: where nothing else is asked for, nobody can
    # tell.
    if not assignment.functions or not set(bound).isdisjoint(assignment.functions):
        return None
    common = {
        other: sorted(set(bound) & set(asked))
        for other, asked in functions.items()
        if other != assignment.id and not set(bound).isdisjoint(asked)
    }
    if not common:
        return None
    # Most functions, then the largest part of what that one asks for; several that ask for the same names are all
    # named.
    near = {other: (len(names), len(names) / len(functions[other])) for other, names in common.items()}
    best = [other for other in sorted(near) if near[other] == max(near.values())]
    names = common[best[0]]
    return Message(
        REMARK,
        {
            "name": clean_line(name, 60),
            "names": ", ".join(names[:_MOST]) + (", …" if names[_MOST:] else ""),
            "other": ", ".join(best),
        },
    )
