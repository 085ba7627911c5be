"""Samples as they stand in samples/q1.py, q2.py, …: one percent cell a sample, whose head says what it is.

    # %% right loops: adds the noise value by value

    # %% wrong no_clip: forgets to clip | fails uniform_range, uniform_clipped

    # %% wrong weak_model: hands in a model that learned too little
    #    | fails accuracy_085, accuracy_089
    #    | hands in fashion_cnn.keras = weak.keras

`right` is another right answer, `wrong` a typical mistake that fails the checks it names and no others. `hands in`
tells which files of samples/files lie beside the answer, `nothing` for none; without it, those handed in with the
master do. A head goes on in the comment lines right below it that begin with `#` and two spaces or more. What follows,
up to the next head, is the sample's source: the definitions it changes, with every import they need.
"""

from __future__ import annotations

import ast
import dataclasses
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.base.errors import ContentError
from autograder.base.messages import in_a_row
from autograder.base.verdict import Message, Result
from autograder.course.master import SAMPLE_BEGINS_BELOW
from autograder.course.model import Assignment, Sample

RIGHT, WRONG = "right", "wrong"
PROPOSED = (
    "samples/proposed.py"  # to be completed and moved: not read as samples, and named by rule 9 of `verify`
)
FILES = "samples/files"
_WIDTH = 110  # columns of a head
_HEAD = re.compile(r"(?P<kind>\w+) (?P<name>[A-Za-z]\w*): (?P<about>\S.*)")
_CLAUSE = re.compile(r"(?P<word>fails|hands in) (?P<items>\S.*)")
_FORM = in_a_row((f'"# %% {RIGHT} NAME: ABOUT"', f'"# %% {WRONG} NAME: ABOUT | fails CHECK, CHECK"'), "or")


def parse_samples(texts: Mapping[Path, str], assignment: Assignment) -> tuple[Sample, ...]:
    """Return the samples in `texts`, the files of samples/ by their path, in order.

    Raises:
        ContentError: A file is not named after a question, a head is malformed, names a check or file that does not
            exist or a name used before, or a cell is not Python. It names the file and the line.
    """
    found: dict[str, Sample] = {}
    questions = [question.id for question in assignment.questions]
    for path, text in texts.items():
        if path.stem not in questions:
            raise ContentError("content.sample_file", path, name=path.stem, questions=", ".join(questions))
        for sample in _samples(path, text, assignment):
            if sample.name in found:
                raise ContentError(
                    "content.sample_twice",
                    path,
                    sample.line,
                    name=sample.name,
                    place=found[sample.name].place,
                )
            found[sample.name] = sample
    return tuple(found.values())


def rendered(sample: Sample, assignment: Assignment) -> str:
    """Return the cell that says `sample`, with a newline at its end: what `parse_samples` reads back."""
    first = f"# %% {sample.kind} {sample.name}: {sample.about}"
    clauses = []
    if sample.fails:
        clauses.append("fails " + ", ".join(each.id for each in assignment.rubric if each.id in sample.fails))
    if sample.files != assignment.handed_in_with_master:
        pairs = [f"{name} = {path.name}" for name, path in sample.files.items()]
        clauses.append("hands in " + (", ".join(pairs) or "nothing"))
    head = " | ".join([first, *clauses])
    if len(head) > _WIDTH:
        lines = [first, *(f"#    | {clause}" for clause in clauses)]
        head = "\n".join(
            textwrap.fill(
                line, _WIDTH, subsequent_indent="#      ", break_long_words=False, break_on_hyphens=False
            )
            for line in lines
        )
    return f"{head}\n{sample.source}"


def in_its_file(result: Result, sample: Sample, answer: str) -> Result:
    """Return `result`, the verdicts on `sample` after `answer`, with its lines told as those of the sample's file.

    Lines of the answer itself stay as they are.
    """
    first = len(answer.rstrip().split("\n")) + SAMPLE_BEGINS_BELOW

    def placed(message: Message | None) -> Message | None:
        line = message.values.get("line") if message else None
        if message is None or not isinstance(line, int) or line < first:
            return message
        place = f"{sample.path}:{line - first + sample.begins}"
        return dataclasses.replace(message, values={**message.values, "line": place})

    verdicts = (dataclasses.replace(each, message=placed(each.message)) for each in result.verdicts)
    return dataclasses.replace(result, verdicts=tuple(verdicts))


def _samples(path: Path, text: str, assignment: Assignment) -> Iterator[Sample]:
    lines = text.split("\n")  # as Python counts them: splitlines also ends a line at a form feed
    heads = [number for number, line in enumerate(lines) if line.startswith("# %%")]
    _refuse_code(path, "\n".join(lines[: heads[0] if heads else None]))
    for begin, end in zip(heads, [*heads[1:], len(lines)]):
        body = begin + 1
        while body < end and re.match(r"#  +\S", lines[body]):
            body += 1
        head = " ".join([lines[begin][4:].strip(), *(line[1:].strip() for line in lines[begin + 1 : body])])
        while body < end and not lines[body].strip():
            body += 1
        source = "\n".join(lines[body:end]).rstrip()
        yield _sample(path, begin + 1, head, body, source and source + "\n", assignment)


def _sample(path: Path, line: int, head: str, body: int, source: str, assignment: Assignment) -> Sample:
    """Return one sample. `line` is its head's, counted from 1; `body` lines of the file stand before its source."""
    first, *clauses = (part.strip() for part in head.split("|"))
    match = _HEAD.fullmatch(first)
    if not match:
        raise ContentError("content.sample_head", path, line, form=_FORM, head=head)
    kind, name = match["kind"], match["name"]
    if kind not in (RIGHT, WRONG):
        raise ContentError("content.sample_kind", path, line, name=name, kind=kind, right=RIGHT, wrong=WRONG)
    given = _clauses(path, line, name, clauses)
    fails = _fails(path, line, kind, name, given.get("fails"), assignment)
    files = _files(path, line, name, given.get("hands in"), assignment)
    tree = _parsed(path, source, body)
    if not tree.body and files == assignment.handed_in_with_master:
        raise ContentError("content.sample_empty", path, line, name=name)
    return Sample(name, match["about"], source, path, line, body + 1, fails, files)


def _clauses(path: Path, line: int, name: str, clauses: list[str]) -> dict[str, list[str]]:
    """Return the items behind each word that follows a `|`."""
    given: dict[str, list[str]] = {}
    for clause in clauses:
        match = _CLAUSE.fullmatch(clause)
        if not match:
            raise ContentError("content.sample_clause", path, line, name=name, clause=clause)
        if match["word"] in given:
            raise ContentError("content.sample_clause_twice", path, line, name=name, word=match["word"])
        given[match["word"]] = [item.strip() for item in match["items"].split(",")]
    return given


def _fails(
    path: Path, line: int, kind: str, name: str, given: list[str] | None, assignment: Assignment
) -> frozenset[str]:
    if kind == WRONG and not given:
        raise ContentError("content.sample_fails_none", path, line, name=name)
    if kind == RIGHT and given:
        raise ContentError("content.sample_right_fails", path, line, name=name, wrong=WRONG)
    checks = sorted(check.id for check in assignment.rubric)
    for check in given or ():
        if check not in checks:
            raise ContentError(
                "content.sample_check", path, line, name=name, check=check, known=", ".join(checks)
            )
    return frozenset(given or ())


def _files(
    path: Path, line: int, name: str, given: list[str] | None, assignment: Assignment
) -> Mapping[str, Path]:
    """Return the files handed in beside a sample: those it names, else what the master is handed in with."""
    if given is None:
        return assignment.handed_in_with_master
    files: dict[str, Path] = {}
    for pair in given if given != ["nothing"] else ():
        handed_in, _, stored = (part.strip() for part in pair.partition("="))
        if handed_in not in assignment.files:
            raise ContentError("content.sample_hands_in", path, line, name=name, handed_in=handed_in)
        files[handed_in] = assignment.folder / FILES / stored
        if not files[handed_in].is_file():
            raise ContentError("content.sample_no_file", path, line, name=name, folder=FILES, stored=stored)
    return files


def _parsed(path: Path, source: str, offset: int) -> ast.Module:
    """Return the tree of a piece of a file that begins below line `offset`."""
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise ContentError("content.no_python", path, offset + (error.lineno or 1), why=error.msg) from None


def _refuse_code(path: Path, beginning: str) -> None:
    """Refuse anything but comments and a docstring above the first head."""
    for node in _parsed(path, beginning, 0).body:
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            raise ContentError("content.above_first_head", path, node.lineno)
