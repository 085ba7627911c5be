"""What must hold before an assignment may be released: one function a rule, in the order of docs/teachers/verify.md.

A rule looks at the `Evidence` and yields a sentence for everything that breaks it: all findings are shown, not only
the first. To add a rule, write one more function here and one more line there.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from autograder.base.errors import ContentError, CourseError
from autograder.base.messages import LANGUAGES, Message, Said, sentence
from autograder.base.verdict import Result
from autograder.course import load
from autograder.course.model import Assignment
from autograder.course.outline import pictures, shortcomings
from autograder.course.place import typed
from autograder.course.samples import PROPOSED
from autograder.course.source import public_functions
from autograder.course.translation import check_differences, differences, hint_differences, master_differences
from autograder.proof import measure
from autograder.proof.answers import Kind, KnownAnswer, answers_for_otter
from autograder.proof.wrong_verdicts import wrong_verdicts

FILL_IN = tuple(
    sentence("new.fill_in", language) for language in LANGUAGES
)  # what the skeleton says at each place
WIDEST = 100  # columns: what JupyterLab shows without a scroll bar
_SHOWN = 3  # of the files that differ from what is committed


@dataclass(frozen=True)
class GradedAnswer:
    """A known answer with the judge's verdicts, or with what the judge died of (`result` is None then)."""

    answer: KnownAnswer
    result: Result | None
    error: str = ""


@dataclass(frozen=True)
class Evidence:
    """What the rules look at: the assignment, its graded answers, and how the proof was asked for.

    Attributes:
        root: The folder that holds student_template/ and solutions/.
        graded: Every known answer; empty where the master could not be read, or nothing needs grading.
        sandbox: The isolation that Otter's comparison asks for; None: the best there is.
        full: Compare Otter on every sample.
    """

    assignment: Assignment
    root: Path
    graded: tuple[GradedAnswer, ...] = ()
    sandbox: str | None = None
    full: bool = False


@dataclass(frozen=True)
class Finding:
    """One way in which an assignment breaks a rule."""

    assignment: str
    rule: int
    problem: Said


Problems = Iterator[Said]
_Finder = Callable[[Evidence], Problems]


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        builds: It builds from the master, and is not asked where that cannot be read (rule 1 says so).
        all_shown: A terminal shows all that breaks it: a list to work through.
    """

    number: int
    sentence: str
    problems: _Finder
    builds: bool = False
    all_shown: bool = False


RULES: dict[int, Rule] = {}
OF_CHECKS = frozenset({1, 2, 3, 4, 5, 11})  # those that only checks and answers can break


def rule(
    number: int, sentence: str, *, builds: bool = False, all_shown: bool = False
) -> Callable[[_Finder], _Finder]:
    """Enter a function into `RULES`."""

    def enter(problems: _Finder) -> _Finder:
        RULES[number] = Rule(number, sentence, problems, builds, all_shown)
        return problems

    return enter


def findings(evidence: Evidence, numbers: Collection[int]) -> Iterator[Finding]:
    """Yield whatever breaks the rules with these numbers, in their order. An error in a rule is a finding of it."""
    readable = _unreadable_master(evidence.assignment) is None
    for each in RULES.values():
        if each.number not in numbers or (each.builds and not readable):
            continue
        try:
            for problem in each.problems(evidence):
                yield Finding(evidence.assignment.id, each.number, problem)
        except CourseError as error:
            yield Finding(evidence.assignment.id, each.number, _said(error))


@rule(1, "the master passes every check")
def master_passes(evidence: Evidence) -> Problems:
    """Also that it can be read, without which there is nothing to grade."""
    if (error := _unreadable_master(evidence.assignment)) is not None:
        yield _said(error)
    yield from _wrong_verdicts(evidence, Kind.MASTER)


@rule(2, "the stub and an empty file pass none")
def nothing_earns_nothing(evidence: Evidence) -> Problems:
    """A point for the stub is a point for everybody."""
    yield from _wrong_verdicts(evidence, Kind.STUB, Kind.EMPTY)


@rule(3, "every right sample earns full marks")
def right_samples_pass(evidence: Evidence) -> Problems:
    """A right answer written another way must not be punished for it."""
    yield from _wrong_verdicts(evidence, Kind.RIGHT)


@rule(4, "every wrong sample fails exactly the checks it declares")
def wrong_samples_fail(evidence: Evidence) -> Problems:
    """Neither fewer (a mistake unseen) nor more (a mistake that costs twice)."""
    yield from _wrong_verdicts(evidence, Kind.WRONG)


@rule(5, "every check is failed by at least one wrong sample")
def every_check_is_failed(evidence: Evidence) -> Problems:
    """A check that nothing fails may check nothing."""
    failed = {check for sample in evidence.assignment.samples for check in sample.fails}
    for check in evidence.assignment.rubric:
        if check.id not in failed:
            yield Message.of(
                "rule.unfailed", path=check.path, line=check.line, check=check.id, question=check.question
            )


@rule(6, "statements, hints, titles, docstrings and sentences of checks say the same in each language")
def languages_agree(evidence: Evidence) -> Problems:
    """Titles are compared by the loader already: a title without one of the languages is refused."""
    assignment = evidence.assignment
    if _unreadable_master(assignment) is None:  # else rule 1 says so
        yield from map(_said, master_differences(assignment.master))
    try:
        statements = [assignment.statement(language) for language in assignment.languages]
        for (one, ours), (other, theirs) in pairwise(zip(statements, assignment.languages)):
            yield from map(_said, differences(one, other, (ours, theirs)))
    except ContentError as error:
        yield _said(error)  # the hints are looked at all the same
    for path in sorted(assignment.folder.glob("checks/*.py")):
        yield from map(_said, check_differences(path, assignment.languages))
    hints = [assignment.hints(language) for language in assignment.languages]
    for first, second in pairwise(hints):
        for problem in hint_differences(first, second):
            yield Message.of("rule.at", where=assignment.folder / "hints", what=problem)
    for name, texts in hints[0].items():
        known = {check.id for check in assignment.question(assignment.functions[name]).checks}
        for each in texts:
            for check in sorted(set(each.checks) - known):
                values = {"folder": assignment.folder / "hints", "name": name, "check": check}
                yield Message("rule.hint_of_no_check", values)


@rule(7, "the student bundle holds no solution line and no hidden check", builds=True)
def nothing_leaks(evidence: Evidence) -> Problems:
    """Looked for in the bytes that students receive, archives and notebooks opened."""
    from autograder.release import bundle, leak

    yield from leak.leaks(evidence.assignment, bundle.student_files(evidence.assignment).files)


@rule(8, "building twice gives the same bytes, equal to what is committed", builds=True)
def bytes_are_committed(evidence: Evidence) -> Problems:
    """What a student receives is what somebody could read in the repository."""
    from autograder.release import bundle, trees

    id, command = evidence.assignment.id, typed(evidence.assignment.folder.parent, "build")
    for files, tree in ((bundle.student_files, "student_template"), (bundle.solution_files, "solutions")):
        folder = evidence.root / tree / id
        built = files(evidence.assignment)
        if built != files(evidence.assignment):
            yield Message.of("rule.builds_differ", tree=f"{tree}/{id}")
        if not folder.is_dir():
            yield Message.of("rule.not_built", folder=folder, command=command)
            continue
        problems = trees.compare(built, folder)
        for problem in problems[:_SHOWN]:
            yield Message.of("rule.build_again", what=problem, command=command)
        if len(problems) > _SHOWN:
            yield Message.of("rule.more_files", count=len(problems) - _SHOWN, tree=f"{tree}/{id}")


@rule(9, "the folder holds no file the loader does not know, and nothing left to fill in", all_shown=True)
def nothing_is_left_over(evidence: Evidence) -> Problems:
    """A file nobody reads is a mistake in its name, most of the time."""
    folder = evidence.assignment.folder
    for path, line, text in left_to_fill_in(folder):
        yield Message.of("rule.fill_in", path=path, line=line, text=text)
    if (folder / PROPOSED).is_file():
        yield Message.of("rule.proposed", path=folder / PROPOSED)
    for path in load.unknown_files(folder):
        yield Message.of("rule.unknown_file", path=path)


@rule(10, "Otter's verdicts equal the judge's", builds=True)
def otter_agrees(evidence: Evidence) -> Problems:
    """On every sample if `full`; else on master, stub, empty file, and a right and a wrong sample a question.

    Every sample through Otter costs what every sample through the judge costs; `autograder package` takes them all.
    """
    from autograder.otter.compare import disagreements

    answers = answers_for_otter(evidence.assignment, every_sample=evidence.full)
    yield from disagreements(evidence.assignment, answers, sandbox=evidence.sandbox)


@rule(11, "nonsense passes no check and never breaks one")
def nonsense_fails(evidence: Evidence) -> Problems:
    """A check that breaks on a text where an array was asked for is ours to mend."""
    yield from _wrong_verdicts(evidence, Kind.NONSENSE)


@rule(12, "the figures that the checks quote are those that were measured")
def figures_were_measured(evidence: Evidence) -> Problems:
    """A threshold stands on figures of measure.py; a comment that quotes others is believed all the same."""
    folder = evidence.assignment.folder
    if any(True for path in folder.glob("checks/*.py") for _ in measure.quoted(path)):
        yield from map(_said, measure.differences(folder))
    elif (folder / "measure.py").is_file():
        yield Message.of("rule.unquoted", path=folder / "measure.py")


@rule(13, "statements run Python, docstrings fit a notebook, and no hint stands twice")
def texts_can_be_read(evidence: Evidence) -> Problems:
    """What students read is looked at as they will: in a cell, beside the answer, one hint after the other."""
    assignment = evidence.assignment
    for language in assignment.languages:
        statement = assignment.statement(language)
        for block in (block for section in statement.sections for block in section.blocks if block.run):
            try:
                compile(block.text, str(statement.path), "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            except SyntaxError as error:
                at = block.line + (error.lineno or 1) - 1
                yield Message.of("rule.no_python", path=statement.path, line=at, why=error.msg)
        for name, hints in assignment.hints(language).items():
            if len({each.text for each in hints}) < len(hints):
                path = assignment.folder / f"hints.{language}.md"
                yield Message.of("rule.hint_twice", path=path, name=name)
    if _unreadable_master(assignment) is None:
        master, lines = assignment.master, assignment.master.text.splitlines()
        for docstring in master.docstrings:
            for number in range(docstring.first, docstring.last + 1):
                line = lines[number - 1]
                if len(line.partition('"""')[2] if number == docstring.first else line) > WIDEST:
                    yield Message.of("rule.too_wide", path=master.path, line=number, most=WIDEST)


@rule(14, "whoever marks a manual question has criteria that reach its points, and a model answer")
def markers_are_equipped(evidence: Evidence) -> Problems:
    """Two people mark alike by the same criteria, and know from the model answer what may be expected."""
    path = evidence.assignment.folder / "assignment.toml"
    for id, manual in evidence.assignment.manual.items():
        reached = sum(each.points for each in manual.criteria if each.points > 0)
        if reached != manual.points:
            yield Message.of("rule.criteria", path=path, question=id, reached=reached, points=manual.points)
        if not manual.model:
            yield Message.of("rule.no_model", path=path, question=id)


@rule(
    15,
    "every picture is drawn and shown; where the course asks for it (outline = true), statements orient their readers: a "
    "picture first, goals, minutes, each text beside its figure, a hint that fits each public check",
)
def statements_orient(evidence: Evidence) -> Problems:
    """Also that every picture is there in every language, is drawn by figures.py, and is shown."""
    assignment = evidence.assignment
    shown: set[str] = set()
    for language in assignment.languages:
        statement = assignment.statement(language)
        if assignment.outlined:
            yield from map(_said, shortcomings(statement, language))
        shown |= {step.name for step in pictures(statement, language)}
    if assignment.outlined and assignment.minutes is None:
        path = assignment.folder / "assignment.toml"
        yield Message.of("rule.no_minutes", path=path)
    if assignment.outlined:
        yield from _checks_without_hint(assignment)
    yield from _picture_problems(assignment, shown)


def _checks_without_hint(assignment: Assignment) -> Problems:
    """One language tells for all: that hints fit the same checks in each is rule 6."""
    hints = assignment.hints(assignment.languages[0])
    fitted = {check for each in hints.values() for hint in each for check in hint.checks}
    path = assignment.folder / f"hints.{assignment.languages[0]}.md"
    for check in assignment.rubric:
        if check.public and check.id not in fitted:
            yield Message.of("rule.no_hint", path=path, question=check.question, check=check.id)


def _picture_problems(assignment: Assignment, shown: Collection[str]) -> Problems:
    drawing = assignment.folder / "figures.py"
    drawn = public_functions(drawing) if drawing.is_file() else ()
    for name in sorted({*shown, *drawn}):
        if name not in drawn:
            yield Message.of("rule.undrawn", path=drawing, name=name)
        elif name not in shown:
            yield Message.of("rule.unshown", path=drawing, name=name)
        for language in assignment.languages:
            path = assignment.folder / "pictures" / f"{name}.{language}.png"
            if name in drawn and not path.is_file():
                command = typed(assignment.folder.parent, "figures", assignment.id[:2])
                yield Message.of("rule.no_picture", path=path, command=command)
    for path in sorted(assignment.folder.glob("pictures/*")):
        if path.name.split(".")[0] not in drawn:
            yield Message.of("rule.stray_picture", path=path, drawing=drawing.name)


def left_to_fill_in(folder: Path) -> Iterator[tuple[Path, int, str]]:
    """Yield file, line and text wherever one of `FILL_IN` still stands."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".toml", ".md") and path.is_file():
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if any(mark in line for mark in FILL_IN):
                    yield path, number, line.strip().lstrip("#-* ")


def _wrong_verdicts(evidence: Evidence, *kinds: Kind) -> Problems:
    for each in evidence.graded:
        if each.answer.kind not in kinds:
            continue
        if each.result is None:
            yield Message.of("rule.judge_failed", name=each.answer.name, why=each.error)
            continue
        for problem in wrong_verdicts(each.answer, each.result):
            yield Message.of("rule.at", where=each.answer.name, what=problem)


def _said(error: ContentError | CourseError) -> Message:
    """Return what an error says, as a finding that a reader of any language understands."""
    if isinstance(error, ContentError):
        return Message.of("errors.place", where=error.where, what=error.problem)
    return Message.of("rule.reason", call="", reason=error.message)


def _unreadable_master(assignment: Assignment) -> ContentError | None:
    try:
        _ = assignment.master
    except ContentError as error:
        return error
    return None
