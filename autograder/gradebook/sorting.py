"""Which assignments a student's files answer: by their names, then by the functions they define."""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.archive import ArchiveLimits, is_archive, read_archive
from autograder.course.model import Assignment
from autograder.errors import HandInError

ANSWERS = (".py", ".ipynb")


@dataclass(frozen=True)
class Sorted:
    """What was made of a delivery: per assignment the indices of its files, and what was left out and why."""

    hand_ins: Mapping[str, tuple[int, ...]]
    left_out: tuple[tuple[int, str], ...] = ()


def sorted_files(
    files: Sequence[tuple[str, bytes | HandInError]], assignments: Sequence[Assignment]
) -> Sorted:
    """Return which of a student's files answer which assignment.

    One assignment alone takes every answer there is, unless some are told apart as its own. Extra files (models,
    images) go with the assignments that know their names, else with every assignment of the same delivery. A file
    that answers nothing known is left out, unless only one assignment is graded: then it is that student's verdict.
    """
    extras, found, left_out = [], {}, []
    for index, (name, content) in enumerate(files):
        path = PurePosixPath(name)
        is_answer = path.suffix.lower() in ANSWERS or (isinstance(content, bytes) and is_archive(content))
        if isinstance(content, HandInError) or (
            is_answer and path.suffix.lower() not in (".keras", ".npz", ".h5")
        ):
            found[index] = assignments_of(name, content, assignments)
        else:
            extras.append(index)
    if not found and files and len(assignments) == 1:
        return Sorted({assignments[0].id: tuple(range(len(files)))})
    if len(assignments) == 1:
        own = assignments[0]
        mine = [index for index, ids in found.items() if own.id in ids] or list(found)
        left_out += [(index, f"another file answers {own.id}") for index in found if index not in mine]
        hand_ins = {own.id: mine}
    else:
        hand_ins = {}
        for index, ids in found.items():
            for id in ids:
                hand_ins.setdefault(id, []).append(index)
            if not ids:
                left_out.append((index, "answers no assignment of the course"))
    by_id = {assignment.id: assignment for assignment in assignments}
    for index in extras:
        name = PurePosixPath(files[index][0]).name
        wanted = [id for id in hand_ins if name in by_id[id].files] or list(hand_ins)
        for id in wanted:
            hand_ins[id].append(index)
        if not wanted:
            left_out.append((index, "no answer beside it"))
    order = [assignment.id for assignment in assignments if assignment.id in hand_ins]
    return Sorted({id: tuple(sorted(hand_ins[id])) for id in order}, tuple(sorted(left_out)))


def own_names(names: Sequence[str], assignments: Sequence[Assignment]) -> list[str]:
    """Return the names of a student's files, extra files without what Canvas ("-1") or a browser (" (1)") put in."""
    wanted = {name for assignment in assignments for name in assignment.files} - set(names)
    original = [_COPY.sub("", name) for name in names]
    return [
        own if own in wanted and original.count(own) == 1 else name
        for name, own in zip(names, original, strict=True)
    ]


def unreadable(content: bytes | HandInError) -> HandInError | None:
    """Return why a file cannot be opened: the LMS's archive did not give it, or it is an archive we refuse."""
    if isinstance(content, HandInError):
        return content
    try:
        if is_archive(content):
            read_archive(content, ArchiveLimits(nested=1))
    except HandInError as problem:
        return problem
    return None


def assignments_of(
    name: str, content: bytes | HandInError, assignments: Sequence[Assignment]
) -> tuple[str, ...]:
    """Return the ids of the assignments one file answers: the one its name says, else those whose functions it defines."""
    named = named_assignments(name, assignments)
    if len(named) == 1 or isinstance(content, HandInError):
        return named[:1]
    if is_archive(content):
        try:
            members = read_archive(content, ArchiveLimits(nested=1))
        except HandInError:
            return named[:1]
        inside = [
            assignments_of(member, data, assignments)
            for member, data in members.items()
            if PurePosixPath(member).suffix.lower() in ANSWERS
        ]
        ids = {id for each in inside for id in each}
        return tuple(assignment.id for assignment in assignments if assignment.id in ids)
    return _covering(defined_names(name, content), assignments) or named[:1]


def named_assignments(name: str, assignments: Sequence[Assignment]) -> tuple[str, ...]:
    """Return the ids of the assignments a file's name (or, failing that, its folder's) speaks of."""
    for part in reversed(PurePosixPath(name.lower()).parts):
        stem = re.sub(r"\.(py|ipynb|zip)$", "", part)
        exact = [each.id for each in assignments if each.id in stem]
        slug = [each.id for each in assignments if re.search(rf"(?<![a-z]){each.id[3:]}(?![a-z])", stem)]
        numbers = {int(digits) for digits in _NUMBERED.findall(stem)}
        numbered = [each.id for each in assignments if each.number in numbers]
        found = exact or slug or numbered
        if found:
            return tuple(found)
    return ()


def defined_names(name: str, content: bytes) -> frozenset[str]:
    """Return the names of the functions and classes a Python file or notebook defines at its top level.

    Cells that do not parse are searched for lines that begin a definition. Nothing is run; nothing is raised.
    """
    text = _text(content)
    sources = _cells(text) if name.lower().endswith(".ipynb") else [text]
    return frozenset(defined for source in sources for defined in _definitions(source))


# "tp2", "tp 02", "TD-3", "assignment_4", "02_…", "2", but not the 2 of "2026" or of "v2".
_NUMBERED = re.compile(
    r"(?:(?<![a-z])(?:tp|td|labo?|hw|homework|assign(?:ment)?|devoir|exerci[cs]e|notebook|proje[ct]t?|ex|a)[\s_.-]*|^)"
    r"0*(\d{1,2})(?![\da-z])"
)
_COPY = re.compile(r"(-\d+| ?\(\d+\))(?=\.\w+$)")
_DEFINITION = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)", re.MULTILINE)


def _covering(names: frozenset[str], assignments: Sequence[Assignment]) -> tuple[str, ...]:
    """Return the assignments that these names answer: most functions first, and others only for functions of their own."""
    left, chosen = set(names), []
    remaining = list(assignments)
    while remaining:
        best = max(remaining, key=lambda each: (len(left & set(each.functions)), -each.number))
        if not left & set(best.functions):
            break
        chosen.append(best.id)
        left -= set(best.functions)
        remaining.remove(best)
    return tuple(assignment.id for assignment in assignments if assignment.id in chosen)


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _cells(text: str) -> list[str]:
    try:
        cells = json.loads(text)["cells"]
        sources = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
        return ["".join(source) if isinstance(source, list) else str(source) for source in sources]
    except (ValueError, KeyError, TypeError, RecursionError):
        return [text.replace("\\n", "\n").replace('"', "\n")]  # a damaged notebook: its lines are still there


def _definitions(source: str) -> set[str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(_DEFINITION.findall(source))
    return {
        node.name for node in body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    }
