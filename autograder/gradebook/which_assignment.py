"""Which assignments a student's files answer: by their names, then by the functions they define."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.base.errors import HandInError
from autograder.base.messages import Message
from autograder.base.zips import is_archive
from autograder.course import source as python
from autograder.course.model import Assignment
from autograder.judge.around import IMPORTS_NOTEBOOKS
from autograder.judge.hand_in import archive_members
from autograder.judge.kinds import ANSWERS, notebook_in, perhaps, raw_cells

CLOSED = (".keras", ".npz", ".h5")  # archives that hold no answer


@dataclass(frozen=True)
class Division:
    """What was made of a delivery: per assignment the indices of its files, and what was left out and why."""

    hand_ins: Mapping[str, tuple[int, ...]]
    left_out: tuple[tuple[int, Message], ...] = ()


def divided(files: Sequence[tuple[str, bytes | HandInError]], assignments: Sequence[Assignment]) -> Division:
    """Return which of a student's files answer which assignment.

    One assignment alone takes every answer there is, unless some are clearly its own. Extra files (models,
    images) go with the assignments that know their names, else with every assignment of the same delivery. A file
    that answers nothing known is left out, unless only one assignment is graded: then it is that student's verdict.
    Python that answers nothing goes with the answers: they may import it.
    """
    extras, modules, found, left_out = [], [], {}, []
    for index, (name, content) in enumerate(files):
        path = PurePosixPath(name)
        if isinstance(content, HandInError) or may_answer(path, content):
            found[index] = assignments_of(name, content, assignments)
        else:
            extras.append(index)
    if not found and files and len(assignments) == 1:
        return Division({assignments[0].id: tuple(range(len(files)))})
    if any(found.values()):  # a module that the answer imports: it defines nothing that is asked for
        modules = [index for index, ids in found.items() if not ids and _is_module(files[index], files)]
    hand_ins: dict[str, list[int]] = {}
    if len(assignments) == 1:
        own = assignments[0]
        mine = [index for index, ids in found.items() if own.id in ids] or list(found)
        rest = [index for index in found if index not in mine and index not in modules]
        left_out += [(index, Message.of("intake.answered_elsewhere", assignment=own.id)) for index in rest]
        hand_ins = {own.id: mine}
    else:
        for index, ids in found.items():
            for id in ids:
                hand_ins.setdefault(id, []).append(index)
            if not ids and index not in modules:
                left_out.append((index, Message("intake.no_assignment")))
    by_id = {assignment.id: assignment for assignment in assignments}
    for index in [*extras, *modules]:
        name = PurePosixPath(files[index][0]).name
        wanted = [id for id in hand_ins if name in by_id[id].files] or list(hand_ins)
        for id in wanted:
            hand_ins[id].append(index)
        if not wanted:
            left_out.append((index, Message("intake.no_answer")))
    order = [assignment.id for assignment in assignments if assignment.id in hand_ins]
    return Division(
        {id: tuple(sorted(hand_ins[id])) for id in order}, tuple(sorted(left_out, key=lambda each: each[0]))
    )


def own_names(
    names: Sequence[str], assignments: Sequence[Assignment], contents: Sequence[bytes | HandInError] = ()
) -> list[str]:
    """Return the names of a student's files, extra files without what Canvas ("-1") or a browser (" (1)") put in.

    Extra files are those that an assignment asks for, and those that another file of the student's imports or names.
    """
    wanted = {name for assignment in assignments for name in assignment.files}
    original = [_COPY.sub("", name) for name in names]
    texts = [content for content in contents if isinstance(content, bytes) and len(content) < 2**24]
    wanted |= {own for own in original if own not in names and any(_mentions(text, own) for text in texts)}
    wanted -= set(names)
    return [
        own if own in wanted and original.count(own) == 1 else name
        for name, own in zip(names, original, strict=True)
    ]


def _mentions(text: bytes, name: str) -> bool:
    """Return whether a source imports the module in a file, or holds the file's name between quotes."""
    path = PurePosixPath(name)
    if path.suffix == ".py" and path.stem.isidentifier():
        return _imports(text, path.stem)
    return re.search(rf"[\"'/]{re.escape(name)}\\?[\"']".encode(), text) is not None


def _imports(text: bytes, module: str) -> bool:
    """Return whether a source, or a notebook as it is written (a line may begin after "\\n"), imports a module."""
    found = rf"(?:\b|\\n)(?:import|from)\s+(?:ipynb\.fs\.\w+\.)?{re.escape(module)}\b"
    return re.search(found.encode(), text) is not None


def _runs(text: bytes, notebook: PurePosixPath) -> bool:
    """Return whether a source runs a notebook (%run), or imports it as a module."""
    words = (re.split(rb"\\n|\n", after, maxsplit=1)[0] for after in text.split(b"%run")[1:])
    stem = re.compile(rb"[\s\"'/]" + re.escape(notebook.stem.encode()) + rb"(?:\.ipynb)?(?![\w.])")
    if any(stem.search(each) for each in words):
        return True
    return IMPORTS_NOTEBOOKS.search(text) is not None and _imports(text, notebook.stem)


def may_answer(path: PurePosixPath, content: bytes) -> bool:
    """Return whether a file may be an answer, by its ending or, whatever that is, by its content."""
    ending = path.suffix.lower()
    if ending in CLOSED:
        return False
    return (
        ending in ANSWERS
        or is_archive(content)
        or notebook_in(content, path.name) is not None
        or (perhaps(path.name, content) and bool(defined_names(path.name, content)))
    )


def _is_module(
    file: tuple[str, bytes | HandInError], files: Sequence[tuple[str, bytes | HandInError]]
) -> bool:
    """Return whether a file may be imported, is a notebook that another one runs, or an archive that it opens."""
    name, content = file
    if not isinstance(content, bytes):
        return False
    if is_archive(content):
        own = re.escape(PurePosixPath(name).name.encode())
        opens = re.compile(rb"[\"'/\s]" + own + rb"(?:\\?[\"']|\s|\\n)")
        return any(isinstance(other, bytes) and opens.search(other) for _, other in files)
    if name.lower().endswith(".ipynb"):
        return any(isinstance(other, bytes) and _runs(other, PurePosixPath(name)) for _, other in files)
    return name.lower().endswith(".py") and (bool(content.strip()) or name.endswith("__init__.py"))


def assignments_of(
    name: str, content: bytes | HandInError, assignments: Sequence[Assignment]
) -> tuple[str, ...]:
    """Return the ids of the assignments one file answers: the one its name says,
    else those whose functions it defines.
    """
    named = named_assignments(name, assignments)
    if len(named) == 1 or isinstance(content, HandInError):
        return named[:1]
    if is_archive(content):
        try:
            members, _ = archive_members(content)
        except HandInError:
            return named[:1]
        inside = [
            assignments_of(member, data, assignments)
            for member, data in members.items()
            if may_answer(PurePosixPath(member), data)
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
    is_notebook = name.lower().endswith(".ipynb") or notebook_in(content, name) is not None
    sources = _cells(text) if is_notebook else [text]
    return frozenset[str]().union(*map(python.defined_names, sources))


# "tp2", "tp 02", "TD-3", "assignment_4", "02_…", "2", but not the 2 of "2026" or of "v2".
_NUMBERED = re.compile(
    r"(?:(?<![a-z])(?:tp|td|labo?|hw|homework|assign(?:ment)?|devoir|exerci[cs]e|notebook|proje[ct]t?|ex|a)[\s_.-]*|^)"
    r"0*(\d{1,2})(?![\da-z])"
)
_COPY = re.compile(r"(-\d+| ?\(\d+\))(?=\.\w+$)")


def _covering(names: frozenset[str], assignments: Sequence[Assignment]) -> tuple[str, ...]:
    """Return the assignments that these names answer: most functions first,
    and others only for functions of their own.
    """
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
        read = json.loads(text)
        cells = (raw_cells(read) if isinstance(read, dict) else None) or []
        sources = [cell.get("source", cell.get("input", "")) for cell in cells if cell["cell_type"] == "code"]
        if cells:
            return ["".join(source) if isinstance(source, list) else str(source) for source in sources]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return [text.replace("\\n", "\n").replace('"', "\n")]  # a damaged notebook: its lines are still there
