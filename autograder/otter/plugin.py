"""What runs inside Otter: a plugin that keeps the student's code out of its kernel, and the words its tests use.

`SandboxedAnswers` is a plugin of every package we build: it moves the hand-in out of Otter's reach before anything of
it is unpickled or executed, and has the kernel execute one cell of ours instead, which opens a `Grading`. The generated
test files call `passes`, which asks it; the judge runs the hand-in in its sandboxed worker.

Packages that are out there name this module: its place and its public names stay.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from textwrap import indent
from typing import Any

import nbformat
from otter.plugins import AbstractOtterPlugin
from otter.test_files.exception_test import ExceptionTestFile

from autograder.base.errors import HandInError, UsageError
from autograder.base.messages import default_language, sentence
from autograder.base.verdict import Outcome, Result, Verdict
from autograder.base.verdict_lines import Kind, verdict_lines
from autograder.course.load import load_assignment
from autograder.course.model import Assignment
from autograder.judge.hand_in import folder_bytes
from autograder.otter.aside import (
    EMPTY_NOTEBOOK,
    RECORD,
    SET_ASIDE,
    recorded,
    set_aside,
    write_placeholder,
)

# What the grading is called among the globals of Otter's kernel.
GRADING = "autograder_session"
_UNISOLATED = ("unisolated", "force")  # in a package's configuration; the second is its old name


class Grading:
    """One hand-in with its verdicts, which the judge is asked for once, when the first check wants to know."""

    def __init__(
        self,
        assignment: Assignment,
        data: bytes,
        name: str,
        *,
        language: str = "en",
        checks: Collection[str] | None = None,
        sandbox: str | None = None,
        unisolated: bool = False,
        record: Path | None = None,
    ):
        self.assignment, self.language = assignment, language
        self._hand_in, self._checks, self._record = (data, name), checks, record
        self._sandbox, self._unisolated = sandbox, unisolated
        self._result: Result | None = None
        self._trouble = ""

    def verdict(self, check: str) -> Verdict | None:
        """Return the verdict of a check; None where the judge was not asked for it."""
        if self._result is None and not self._trouble:
            self._grade()
        if self._result is None:
            return Verdict(check, Outcome.JUDGE_ERROR, detail=self._trouble)
        return next((each for each in self._result.verdicts if each.check == check), None)

    def _grade(self) -> None:
        from autograder.judge.run import grade_job

        data, name = self._hand_in
        try:
            self._result = grade_job(
                str(self.assignment.folder),
                data,
                name,
                checks=self._checks,
                sandbox=self._sandbox,
                unisolated=self._unisolated,
            )
        except HandInError as error:
            self._trouble = sentence(error.key, self.language, **error.values)
        except BaseException as error:
            # Otter takes every question's points away for a BaseException: it must not see one.
            self._trouble = f"{type(error).__name__}: {error}"
        if self._record is not None:
            record = self._result.to_json() if self._result else {"trouble": self._trouble}
            self._record.write_text(json.dumps(record), encoding="utf-8")


def passes(env: Mapping[str, object], assignment: str, check: str) -> None:
    """Return if the check passes on the answer in `env`; else raise AssertionError with the student's sentence.

    `env` is what Otter gives a test: in grading it holds the plugin's `Grading`; in a student's notebook it holds the
    answers themselves, which are then checked in this process.
    """
    grading = env.get(GRADING)
    if type(grading) is Grading:
        verdict, language = grading.verdict(check), grading.language
    else:
        verdict, language = _local_verdict(env, assignment, check), default_language()
    if verdict is not None and not verdict.passed:
        raise AssertionError(failure_text(verdict, language))


def failure_text(verdict: Verdict, language: str) -> str:
    """Return what the student reads of a verdict that is no pass, in plain lines."""
    lines = verdict_lines(verdict, language, broken="otter.broken")
    return "\n".join(f"{line}:" if line.kind is Kind.CALL else str(line) for line in lines)


def _local_verdict(env: Mapping[str, object], name: str, check: str) -> Verdict:
    from autograder.judge.run import grade_in_process

    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / name / "assignment.toml").is_file():
            assignment = load_assignment(folder / name)
            result = grade_in_process(assignment, dict(env), checks=(check,))
            return result.verdict(check)
    raise UsageError(sentence("check.no_folder", default_language(), name=name, folder=str(Path.cwd())))


class SandboxedAnswers(AbstractOtterPlugin):  # type: ignore[misc]  # Otter ships no types
    """Otter's plugin: nothing the student wrote is unpickled, imported or executed by Otter or its kernel."""

    def before_grading(self, config: Any) -> None:
        """Move the hand-in out of the folder in which Otter works, `.OTTER_LOG` included."""
        submission = Path(self.submission_path).parent
        autograder = submission.parent
        self._source, self._record = autograder / "source", autograder / "results" / RECORD
        given = os.environ.get(SET_ASIDE)
        self._hand_in = Path(given) if given else set_aside(submission, autograder / "handed_in")
        write_placeholder(Path(self.submission_path))
        # Otter's own comparison with the log, and a PDF of the hand-in, would touch it again.
        config.grade_from_log, config.pdf, config.seed = False, False, None

    def before_execution(self, submission: Any) -> nbformat.NotebookNode:
        """Return the only notebook that the kernel executes."""
        settings = {
            "hand_in": str(self._hand_in),
            "assignment": str(self._source / "assignment" / self.plugin_config["assignment"]),
            "language": self._language,
            "sandbox": self.plugin_config.get("sandbox"),
            "unisolated": any(self.plugin_config.get(name) for name in _UNISOLATED),
            "record": str(self._record),
        }
        source = (
            "from autograder.otter import plugin as _plugin\n"
            f"{GRADING} = _plugin.open_grading({json.dumps(json.dumps(settings))})"
        )
        cell = nbformat.v4.new_code_cell(source)
        book: nbformat.NotebookNode = nbformat.v4.new_notebook(
            cells=[cell], metadata=nbformat.from_dict(EMPTY_NOTEBOOK["metadata"])
        )
        return book

    def after_grading(self, results: Any) -> None:
        """Put verdicts in the judge's words: Otter would quote a line of the generated test file."""
        assignment = load_assignment(self._source / "assignment" / self.plugin_config["assignment"])
        verdicts, notes = recorded(self._record)
        for name, test_file in results.results.items():
            results.results[name] = JudgedTestFile.of(test_file, assignment, verdicts, self._language)
        if notes:
            results.set_output("\n".join(each.text(self._language) for each in notes))

    def generate_report(self) -> str:
        """Return what only instructors see: what broke, and how the hand-in was isolated."""
        try:
            record = json.loads(self._record.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return "the judge was not asked"
        if "trouble" in record:
            return f"nothing was graded: {record['trouble']}"
        broken = [each for each in record["verdicts"] if each["outcome"] == Outcome.JUDGE_ERROR]
        lines = [
            f"sandbox level {record['sandbox']}, {record['seconds']:.1f} s, {record['memory_mb']:.0f} MB"
        ]
        return "\n".join([*lines, *(f"{each['check']} broke:\n{each['detail']}" for each in broken)])

    @property
    def _language(self) -> str:
        return str(self.plugin_config.get("language", "en"))


class JudgedTestFile(ExceptionTestFile):  # type: ignore[misc]
    """Otter's results of one question, in the judge's words; a question without public checks says so."""

    @classmethod
    def of(
        cls, test_file: Any, assignment: Assignment, verdicts: Mapping[str, Verdict], language: str
    ) -> JudgedTestFile:
        """Return `test_file` with our words in place of Otter's."""
        mine = cls(test_file.name, test_file.path, test_file.test_cases, test_file.all_or_nothing)
        mine.test_case_results = test_file.test_case_results
        mine.language = language
        checks = assignment.question(test_file.name).checks
        for check, result in zip(checks, mine.test_case_results, strict=True):
            verdict = verdicts.get(check.id)
            mark = "✅" if result.passed else "❌"
            result.message = f"{mark} {check.title[language]}"
            if not result.passed and verdict is not None:
                result.message += f"\n{indent(failure_text(verdict, language), '   ')}"
        return mine

    def summary(self, public_only: bool = False) -> str:
        """Return one line a check, and the count of those that pass."""
        shown = [each for each in self.test_case_results if not (public_only and each.test_case.hidden)]
        if not shown:
            return f"{self.name}: {sentence('otter.no_public', self.language)}"
        key = "otter.visible" if public_only else "otter.summary"
        passed = sum(each.passed for each in shown)
        count = sentence(key, self.language, passed=passed, total=len(shown))
        return "\n".join([f"{self.name}: {count}", *(each.message for each in shown)])


def open_grading(settings: str) -> Grading:
    """Return the grading that the plugin's one cell opens in Otter's kernel, from the JSON that the plugin wrote."""
    given = json.loads(settings)
    data, name = hand_in_bytes(Path(given["hand_in"]))
    return Grading(
        load_assignment(Path(given["assignment"])),
        data,
        name,
        language=given["language"],
        sandbox=given["sandbox"],
        unisolated=given["unisolated"],
        record=Path(given["record"]),
    )


def hand_in_bytes(folder: Path) -> tuple[bytes, str]:
    """Return a folder's only file, or a zip of its files, with a name: what the judge reads."""
    return folder_bytes(folder)
