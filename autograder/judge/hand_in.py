"""Reading a hand-in: a .py, a notebook, or an archive or folder of these with what lies beside them. Nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.base.cleaning import clean_line
from autograder.base.errors import HandInError
from autograder.base.files import is_litter
from autograder.base.verdict import Message
from autograder.base.zips import ArchiveLimits, entries, is_archive, zip_bytes
from autograder.course.model import Assignment
from autograder.course.source import (
    answered_names,
    defined_names,
    untouched_name,
)
from autograder.course.text_answers import is_text_name
from autograder.judge.around import OURS, Answer, beside, found_here, named_elsewhere
from autograder.judge.cells import MAX_CODE, Cell, Code, code_in
from autograder.judge.kinds import ANSWERS, damaged_notebook, foreign, notebook_in, perhaps
from autograder.judge.several import put_together, with_all_they_take

__all__ = ["NOTHING", "Cell", "HandIn", "file_bytes", "folder_bytes", "read_in_this_process"]

_ZIP = ArchiveLimits(nested=2)
_MAX_SOURCE = _ZIP.member_mb * 2**20  # a notebook with its outputs: as in an archive
MAX_BYTES = _ZIP.archive_mb * 2**20  # of whatever is handed in
_OUR_TEXTS = re.compile(r"(?:README|hints|statement)(?:\.\w\w)?\.md$", re.I)
_TESTS = re.compile(r"test_.*\.py$|.*_test\.py$", re.I)
_OUR_FOLDERS = {"checks", "tests", "samples", "hints"}


@dataclass(frozen=True)
class HandIn:
    """What was handed in: the answer's cells, its whole text by `where`, and the other files.

    `files` lie beside the answer, each under the path that leads to it from there. `remarks` are what the student, and
    the teacher, should know of how it was read.
    """

    name: str
    cells: tuple[Cell, ...]
    sources: Mapping[str, str]
    files: Mapping[str, bytes] = field(default_factory=dict)
    remarks: tuple[Message, ...] = ()

    @property
    def text(self) -> str:
        """The code of all cells."""
        return "\n\n".join(self.sources.values())


NOTHING = HandIn("", (), {})


def read_in_this_process(
    source: Path | bytes, assignment: Assignment | None = None, name: str | None = None
) -> HandIn:
    """Return the hand-in in a file, a folder, or the bytes of a file called `name`, parsed here and now.

    That takes what time and memory it takes: good for one's own files. What a stranger handed in is read by
    `judge.reader.hand_ins.read_hand_in`, in a process with limits.

    Raises:
        HandInError: It cannot be read, or holds no answer.
    """
    if isinstance(source, bytes):
        data, name = source, name or "hand-in"
    else:
        data, name = file_bytes(Path(source)), name or Path(source).name
    if is_archive(data):
        return _from_archive(data, name, assignment)
    if len(data) > _MAX_SOURCE:
        raise HandInError("handin.too_large", name=clean_line(name), limit=_MAX_SOURCE // 2**20)
    return _hand_in(name, code_in(data, name))


def folder_bytes(folder: Path, most: int | None = None) -> tuple[bytes, str]:
    """Return a folder's only file, or a zip of its files, with a name: what the judge reads.

    Raises:
        HandInError: The files have more than `most` bytes together. None of them was read.
    """
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and not is_litter(path.relative_to(folder).parts)
    ]
    if most is not None and sum(path.stat().st_size for path in files) > most:
        name = clean_line(folder.resolve().name)
        raise HandInError("handin.too_large", name=name, limit=most // 2**20)
    if len(files) == 1 and files[0].parent == folder:
        return files[0].read_bytes(), files[0].name
    members = {path.relative_to(folder).as_posix(): path for path in files}
    return zip_bytes(members, compressed=False), f"{folder.resolve().name}.zip"


def file_bytes(path: Path) -> bytes:
    """Return a file's bytes, or a folder's as an archive. Raises HandInError: it is too large, or cannot be read."""
    try:
        if path.is_dir():
            return folder_bytes(path, MAX_BYTES)[0]
        if path.stat().st_size > MAX_BYTES:
            raise HandInError("handin.too_large", name=clean_line(path.name), limit=_ZIP.archive_mb)
        return path.read_bytes()
    except OSError as error:
        raise HandInError("handin.unreadable", name=clean_line(path.name), why=str(error.strerror)) from None


def _hand_in(
    name: str, code: Code, files: Mapping[str, bytes] | None = None, remarks: Sequence[Message] = ()
) -> HandIn:
    cells, stubs = _without_late_stubs(code.cells)
    found = (*remarks, *code.remarks, *stubs)
    return HandIn(name, cells, code.sources if cells else {}, files or {}, found)


def _without_late_stubs(cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], tuple[Message, ...]]:
    """Return the cells without the released stubs that stand below an answer, and would take its place."""
    kept, remarks, answered = [], [], set[str]()
    for cell in cells:
        name = untouched_name(cell.source)
        if name and name in answered:
            remarks.append(Message("handin.late_stub", {"name": name, "line": cell.line}))
            continue
        if not name:
            answered |= answered_names(cell.source) or set()
        kept.append(cell)
    return tuple(kept), tuple(remarks)


def _from_archive(data: bytes, name: str, assignment: Assignment | None) -> HandIn:
    members, refused = archive_members(data)
    wanted = frozenset(assignment.answers) if assignment else frozenset()
    answers, problems = _answers(members, wanted)
    if not answers:
        raise next(iter((*problems, *refused)), None) or _without_answer(members)
    own = assignment.id if assignment else ""
    first, (code, files, remarks) = put_together(answers, wanted, own)
    files |= dict(beside(members, first, assignment.files if assignment else ()))
    files |= _imported_back(files, first)
    files |= dict(named_elsewhere(files, first.text))
    code, moved = found_here(code, files)
    remarks = (*remarks, *moved)
    if refused:
        names = clean_line(", ".join(str(each.values.get("name", "?")) for each in refused[:4]), 120)
        remarks = (*remarks, Message("handin.left_out", {"names": names}))
    return _hand_in(PurePosixPath(first.path).name, code, files, remarks)


# What happens to honest people, and costs only the file itself.
_LEFT_OUT = {
    *("archive.link", "archive.special", "archive.device", "archive.long_name", "archive.duplicate"),
    *("archive.name", "archive.member_size", "archive.ratio", "archive.count"),
}


def archive_members(data: bytes) -> tuple[dict[str, bytes], list[HandInError]]:
    """Return the files of an archive, and why others in it were left out: a link, say, or one that is too large.

    An archive inside is a folder, or a file of data where the answers lie elsewhere.

    Raises:
        HandInError: The archive as a whole cannot be read, or holds what nobody hands in by mistake.
    """
    members: dict[str, bytes] = {}
    packed: dict[str, bytes] = {}
    refused: list[HandInError] = []
    try:
        for entry in entries(data, _ZIP):
            if entry.problem and entry.problem.key not in _LEFT_OUT:
                raise entry.problem
            if entry.problem:
                refused.append(entry.problem)
            else:
                (packed if entry.packed else members)[entry.name] = entry.content
    except RecursionError:
        raise HandInError("archive.damaged") from None
    for name, content in packed.items():
        answers = {path.startswith(f"{name}/") for path in members if path.lower().endswith(ANSWERS)}
        if answers == {False}:  # they are elsewhere: this is data, which they open as it is
            members = {path: each for path, each in members.items() if not path.startswith(f"{name}/")}
            members[name] = content
    return members, refused


def _answers(members: Mapping[str, bytes], wanted: frozenset[str]) -> tuple[list[Answer], list[HandInError]]:
    """Return the files that may be the answer, and what is wrong with those that cannot be read."""
    found: list[Answer] = []
    problems: list[HandInError] = []
    for path, content in members.items():
        if _is_ours(path) or not _looks_like_an_answer(path, content):
            continue
        try:
            code = code_in(content, PurePosixPath(path).name)
        except HandInError as problem:
            problems.append(problem)
            continue
        found.append(Answer(path, code, _answered(code, wanted)))
    if not any(each.answered for each in found):  # "answer.py.txt" beside the untouched file; __init__.py
        found += _unlikely(members, wanted)
    answering = [each for each in found if not is_test(PurePosixPath(each.path).name)]
    return with_all_they_take(answering or found), problems


def _looks_like_an_answer(path: str, content: bytes) -> bool:
    return path.lower().endswith(ANSWERS) or notebook_in(content, path) is not None


def _unlikely(members: Mapping[str, bytes], wanted: frozenset[str]) -> Iterator[Answer]:
    for path, content in members.items():
        ending = PurePosixPath(path.lower()).suffix
        # By its name: people call their files anything, and nothing before the ending.
        ours = _is_ours(path) and (ending or PurePosixPath(path.lower()).name) in ANSWERS
        if (
            len(content) > MAX_CODE
            or not (ours or (not _is_ours(path) and perhaps(path, content)))
            or _OUR_TEXTS.match(PurePosixPath(path).name)
            or foreign(content, path)
        ):
            continue
        try:
            code = code_in(content, PurePosixPath(path).name)
        except HandInError:
            continue
        if answered := _answered(code, wanted):
            yield Answer(path, code, answered)


def _answered(code: Code, wanted: frozenset[str]) -> frozenset[str]:
    """Return the wanted functions and texts (all, where none is wanted) that are defined and no stub any more."""
    answered = {name for cell in code.cells for name in answered_names(cell.source) or ()}
    if not wanted:
        defined = {name for cell in code.cells for name in defined_names(cell.source)}
        return frozenset(name for name in answered if name in defined or is_text_name(name))
    return frozenset(answered & wanted)


def _imported_back(files: Mapping[str, bytes], answer: Answer) -> dict[str, bytes]:
    """Return the answer itself as a module, where a module beside it imports it by its own name."""
    name = PurePosixPath(answer.path).name
    module = name.removesuffix(".py")
    word = re.compile(rb"\b(?:import|from)\s[^\n]{0,200}\b" + re.escape(module.encode()) + rb"\b")
    if name == module or name in files or not module.isidentifier():
        return {}
    needed = any(path.endswith(".py") and word.search(content) for path, content in files.items())
    return {name: answer.text.encode("utf-8", "replace")} if needed else {}


def is_test(name: str) -> bool:
    """Return whether a file's name is that of a student's own tests: they import the answer, and are none."""
    return _TESTS.match(name) is not None


def _is_ours(path: str) -> bool:
    pure = PurePosixPath(path)
    return pure.name in OURS or bool(_OUR_FOLDERS & set(pure.parts[:-1])) or pure.name.startswith(".")


def _without_answer(members: Mapping[str, bytes]) -> HandInError:
    """Return why nothing in an archive is an answer: what its files are, where we know."""
    # .docx, .xlsx, .odt and Apple's .pages are archives.
    if (
        "[Content_Types].xml" in members
        or "mimetype" in members
        or any(path.endswith(".iwa") for path in members)
    ):
        return HandInError("handin.is_office")
    for path, content in members.items():
        problem = foreign(content, PurePosixPath(path).name)
        if problem and problem.key not in ("handin.is_picture", "handin.unknown_kind"):
            return problem
        if damaged_notebook(content, path):
            return HandInError("handin.not_a_notebook", name=clean_line(PurePosixPath(path).name))
    names = [clean_line(PurePosixPath(path).name, 40) for path in members]
    if not names:
        return HandInError("handin.is_empty_archive")
    more = ", …" if len(names) > 4 else ""
    return HandInError("handin.no_answer", names=", ".join(names[:4]) + more)
