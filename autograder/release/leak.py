"""Whether a bundle for students gives anything away: solution lines, hidden checks, expected values."""

from __future__ import annotations

import ast
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from autograder.base.messages import Message
from autograder.base.zips import is_archive, read_archive
from autograder.course.master import STUDENT
from autograder.course.model import HIDDEN, PUBLIC, Assignment
from autograder.course.source import binds, is_text

# Lines shorter than this, spaces left out, are anybody's ("return noisy", "except Exception as error:"), unless two of
# them follow each other as they do in the solution.
_LONG = 30
# Whole numbers from here on (seeds), and decimals with this many digits (measured thresholds), are nobody's by chance.
_BIG, _DIGITS = 10_000, 4

_CHECKS, _HINTS = re.compile(r"(^|/)checks/\w+\.py$"), re.compile(r"(^|/)hints\.\w+\.md$")


def leaks(assignment: Assignment, files: Mapping[str, bytes]) -> tuple[Message, ...]:
    """Return what `files` (relative path -> bytes) give away of this assignment, one sentence each; () is all well.

    Titles and points of hidden checks may be shown. Their functions, their code, the numbers in it and the lines of
    the solution may not, unless the stub or the statement says the same. Notebooks are read cell by cell as well as
    raw, archives member by member.
    """
    anywhere = tuple(_secrets(assignment, 1))
    # What checks and their support have in common with the solution is the library's idiom ("model.compile(…)"),
    # unless lines follow each other as they do in the solution.
    in_checks = tuple(_secrets(assignment, 3))
    # The last hint is meant to be nearly the answer: a line of it, but not two in a row.
    in_hints = tuple(_secrets(assignment, 2))
    found: dict[tuple[str, str], Message] = {}
    for path, text in sorted(_texts(files)):
        flat = _flat(text)
        in_file = in_checks if _CHECKS.search(path) else in_hints if _HINTS.search(path) else anywhere
        for what, pattern in in_file:
            if pattern.search(flat):
                found[path, str(what)] = Message.of("leak.found", path=path, what=what)
    return tuple(found.values())


def _secrets(assignment: Assignment, together: int) -> Iterator[tuple[Message, re.Pattern[str]]]:
    """Yield what must not be found, and the pattern it is found by: solution lines from `together` of them in a row
    on.
    """
    master = assignment.master
    statements = [_read(assignment, f"statement.{language}.md") for language in assignment.languages]
    stubs = [master.view(STUDENT, language) for language in assignment.languages]
    known = _flat("\n".join([*stubs, *statements]))
    lines = master.text.splitlines()
    for region in master.regions:
        inside = [line for line in lines[region.first : region.last - 1] if line.strip()]
        for text in _runs(inside, together):
            if _flat(text).strip() not in known:
                count = text.count("\n") + 1
                shown = _flat(text).strip()
                yield Message.of("leak.solution", count=count, text=shown), _exactly(text)
    for region in master.regions:
        if region.function is None:
            names = _defined("\n".join(master.text.splitlines()[region.first : region.last - 1]))
            for name in names:
                if len(name) >= 10 and not _word(name).search(known):
                    yield Message.of("leak.name", name=name), _word(name)
    yield from _marking_secrets(assignment, known)
    yield from _hidden_secrets(assignment, known)


def _runs(lines: list[str], together: int) -> Iterator[str]:
    if together > 1:
        for start in range(len(lines)):
            ends = range(start + together, len(lines) + 1)
            runs = ("\n".join(lines[start:end]) for end in ends)
            yield from itertools.islice((run for run in runs if _size(run) >= 2 * _LONG), 1)
        return
    yield from (line for line in lines if _long(line))
    for one, two in itertools.pairwise(lines):
        if not (_long(one) or _long(two)) and _long(f"{one}\n{two}"):
            yield f"{one}\n{two}"


def _marking_secrets(assignment: Assignment, known: str) -> Iterator[tuple[Message, re.Pattern[str]]]:
    """Yield what markers read of manual questions: the model answers, line by line, and the criteria."""
    for id, manual in assignment.manual.items():
        texts = [line for model in manual.model.values() for line in model.splitlines()]
        texts += [text for criterion in manual.criteria for text in criterion.title.values()]
        for text in texts:
            if _size(text) >= _LONG and _flat(text).strip() not in known:
                yield Message.of("leak.markers", question=id, text=text.strip()), _exactly(text)


def _hidden_secrets(assignment: Assignment, known: str) -> Iterator[tuple[Message, re.Pattern[str]]]:
    hidden = _read(assignment, HIDDEN)
    known += _flat("\n".join([_read(assignment, PUBLIC), _read(assignment, "checks/support.py")]))
    for check in assignment.rubric:
        if not check.public:
            yield Message.of("leak.check", name=check.function), _word(check.function)
    tree = ast.parse(hidden)
    for line in _code_lines(hidden, tree):
        if _long(line) and _flat(line).strip() not in known:
            yield Message.of("leak.hidden", text=line.strip()), _exactly(line)
    for number in sorted({number for number in _numbers(tree)}):
        if not _word(number).search(known):
            yield Message.of("leak.number", number=number), _word(number)


def _texts(files: Mapping[str, bytes], above: str = "") -> Iterator[tuple[str, str]]:
    for path, data in files.items():
        path = f"{above}{path}"
        if is_archive(data):
            yield from _texts(read_archive(data), f"{path}/")
            continue
        text = data.decode("utf-8", errors="replace")
        yield path, text
        if path.endswith(".ipynb"):
            yield path, "\n".join(_cell_sources(text))


def _cell_sources(text: str) -> Iterable[str]:
    for cell in json.loads(text)["cells"]:
        source = cell["source"]
        yield source if isinstance(source, str) else "".join(source)


def _read(assignment: Assignment, name: str) -> str:
    path = assignment.folder / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _code_lines(text: str, tree: ast.Module) -> Iterator[str]:
    """Yield the lines that are code: imports, comments and docstrings give nothing away that others do not."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if (isinstance(node, ast.Expr) and is_text(node)) or isinstance(node, (ast.Import, ast.ImportFrom)):
            skipped.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    for number, line in enumerate(text.splitlines(), start=1):
        if number not in skipped and not line.lstrip().startswith("#"):
            yield line


def _numbers(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            digits = repr(node.value).replace(".", "").strip("0")
            big = type(node.value) is int and node.value >= _BIG and len(digits) > 1
            if big or (type(node.value) is float and len(digits) >= _DIGITS):
                yield repr(node.value)


def _defined(source: str) -> Iterator[str]:
    for node in ast.parse(source).body:
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from sorted(binds(node))


def _long(line: str) -> bool:
    return _size(line) >= _LONG and not line.lstrip().startswith("#")


def _size(text: str) -> int:
    return len(re.sub(r"\s", "", text))


def _flat(text: str) -> str:
    """Return the text with every run of spaces made one, and JSON's escapes of quotes undone."""
    return re.sub(r"\s+", " ", text.replace('\\"', '"').replace("\\n", "\n"))


def _exactly(line: str) -> re.Pattern[str]:
    return re.compile(re.escape(_flat(line).strip()))


def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){re.escape(word)}(?![\w])")
