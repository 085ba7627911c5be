"""Reading a course from its folder. Every error names the file, the line and what to do; nothing is run."""

from __future__ import annotations

import ast
import itertools
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from autograder.course.master import Master
from autograder.course.model import Assignment, Check, Course, Late, Limits, Question, Sample, called
from autograder.course.statement import Statement, parse_hints
from autograder.errors import ContentError, UsageError

LANGUAGES = ("fr", "en")
FOLDER = re.compile(r"\d\d_[a-z][a-z0-9_]*$")
PUBLIC, HIDDEN = "checks/test_public.py", "checks/test_hidden.py"
# What may stand in an assignment's folder; verify refuses everything else.
KNOWN = (
    "assignment.toml",
    "master.py",
    "measure.py",
    "statement.??.md",
    "hints.??.md",
    PUBLIC,
    HIDDEN,
    "checks/support.py",
    "samples/samples.toml",
    "samples/accepted/*.py",
    "samples/wrong/*.py",
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
        raise UsageError(
            f"expected a course in {folder}: it has no course.toml. Name the folder that has (--course FOLDER)."
        )
    shape = _read(path, _CourseShape)
    folders = sorted(each for each in folder.iterdir() if each.is_dir() and FOLDER.match(each.name))
    for first, second in itertools.pairwise(folders):
        if first.name[:2] == second.name[:2]:
            raise ContentError(f"two assignments have the number {first.name[:2]}. Renumber one.", second)
    chosen = [each for each in folders if not names or any(called(each.name, name) for name in names)]
    assignments = tuple(load_assignment(each, shape.limits) for each in chosen)
    late = Late(shape.late.percent_per_day, shape.late.grace_minutes, shape.late.max_days)
    return Course(folder, shape.title.model_dump(), assignments, tuple(shape.languages), late, shape.attempt)


def load_assignment(folder: Path, limits: _LimitsShape | None = None) -> Assignment:
    """Return the assignment in `folder`: a master's side folder, or a student's (which has public checks only).

    `limits` are the course's, for what assignment.toml leaves out.

    Raises:
        ContentError: assignment.toml, a check file or samples.toml is malformed, or they do not match.
    """
    folder = Path(folder)
    if not FOLDER.match(folder.name):
        raise ContentError('expected a folder called NN_slug, such as "02_noise". Rename it.', folder)
    path = folder / "assignment.toml"
    if not path.is_file():
        raise ContentError(
            "this file is missing. Copy one from another assignment, or run: autograder new", path
        )
    shape = _read(path, _AssignmentShape)
    lines = Lines(path.read_text(encoding="utf-8"))
    found = _check_functions(folder)
    questions = tuple(
        Question(
            id=each.id,
            title=each.title.model_dump(),
            functions=tuple(each.functions),
            checks=tuple(
                _check(path, lines, ("questions", number, "checks", position), check, each.id, found)
                for position, check in enumerate(each.checks)
            ),
            bonus=each.bonus,
        )
        for number, each in enumerate(shape.questions)
    )
    _refuse_twins(path, lines, questions)
    wanted = {check.function for question in questions for check in question.checks}
    for name, (where, line) in found.items():
        if name not in wanted:
            raise ContentError(
                f'{name} has no entry in assignment.toml. Add a check with id = "{name[5:]}", or rename it.',
                where,
                line,
            )
    for name, replacements in shape.instead.items():
        for each in (name, *replacements):
            if each not in shape.files:
                raise ContentError(
                    f'"{each}" is not among the files. Add it there, or remove it here.',
                    path,
                    lines.of(("instead", name)),
                )
    given = {**(limits or _LimitsShape()).model_dump(), **shape.limits.model_dump(exclude_unset=True)}
    return Assignment(
        id=folder.name,
        folder=folder,
        title=shape.title.model_dump(),
        questions=questions,
        limits=Limits(**given),
        data=tuple(shape.data),
        files=tuple(shape.files),
        instead={name: tuple(names) for name, names in shape.instead.items()},
        samples=_samples(
            folder, {check.id for question in questions for check in question.checks}, shape.files
        ),
    )


def load_in_course(folder: Path) -> Assignment:
    """Return the assignment in `folder`, with the limits of the course.toml beside that, where there is one.

    Raises:
        ContentError: See `load_assignment`; or course.toml is malformed.
    """
    path = Path(folder).parent / "course.toml"
    return load_assignment(folder, _read(path, _CourseShape).limits if path.is_file() else None)


def load_master(assignment: Assignment) -> Master:
    """Return the parsed master. Raises ContentError."""
    path = assignment.folder / "master.py"
    return Master.parse(path, _text(path), assignment.functions)


def load_statement(assignment: Assignment, language: str) -> Statement:
    """Return the statement in `language`. Raises ContentError."""
    path = assignment.folder / f"statement.{language}.md"
    return Statement.parse(path, _text(path), [question.id for question in assignment.questions])


def load_hints(assignment: Assignment, language: str) -> dict[str, tuple[str, ...]]:
    """Return the hints of each graded function in `language`. Raises ContentError."""
    path = assignment.folder / f"hints.{language}.md"
    return parse_hints(path, _text(path), assignment.functions)


def unknown_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of an assignment's folder that the loader does not know, caches left out."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return tuple(path for path in files if not _known(path.relative_to(folder)))


def _known(path: Path) -> bool:
    return any(len(path.parts) == len(Path(each).parts) and path.match(each) for each in KNOWN)


class Lines:
    """Where each key of a TOML text stands: tomllib gives values without lines."""

    _HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\"-]+)\s*\]\]?")
    _KEY = re.compile(r"\s*([\w\"-]+)\s*=")

    def __init__(self, text: str):
        self._where: dict[tuple, int] = {}
        counts: dict[tuple, int] = {}
        prefix: tuple = ()
        for number, line in enumerate(text.splitlines(), start=1):
            if header := self._HEADER.match(line):
                prefix = self._path(header[2].replace('"', "").split("."), header[1] == "[[", counts)
                self._where.setdefault(prefix, number)
            elif key := self._KEY.match(line):
                self._where.setdefault((*prefix, key[1].strip('"')), number)

    def of(self, path: Iterable) -> int | None:
        """Return the line of the longest known beginning of `path`, such as ("questions", 0, "title", "fr")."""
        path = tuple(path)
        while path:
            if path in self._where:
                return self._where[path]
            path = path[:-1]
        return None

    @staticmethod
    def _path(names: list[str], is_array: bool, counts: dict[tuple, int]) -> tuple:
        path: tuple = ()
        for position, name in enumerate(names):
            path = (*path, name)
            if is_array and position == len(names) - 1:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path = (*path, counts[path])
        return path


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


_Words = Annotated[str, Field(min_length=1)]


class _TextShape(_Shape):
    en: _Words
    fr: _Words


class _LimitsShape(_Shape):
    seconds_per_call: Annotated[float, Field(gt=0)] = 30
    seconds: Annotated[float, Field(gt=0)] = 240
    memory_mb: Annotated[int, Field(ge=256)] = 4096
    output_mb: Annotated[int, Field(ge=1)] = 64


class _LateShape(_Shape):
    percent_per_day: Annotated[int, Field(ge=0, le=100)] = 0
    grace_minutes: Annotated[int, Field(ge=0)] = 0
    max_days: Annotated[int, Field(ge=0)] = 365


class _CourseShape(_Shape):
    title: _TextShape
    languages: list[Literal["fr", "en"]] = ["fr", "en"]
    attempt: Literal["best", "last"] = "best"
    limits: _LimitsShape = _LimitsShape()
    late: _LateShape = _LateShape()


class _CheckShape(_Shape):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: _TextShape
    points: Annotated[int, Field(ge=1)]


class _QuestionShape(_Shape):
    id: Annotated[str, Field(pattern=r"^q[1-9]\d*$")]
    title: _TextShape
    functions: Annotated[list[_Words], Field(min_length=1)]
    bonus: bool = False
    checks: Annotated[list[_CheckShape], Field(min_length=1)]


class _AssignmentShape(_Shape):
    title: _TextShape
    data: list[_Words] = []
    files: list[_Words] = []
    instead: dict[str, Annotated[list[_Words], Field(min_length=1)]] = {}
    limits: _LimitsShape = _LimitsShape()
    questions: Annotated[list[_QuestionShape], Field(min_length=1)]


class _AcceptedShape(_Shape):
    about: _Words
    files: dict[str, _Words] | None = None


class _WrongShape(_Shape):
    about: _Words
    fails: Annotated[list[_Words], Field(min_length=1)]
    files: dict[str, _Words] | None = None


class _SamplesShape(_Shape):
    accepted: dict[str, _AcceptedShape] = {}
    wrong: dict[str, _WrongShape] = {}


_S = TypeVar("_S", bound=_Shape)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError(
            "this file is missing. Write it; another assignment's shows the form.", path
        ) from None
    except UnicodeDecodeError as error:
        raise ContentError(
            f"expected UTF-8, found the byte {error.object[error.start]:#x} at {error.start}. Save it as UTF-8.",
            path,
        ) from None
    except OSError as error:
        raise ContentError(f"this file cannot be read: {error.strerror}.", path) from None


def _read(path: Path, shape: type[_S]) -> _S:
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ContentError(
            f"this is not TOML: {error}. Correct the line.", path, int(line[1]) if line else None
        ) from None
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise ContentError(_advice(first, data), path, Lines(text).of(first["loc"])) from None


def _advice(error: Mapping[str, Any], data: Mapping) -> str:
    where = ".".join(_name(part, error["loc"][:position], data) for position, part in enumerate(error["loc"]))
    key = error["loc"][-1] if error["loc"] else ""
    if error["type"] == "missing":
        if key in LANGUAGES:
            return f"{where} is missing: this text has no {dict(fr='French', en='English')[key]}. Write it."
        return f'{where} is missing. Add "{key} = …".'
    if error["type"] == "extra_forbidden":
        return f'unknown key "{where}". Remove it, or correct its name.'
    received = repr(error["input"])
    return f"{where}: {error['msg'][0].lower()}{error['msg'][1:]}, received {received[:60]}."


def _name(part: Any, before: tuple, data: Any) -> str:
    """Return a list position as the id of what stands there, and a key as itself."""
    if not isinstance(part, int):
        return str(part)
    for step in (*before, part):
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return str(part + 1)
    return str(data["id"]) if isinstance(data, Mapping) and "id" in data else str(part + 1)


def _check(path, lines, where, shape: _CheckShape, question: str, found) -> Check:
    function = f"test_{shape.id}"
    if function not in found:
        problem = f'check "{shape.id}" has no function {function} in checks/. Add it, or remove the check.'
        raise ContentError(problem, path, lines.of((*where, "id")))
    file, line = found[function]
    return Check(
        shape.id, shape.title.model_dump(), shape.points, file.name == Path(PUBLIC).name, question, file, line
    )


def _check_functions(folder: Path) -> dict[str, tuple[Path, int]]:
    """Return every check function's file and line, read without running anything."""
    found: dict[str, tuple[Path, int]] = {}
    for name in (PUBLIC, HIDDEN):
        path = folder / name
        if not path.is_file():
            if name == PUBLIC:
                raise ContentError(
                    "this file is missing. Students need at least one check they can run.", path
                )
            continue
        try:
            tree = ast.parse(_text(path))
        except SyntaxError as error:
            raise ContentError(
                f"this is not Python: {error.msg}. Correct the line.", path, error.lineno
            ) from None
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                if [argument.arg for argument in node.args.args] != ["submission"]:
                    raise ContentError(
                        f"{node.name} takes {ast.unparse(node.args) or 'nothing'}. A check takes one argument, submission.",
                        path,
                        node.lineno,
                    )
                if node.name in found:
                    raise ContentError(f"{node.name} stands twice. Rename one.", path, node.lineno)
                found[node.name] = (path, node.lineno)
    return found


def _refuse_twins(path: Path, lines: Lines, questions: tuple[Question, ...]) -> None:
    seen: set[str] = set()
    for number, question in enumerate(questions):
        if question.id != f"q{number + 1}":
            raise ContentError(
                f"expected the id q{number + 1} here, found {question.id}. Number questions in order.",
                path,
                lines.of(("questions", number, "id")),
            )
        for name in question.functions:
            if name in seen:
                raise ContentError(
                    f'function "{name}" belongs to two questions. Keep one.',
                    path,
                    lines.of(("questions", number, "functions")),
                )
            seen.add(name)
    ids: set[str] = set()
    for number, question in enumerate(questions):
        for position, check in enumerate(question.checks):
            if check.id in ids:
                where = ("questions", number, "checks", position, "id")
                raise ContentError(
                    f'check "{check.id}" stands twice. Ids are unique in an assignment.',
                    path,
                    lines.of(where),
                )
            ids.add(check.id)


def _sample_files(
    folder: Path, path: Path, line: int | None, names: list[str], given: Mapping[str, str] | None
) -> Mapping[str, Path]:
    """Return the files handed in beside a sample: those it names, else what the master is handed in with."""
    files = folder / "samples/files"
    if given is None:
        return {name: files / name for name in names if (files / name).is_file()}
    for name, file in given.items():
        if name not in names:
            raise ContentError(
                f'"{name}" is not among the files of assignment.toml. Add it there.', path, line
            )
        if not (files / file).is_file():
            raise ContentError(f"there is no samples/files/{file}. Add it, or correct the name.", path, line)
    return {name: files / file for name, file in given.items()}


def _samples(folder: Path, checks: set[str], names: list[str]) -> tuple[Sample, ...]:
    path = folder / "samples/samples.toml"
    if not path.is_file():
        return ()
    shape = _read(path, _SamplesShape)
    lines = Lines(_text(path))
    samples = []
    for kind, entries in (("accepted", shape.accepted), ("wrong", shape.wrong)):
        for name, entry in entries.items():
            file = folder / "samples" / kind / f"{name}.py"
            if not file.is_file():
                raise ContentError(
                    f"sample {kind}.{name} has no file. Add samples/{kind}/{name}.py, or remove the entry.",
                    path,
                    lines.of((kind, name)),
                )
            fails = frozenset(getattr(entry, "fails", ()))
            for check in sorted(fails - checks):
                raise ContentError(
                    f'sample {name} names the check "{check}", which does not exist. There are: {", ".join(sorted(checks))}.',
                    path,
                    lines.of((kind, name, "fails")),
                )
            files = _sample_files(folder, path, lines.of((kind, name, "files")), names, entry.files)
            samples.append(Sample(f"{kind}/{name}", entry.about, file, fails, files))
        for file in sorted((folder / "samples" / kind).glob("*.py")):
            if file.stem not in entries:
                raise ContentError(
                    f"this sample has no entry in samples.toml. Add [{kind}.{file.stem}].", file
                )
    return tuple(samples)
