"""The proof that an assignment may be released: the rules of `RULES`, each with what breaks it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import load
from autograder.course.languages import differences, hint_differences
from autograder.course.master import SOLUTION, STUDENT, with_sample
from autograder.course.model import Assignment, Course, Sample
from autograder.course.reach import affected
from autograder.errors import ContentError, CourseError
from autograder.verdict import Outcome, Result

RULES: Mapping[int, str] = {
    1: "the master passes every check",
    2: "the stub and an empty file pass none",
    3: "every accepted sample earns full marks",
    4: "every wrong sample fails exactly the checks it declares",
    5: "every check is failed by at least one wrong sample",
    6: "statements, hints and titles say the same in both languages",
    7: "the student bundle holds no solution line and no hidden check",
    8: "building twice gives the same bytes, equal to what is committed",
    9: "the folder holds no file the loader does not know, and nothing left to fill in",
    10: "Otter's verdicts equal the judge's",
    11: "nonsense passes no check and never breaks one",
}

FILL_IN = "FILL IN"

# Answers that are no answers. What each function returns must end in FAIL, never in a crash of the check.
NONSENSE: Mapping[str, str] = {
    "none": "None",
    "text": '"?"',
    "number": "-7.25",
    "empty_list": "[]",
    "empty_dict": "{}",
    "object": "object()",
    "scalar_array": "__import__('numpy').zeros(())",
    "nan_array": "__import__('numpy').full((3, 2), float('nan'))",
    "text_array": "__import__('numpy').array(['a', 'b'])",
    "three_items": "(None, 1.0, 'x')",
}


@dataclass(frozen=True)
class Finding:
    """One way in which an assignment breaks a rule."""

    assignment: str
    rule: int
    problem: str


@dataclass(frozen=True)
class Case:
    """One answer to grade: its source, the checks to run (None: all) and those that must not pass.

    `exactly` is False where a check may say either, as long as it does not break.
    """

    assignment: Assignment
    rule: int
    name: str
    source: str
    checks: frozenset[str] | None
    fails: frozenset[str]
    exactly: bool = True
    files: Mapping[str, Path] = field(default_factory=dict)

    def hand_in(self) -> tuple[str, bytes]:
        """Return the name and the bytes of what a student would hand in: a .py, or a zip of it and the files."""
        return hand_in(self.assignment.id, self.source, self.files)


def hand_in(id: str, source: str, files: Mapping[str, Path]) -> tuple[str, bytes]:
    """Return the name and the bytes of an answer and the files beside it: a .py, or a zip where there are files."""
    if not files:
        return f"{id}.py", source.encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(f"{id}.py", source)
        for name, path in files.items():
            archive.writestr(name, path.read_bytes())
    return f"{id}.zip", target.getvalue()


@dataclass(frozen=True)
class Proof:
    """What was found about one assignment: no findings means it may be released."""

    assignment: str
    findings: tuple[Finding, ...]
    answers: int
    verdicts: int
    seconds: float


Grade = Callable[[Case], Result]
Extra = Callable[[Assignment], Iterable[Finding]]


def verify(
    course: Course,
    assignments: Collection[Assignment],
    grade: Grade,
    executor: Executor,
    *,
    full: bool = False,
    extra: Collection[Extra] = (),
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Proof]:
    """Yield the proof of each assignment, as soon as all of its answers are graded.

    Args:
        grade: Grades one case; it runs in `executor`, so it and its result must be picklable.
        full: Run every check on every sample, not only the checks that reach what the sample changes.
        extra: Further rules, each a function from an assignment to findings (leaks, bytes, Otter).
        progress: Told the number of answers graded and in all.
    """
    findings: dict[str, list[Finding]] = {each.id: list(static_findings(each)) for each in assignments}
    cases = {
        each.id: list(_cases(each, full)) if not _broken(findings[each.id]) else [] for each in assignments
    }
    results: dict[str, int] = {each.id: 0 for each in assignments}
    spent: dict[str, float] = {each.id: 0.0 for each in assignments}
    waiting = {id: len(each) for id, each in cases.items()}
    total = sum(waiting.values())
    futures: dict[Future, Case] = {
        executor.submit(grade, case): case for each in cases.values() for case in each
    }
    by_id = {each.id: each for each in assignments}

    def proof(id: str) -> Proof:
        for rule in extra if cases[id] else ():  # nothing can be built from a master that cannot be read
            findings[id].extend(_guarded(rule, by_id[id]))
        return Proof(id, tuple(findings[id]), len(cases[id]), results[id], spent[id])

    progress(0, total)
    for id, count in waiting.items():
        if count == 0:
            yield proof(id)
    for done, future in enumerate(as_completed(futures), start=1):
        case = futures[future]
        id = case.assignment.id
        progress(done, total)
        waiting[id] -= 1
        try:
            result = future.result()
        except (
            Exception
        ) as error:  # a judge that dies is a finding about this answer, not the end of the proof
            findings[id].append(Finding(id, case.rule, f"{case.name}: the judge failed: {error!r}"))
        else:
            results[id] += len(result.verdicts)
            spent[id] += result.seconds
            findings[id].extend(judged(case, result))
        if waiting[id] == 0:
            yield proof(id)


def judged(case: Case, result: Result) -> Iterator[Finding]:
    """Yield how a case's verdicts differ from those it must get."""
    for verdict in result.verdicts:
        if verdict.outcome is Outcome.JUDGE_ERROR:
            detail = verdict.detail.strip().splitlines()[-1:] or [""]
            yield _finding(case, f"{verdict.check} breaks: {detail[0]}")
        elif verdict.passed and verdict.check in case.fails:
            yield _finding(case, f"passes {verdict.check}, which it must fail")
        elif case.exactly and not verdict.passed and verdict.check not in case.fails:
            said = verdict.message.text("en") if verdict.message else verdict.reason
            values = [
                f"{word} {value.text('en')}"
                for word, value in (("expected", verdict.expected), ("received", verdict.received))
                if value
            ]
            told = f" ({', '.join(values)})" if values else ""
            yield _finding(
                case, f"fails {verdict.check}, which it must pass: {verdict.call or ''} {said}{told}"
            )
    missing = (case.checks or {check.id for check in case.assignment.rubric}) - {
        each.check for each in result.verdicts
    }
    for check in sorted(missing):
        yield _finding(case, f"got no verdict from {check}")


def _finding(case: Case, problem: str) -> Finding:
    return Finding(case.assignment.id, case.rule, f"{case.name}: {problem}")


def _broken(findings: Iterable[Finding]) -> bool:
    """Whether the master itself could not be read: nothing can be graded then."""
    return any(finding.rule == 1 for finding in findings)


def _guarded(rule: Extra, assignment: Assignment) -> list[Finding]:
    try:
        return list(rule(assignment))
    except CourseError as error:
        return [Finding(assignment.id, 8, str(error))]


def static_findings(assignment: Assignment) -> Iterator[Finding]:
    """Rules that need no grading: 1 (the master can be read), 5, 6, 9."""
    try:
        load.load_master(assignment)
    except ContentError as error:
        yield Finding(assignment.id, 1, str(error))
    for path, line, text in left_to_fill_in(assignment.folder):
        yield Finding(assignment.id, 9, f"{path}:{line}: {text}")
    for path in load.unknown_files(assignment.folder):
        yield Finding(assignment.id, 9, f"{path}: the loader does not know this file. Remove it.")
    failed = {check for sample in assignment.samples for check in sample.fails}
    for check in assignment.rubric:
        if check.id not in failed:
            problem = (
                f'{check.path}:{check.line}: no wrong sample fails "{check.id}". Add one to samples/wrong.'
            )
            yield Finding(assignment.id, 5, problem)
    yield from _language_findings(assignment)


def _language_findings(assignment: Assignment) -> Iterator[Finding]:
    try:
        first, second = (load.load_statement(assignment, language) for language in assignment.languages)
        for problem in differences(first, second):
            yield Finding(assignment.id, 6, str(problem))
    except ContentError as error:
        yield Finding(assignment.id, 6, str(error))
    try:
        hints = [load.load_hints(assignment, language) for language in assignment.languages]
        for problem in hint_differences(*hints):
            yield Finding(assignment.id, 6, f"{assignment.folder / 'hints'}: {problem}")
    except ContentError as error:
        yield Finding(assignment.id, 6, str(error))


def left_to_fill_in(folder: Path) -> Iterator[tuple[Path, int, str]]:
    """Yield file, line and text wherever the skeleton's "FILL IN" still stands."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".toml", ".md") and path.is_file():
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if FILL_IN in line:
                    yield path, number, line.strip().lstrip("#-* ")


def _cases(assignment: Assignment, full: bool) -> Iterator[Case]:
    master = load.load_master(assignment)
    answer = master.view(SOLUTION)
    everything = frozenset(check.id for check in assignment.rubric)
    nothing: frozenset[str] = frozenset()
    yield Case(assignment, 1, "master", answer, None, nothing, files=assignment.handed_in_with_master)
    yield Case(assignment, 2, "stub", master.view(STUDENT), None, everything)
    yield Case(assignment, 2, "empty file", "", None, everything)
    for sample in assignment.samples:
        yield sample_case(assignment, sample, answer, full)
    for name, value in NONSENSE.items():
        lines = [f"{function} = lambda *args, **kwargs: {value}" for function in assignment.functions]
        # None must pass nothing; another constant may by chance be the right answer to a small question.
        fails = everything if name == "none" else nothing
        yield Case(assignment, 11, f"nonsense {name}", "\n".join(lines), None, fails, exactly=False)


def sample_case(assignment: Assignment, sample: Sample, answer: str, full: bool = False) -> Case:
    """Return the case of one sample: `answer` with the sample's own definitions, and the checks they can reach."""
    text = sample.path.read_text(encoding="utf-8")
    other = sample.files != assignment.handed_in_with_master
    checks = None if full else affected(assignment, answer, text, other_files=other)
    if checks is not None and not sample.fails <= checks:
        checks = None
    rule = 3 if sample.accepted else 4
    source = with_sample(answer, text)
    return Case(assignment, rule, sample.name, source, checks, sample.fails, files=sample.files)
