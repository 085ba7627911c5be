"""The public checks on a student's own machine: in this process, unprotected, a table of verdicts for each question."""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from autograder.base.beside import put_beside, work_as_script
from autograder.base.messages import default_language, sentence
from autograder.base.progress import line
from autograder.base.verdict import Reason, Result, Verdict
from autograder.course.model import Assignment, Question
from autograder.course.source import texts_in
from autograder.course.text_answers import written as written_text
from autograder.judge.hand_in import HandIn
from autograder.judge.other_assignment import REMARK as OTHER_ASSIGNMENT
from autograder.judge.run import grade_in_process
from autograder.student.answers import answers_in, named, saved_last
from autograder.student.causes import Explain, explained, waits
from autograder.student.display import Note, Output, Row, Shown, VerdictTable, show
from autograder.student.find import (
    assignment_and_question,
    file_meant,
    near,
    questions_asked_for,
    sentence_here,
)
from autograder.student.hints import fitting
from autograder.student.printed import Recorder
from autograder.student.progress import record
from autograder.student.running import running


def check_file(
    folder: Path,
    name: str | None,
    question: str | None = None,
    answer: Path | None = None,
    language: str | None = None,
    stream: TextIO | None = None,
    *,
    printed: bool = False,
) -> bool:
    """Show the verdicts of the public checks on a file (None: the answers saved last); return whether all pass.

    `printed`: what the student's code prints is let through, all of it, instead of being cut.
    """
    language = language or default_language()
    if answer is None:
        name, question, answer = file_meant(name, question)
    assignment, question = assignment_and_question(name, question, folder, language)
    questions_asked_for(assignment, question, language)  # before anything is said
    path, others = (named(assignment, answer, language), "") if answer else saved_last(assignment, language)
    answers = answers_in(assignment, path, language)
    load_quietly(answers.text, language)
    about = [sentence("check.answers", language, path=near(path)), *([others] if others else [])]
    show(Note(tuple(about), language), stream)
    number = assignment.id[:2]
    recorder, shown_path = None if printed else Recorder(), near(path)
    with beside(path, answers):
        found = checked(
            assignment,
            answers,
            question,
            language,
            f"autograder hint {number} {{question}}",
            recorder=recorder,
            path=shown_path,
        )
    tables = found.tables
    everything = f"autograder check {number} {{question}} --printed"
    shown: tuple[Shown, ...] = (*output(recorder, language, everything), *found.above, *tables)
    for each in shown:
        show(each, stream)
    if len(tables) > 1:
        show(overview(assignment, tables, language, f"autograder export {number}"), stream)
    return all(table.passed for table in tables)


@contextlib.contextmanager
def beside(path: Path, answers: HandIn) -> Iterator[None]:
    """Work where the answer lies, as its author does: what it imports and opens is found.

    An archive's files are unpacked.
    """
    here, modules, places, words = Path.cwd(), set(sys.modules), [*sys.path], sys.argv
    with tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True) as unpacked:
        folder = put_beside(answers.files, Path(unpacked)) if answers.files else path.resolve().parent
        os.chdir(folder)
        work_as_script(folder)  # as when it is graded: the words of this command are not the answer's
        try:
            yield
        finally:
            os.chdir(here)
            sys.path[:], sys.argv = places, words
            for name in set(sys.modules) - modules:  # another assignment may have a tools.py, too
                if str(getattr(sys.modules[name], "__file__", None) or "").startswith(str(folder)):
                    del sys.modules[name]


@dataclass(frozen=True)
class Checked:
    """What public checks found: what is said once for all of them, and a table for each question."""

    above: tuple[Note, ...]
    tables: tuple[VerdictTable, ...]


def checked(
    assignment: Assignment,
    answer: Mapping[str, object] | HandIn,
    question: str | None,
    language: str,
    hint: str = 'autograder.hint("{question}")',
    advise: Callable[[Question, Sequence[Verdict]], Iterable[str]] = lambda question, verdicts: (),
    *,
    recorder: Recorder | None = None,
    explain: Explain = lambda name: None,
    path: str = "",
) -> Checked:
    """Return the verdicts of the public checks in `language`, a table for each question asked for (None: all).

    What they say is written down for `progress`.

    Args:
        answer: A notebook's namespace, or answers that were read from a file.
        hint: What a student types for a hint; "{question}" stands for the question, or for the check that failed.
        advise: Further remarks about a question and its verdicts.
        recorder: What takes the lines that the student's code prints; None: they are let through.
        explain: See `causes`.
        path: The file that holds the answers, as it is called in sentences.

    Raises:
        UsageError: There is no such question.
    """
    questions = questions_asked_for(assignment, question, language)
    texts = texts_in(answer.text) if isinstance(answer, HandIn) else answer
    checks = {check.id: check for each in questions for check in each.checks if check.public}
    result = grade(assignment, answer, checks, language, recorder=recorder) if checks else None
    found = explained(result, explain) if result else None
    above: list[Note] = []
    if result and found:
        if not _is_foreign(answer):  # given by mistake: it says nothing of how far this assignment has come
            record(assignment, {verdict.check: verdict for verdict in result.verdicts})
        above += filter(None, [found.note(language, path)])
        above += [Note((remark.text(language),), language) for remark in found.remarks]
    tables = []
    for each in questions:
        if found is None or each.manual:
            tables.append(_read_by_a_person(each, texts, language))
            continue
        verdicts = [verdict for verdict in found.verdicts if checks[verdict.check].question == each.id]
        remarks = [*advise(each, verdicts)]
        tables.append(_table(assignment, each, verdicts, remarks, language, hint))
    return Checked(tuple(above), tuple(tables))


def _is_foreign(answer: object) -> bool:
    """Return whether these answers look like those to another assignment."""
    return isinstance(answer, HandIn) and any(each.key == OTHER_ASSIGNMENT for each in answer.remarks)


def output(recorder: Recorder | None, language: str, everything: str) -> tuple[Output, ...]:
    """Return the beginning of what the student's code printed, if it did.

    `everything` is what a student types to see all that "{question}" prints.
    """
    if recorder is None or not recorder.sections:
        return ()
    blocks = []
    for section in recorder.sections:
        number = section[1:]
        what = sentence(f"printed.{'question' if section else 'answers'}", language, number=number)
        lines, count = recorder.lines(section), recorder.count(section)
        key = "printed.cut" if count > len(lines) else "printed.whole"
        blocks.append((sentence(key, language, what=what, count=count, shown=len(lines)), lines))
    where = "notebook" if everything.endswith(")") else "terminal"
    question = next(filter(None, recorder.sections), "q1")  # of what the answers print by themselves: any
    last = sentence(f"printed.all_{where}", language, call=everything.format(question=question))
    return (Output(sentence("printed.title", language), tuple(blocks), last, language),)


def overview(assignment: Assignment, tables: Sequence[VerdictTable], language: str, export: str) -> Note:
    """Return the sum of all questions' tables, and what to do next; `export` is what a student types to hand in."""
    earned, possible = (sum(getattr(table, name) for table in tables) for name in ("earned", "possible"))
    lines = [sentence("check.sum", language, earned=earned, possible=possible)]
    for question, table in zip(assignment.questions, tables):
        name = f"Question {question.id[1:]} · {question.title[language]}"
        if question.manual:
            lines.append(
                sentence("check.question_read", language, question=name, said=" ".join(table.remarks))
            )
            continue
        values = {"sign": table.sign, "earned": table.earned, "possible": table.possible}
        lines.append(sentence("check.question_sum", language, question=name, **values))
    if all(table.passed for table in tables):
        lines.append(sentence_here("check.next_export", language, call=f"`{export}`"))
    return Note(tuple(lines), language)


def grade(
    assignment: Assignment,
    answer: Mapping[str, object] | HandIn,
    checks: Collection[str],
    language: str,
    before: Callable[[str], None] = lambda id: None,
    recorder: Recorder | None = None,
) -> Result:
    """Return the verdicts of some checks on an answer in this process, showing meanwhile which one runs.

    Args:
        before: Called with the id of each check before it runs.
        recorder: What takes the lines that the student's code prints; None: they are let through, and which check runs
            is not shown between them.
    """
    begun = running(assignment, len(checks), language) if recorder else contextlib.nullcontext(before)
    with begun as begin:

        def on_check(id: str) -> None:
            before(id)
            if recorder:
                recorder.section = assignment.check(id).question
                begin(id)

        around = recorder.listening if recorder else contextlib.nullcontext
        return grade_in_process(assignment, answer, tuple(checks), on_check=on_check, around=around)


def load_quietly(source: str, language: str) -> None:
    """Import TensorFlow if `source` does, without the lines it writes past Python's own streams,
    whatever its log level.

    A wall of red about CUDA and oneDNN in the first cell is what students would ask about first.
    """
    wanted = re.search(r"^[ \t]*(?:import|from)\s+(?:keras|tensorflow)\b", source, re.M)
    if not wanted or "tensorflow" in sys.modules:
        return
    with line() as say, contextlib.suppress(ImportError):
        say(sentence("check.loading", language))
        sys.stderr.flush()
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            importlib.import_module("tensorflow")
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nowhere)


def _read_by_a_person(question: Question, texts: Mapping[str, object], language: str) -> VerdictTable:
    """Return what can be said of a text before a person reads it: whether there is one, and for how many points."""
    (name,) = question.answers
    text = texts.get(name)
    words = len(written_text(text).split()) if isinstance(text, str) else 0
    kind = "words" if words else "empty"
    said = sentence(f"manual.{kind}", language, words=words, name=f"`{name}`", points=question.points)
    title = f"Question {question.id[1:]} · {question.title[language]}"
    return VerdictTable(title, (), language, (said,))


def _table(
    assignment: Assignment,
    question: Question,
    verdicts: Sequence[Verdict],
    remarks: Sequence[str],
    language: str,
    hint: str,
) -> VerdictTable:
    titles = {check.id: check.title[language] for check in question.checks}
    rows = []
    for each in verdicts:
        fits = _may_be_hinted(each) and bool(fitting(assignment, each.check, language))
        rows.append(Row(titles[each.check], each, hint.format(question=each.check) if fits else ""))
    points = {check.id: check.points for check in question.checks}
    earned = sum(points[each.check] for each in verdicts if each.passed)
    possible = sum(points[each.check] for each in verdicts)
    last = [sentence("check.points", language, earned=earned, possible=possible)]
    if earned == possible:
        last.append(_next(assignment, question, language))
    elif not any(row.hint or waits(row.verdict) for row in rows):
        last.append(sentence("check.none_hint", language, call=f"`{hint.format(question=question.id)}`"))
    name = sentence(
        "check.title", language, question=f"Question {question.id[1:]} · {question.title[language]}"
    )
    return VerdictTable(name, tuple(rows), language, (*remarks, " ".join(last)), earned, possible)


def _may_be_hinted(verdict: Verdict) -> bool:
    """Return whether the answer ran and was wrong. Of a name that nobody defined,
    `advice` says more than a hint does.
    """
    raised = verdict.message.values.get("type") if verdict.message else None
    return verdict.reason is Reason.WRONG or (verdict.reason is Reason.EXCEPTION and raised != "NameError")


def _next(assignment: Assignment, question: Question, language: str) -> str:
    """Return what to do after a question that passes: the following one, or the cells at the end."""
    following = assignment.questions[assignment.questions.index(question) + 1 :]
    if not following:
        return sentence_here("check.next_end", language)
    name = f"Question {following[0].id[1:]} · {following[0].title[language]}"
    return sentence("check.next_question", language, question=name)
