"""Making the archive to hand in, and reading it as the grader will: in a fresh process, with nothing else at hand."""

from __future__ import annotations

import contextlib
import datetime
import importlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.base.beside import put_beside, work_as_script
from autograder.base.errors import HandInError, UsageError
from autograder.base.files import writing
from autograder.base.messages import sentence
from autograder.base.moments import moment_text
from autograder.base.numbers import decimals
from autograder.base.processes import end, follow
from autograder.base.progress import line
from autograder.base.verdict import Outcome, Reason, Result
from autograder.base.zips import write_zip
from autograder.course.load import load_assignment
from autograder.course.model import Assignment
from autograder.course.source import lines_newer_than
from autograder.judge.hand_in import read_in_this_process
from autograder.student.answers import named, refuse_other_kinds, saved_last, unanswered
from autograder.student.beside import needed
from autograder.student.causes import text_with_counting
from autograder.student.check import grade, load_quietly
from autograder.student.display import Note, show
from autograder.student.find import check_call, near
from autograder.student.kernel import changed, this_notebook
from autograder.student.progress import record
from autograder.student.running import PATIENCE, long_text
from autograder.student.standing import standing

# An archive above this is worth a warning: course pages often stop at 50 or 100 MiB.
_LARGE = 50 * 2**20
_OLDEST = (3, 11)  # the oldest Python a grader may run
_LOOK_SECONDS = 1.0  # between two looks at where the answers stand
_START_SECONDS = 180  # for a process that imports TensorFlow from a cold disk


def pack(
    assignment: Assignment,
    answer: str | None,
    language: str,
    environment: Mapping[str, object] | None = None,
) -> bool:
    """Make NN_slug.zip in the assignment's folder; say what is inside, and what is missing. Return whether to hand it in so.

    Args:
        answer: The file to hand in, seen from here or the assignment's folder (None: this notebook, or else the one
            saved last).
        environment: The globals of the notebook that asks.

    Raises:
        UsageError: There is no answer to hand in.
    """
    with tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True) as scratch:
        chosen = _answer(assignment, answer, language, environment or {}, Path(scratch))
        path, folder = chosen.path, chosen.folder
        text = _text(path, assignment)
        missing = list(chosen.missing)
        beside = needed(text, folder, assignment)
        files = {path.name: path, **beside.data, **beside.modules}
        files[path.name] = path
        missing += [sentence("export.left_out", language, name=name) for name in beside.too_large]
        missing += [sentence("export.outside", language, name=name) for name in beside.outside]
        for wanted in assignment.wanted_files:
            found, remark = _file_to_hand_in(assignment, folder, wanted, language)
            files.update(found)
            missing += [remark] if remark else []
        archive = _write(assignment.folder / f"{assignment.id}.zip", files)
        reading = _fresh_run(archive, assignment, path.name, language)
        size = archive.stat().st_size
        lines = [sentence("export.made", language, path=near(archive), size=_size(size, language))]
        for inside, source in files.items():
            member_size = _size(source.stat().st_size, language)
            kind = "imported" if inside in beside.modules else "named" if inside in beside.data else "member"
            lines.append(f"• {sentence(f'export.{kind}', language, name=inside, size=member_size)}")
    if newer := lines_newer_than(text, _OLDEST):
        where = ", ".join(map(str, newer[:5]))
        missing.append(sentence("export.newer", language, lines=where, version=".".join(map(str, _OLDEST))))
    if size > _LARGE:
        missing.append(sentence("export.too_large", language, size=_size(size, language)))
    said = (*chosen.remarks, *_about(reading, assignment, language), *missing)
    nothing = set(chosen.open) | set(reading.dead) >= {each.id for each in assignment.questions}
    to_mend = bool(
        missing or reading.stopped or chosen.partly or {*chosen.open, *reading.dead} - _bonus(assignment)
    )
    some = "where_some" if reading.failing or reading.broken else "where"
    key = "where_nothing" if nothing else "where_mend" if to_mend else some
    show(Note((*lines, *said, sentence(f"export.{key}", language, path=str(archive))), language))
    if "google.colab" in sys.modules:
        _download(archive)
    return not (nothing or to_mend)


@dataclass(frozen=True)
class _Chosen:
    """The file to hand in, the folder where it works, what is to be said about it, and what is not well with it.

    `open` are the questions that are not answered, `partly` whether a function of another one is not.
    """

    path: Path
    folder: Path
    remarks: tuple[str, ...]
    missing: tuple[str, ...]
    open: tuple[str, ...]
    partly: bool


def _bonus(assignment: Assignment) -> set[str]:
    return {each.id for each in assignment.questions if each.bonus}


def _answer(
    assignment: Assignment,
    answer: str | None,
    language: str,
    environment: Mapping[str, object],
    scratch: Path,
) -> _Chosen:
    remarks: list[str] = []
    missing: list[str] = []
    notebook = this_notebook(environment, assignment, scratch) if answer is None else None
    if answer is not None:
        path = named(assignment, answer, language)
        refuse_other_kinds(path, assignment, language)
    elif notebook is not None:
        path = notebook.path
        if questions := changed(environment, path, assignment):
            missing.append(sentence("export.unsaved", language, questions=", ".join(questions)))
    else:
        path, others = saved_last(assignment, language)
        if not path.is_file():
            here = near(assignment.folder)
            raise UsageError(sentence("export.no_answer", language, assignment=assignment.id, folder=here))
        remarks = [others] if others else []
    saved = datetime.datetime.fromtimestamp(path.stat().st_mtime)
    when = moment_text(saved, language)
    key = "export.page" if notebook and notebook.page else "export.saved"
    remarks.append(sentence(key, language, name=path.name, when=when))
    open_ = unanswered(path, assignment)
    questions = tuple(each.id for each in assignment.questions if open_ >= set(each.answers))
    partly = [name for each in assignment.questions if each.id not in questions for name in each.answers]
    if open_ == set(assignment.answers):
        remarks.append(sentence("export.untouched", language, name=path.name))
    elif questions:
        remarks.append(sentence("export.unanswered", language, questions=", ".join(questions)))
    if names := [f"`{name}`" for name in partly if name in open_]:
        remarks.append(sentence("export.partly", language, names=", ".join(names)))
    folder = notebook.folder if notebook else path.parent
    return _Chosen(path, folder, tuple(remarks), tuple(missing), questions, bool(names))


def _text(path: Path, assignment: Assignment) -> str:
    try:
        return read_in_this_process(path, assignment).text
    except HandInError:
        return ""


def _file_to_hand_in(
    assignment: Assignment, folder: Path, name: str, language: str
) -> tuple[dict[str, Path], str | None]:
    """Return a file asked for, or else those that may replace it, by name; and what is missing.

    Where there are two, the one beside the answer is meant.
    """
    instead = assignment.instead.get(name, ())
    there = {
        each: place / each
        for place in (assignment.folder, folder)
        for each in (name, *instead)
        if (place / each).is_file()
    }
    if name in there:
        return {name: there[name]}, None
    if instead and len(there) == len(instead):
        return there, None
    values = {"name": name, "instead": " + ".join(instead), "folder": near(assignment.folder)}
    return there, sentence("export.missing_one_of" if instead else "export.missing_file", language, **values)


def _write(archive: Path, files: dict[str, Path]) -> Path:
    with writing(archive) as target:
        write_zip(target, files, moment=max(path.stat().st_mtime for path in files.values()))
    return archive


@dataclass(frozen=True)
class Reading:
    """What a fresh process made of the archive: what stopped, the public points, and whether it came to an end.

    `earned` is None where the checks did not come to their end; `dead` are the questions whose answers never came to be,
    for what should have defined them stopped; of `failing` ones a public check fails, of `broken` ones a check itself
    does not work; `stands` says where those stood that did not come to an end.
    """

    notes: tuple[str, ...] = ()
    earned: int | None = None
    possible: int = 0
    dead: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    endless: bool = False
    interrupted: bool = False
    stands: str = ""

    @property
    def stopped(self) -> bool:
        """Whether the answers could not be read to their end without an error."""
        return self.endless or self.interrupted or bool(self.notes)


def _about(reading: Reading, assignment: Assignment, language: str) -> list[str]:
    stands = [reading.stands] if reading.stands else []
    if reading.interrupted:
        return [sentence("export.interrupted", language), *stands]
    if reading.endless:
        return [sentence("export.endless", language, seconds=assignment.limits.seconds), *stands]
    lines = [sentence("export.stops", language, text=note) for note in reading.notes[:1]]
    lines = [*lines, *reading.notes[1:]] or [sentence("export.runs", language)]
    if reading.earned is None:
        return [*lines, sentence("export.unfinished", language, seconds=assignment.limits.seconds), *stands]
    if reading.dead:
        lines.append(sentence("export.dead", language, questions=", ".join(reading.dead)))
    lines.append(sentence("export.public", language, earned=reading.earned, possible=reading.possible))
    if reading.failing:
        call = f"`{check_call(assignment, reading.failing[0])}`"
        lines.append(sentence("export.failing", language, questions=", ".join(reading.failing), call=call))
    if reading.broken:
        lines.append(sentence("export.broken", language, questions=", ".join(reading.broken)))
    return lines


def _fresh_run(archive: Path, assignment: Assignment, name: str, language: str) -> Reading:
    """Return what a process that knows nothing of this one makes of the archive,
    in a folder that holds nothing else.
    """
    # Neither the student's folder nor PYTHONPATH, which may name it: only where this package lies.
    code = (
        "import sys; sys.path.append(sys.argv.pop(1)); "
        "from autograder.student.export import read_archive; read_archive(*sys.argv[1:])"
    )
    package = str(Path(__file__).resolve().parents[2])
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True) as folder:
        said, empty = Path(folder, "said.json"), Path(folder, "work")
        empty.mkdir()
        arguments = [package, str(archive.resolve()), str(assignment.folder.resolve()), language, str(said)]
        arguments.append(str(os.getpid()))
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", code, *arguments],
            cwd=empty,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**environment, "PYTHONIOENCODING": "utf-8"},
            start_new_session=True,
        )
        begun = time.monotonic()
        try:
            with line() as say:
                while process.poll() is None:
                    seconds = time.monotonic() - begun
                    started = _said(said).get("seconds")
                    limit = (started or _START_SECONDS) + assignment.limits.seconds
                    text = sentence("export.reading", language, name=name, seconds=round(seconds))
                    if seconds > PATIENCE:
                        text += "".join(f"\n{each}" for each in [_stands(said)] if each)
                        text += long_text(language, "export.long", limit)
                    say(text)
                    if seconds > limit:
                        break
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        process.wait(timeout=0.5)
        except KeyboardInterrupt:  # in a terminal, or by Jupyter's button: the archive itself is written
            return Reading(interrupted=True, stands=_stands(said))
        finally:
            late = process.poll() is None
            end(process)
        found = _said(said)
        if "notes" not in found:
            notes = () if late else (sentence("worker.crash", language),)
            return Reading(notes, endless=late, stands=_stands(said))
        notes, dead, failing, broken = (
            tuple(found.get(name, ())) for name in ("notes", "dead", "failing", "broken")
        )
        points = found.get("earned"), found.get("possible", 0)
        return Reading(notes, *points, dead, failing, broken, stands=_stands(said))


def _said(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _stands(said: Path) -> str:
    """Return where the answers stood when the process last wrote it down."""
    try:
        return said.with_suffix(".stands").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _say_where(said: Path, thread: int, language: str) -> None:
    while True:
        time.sleep(_LOOK_SECONDS)
        with contextlib.suppress(OSError):
            said.with_suffix(".stands").write_text(standing(thread, language), encoding="utf-8")


def read_archive(archive: str, folder: str, language: str, said: str, parent: str) -> None:
    """Run the answers of an archive in this folder, then the public checks; write into `said` what came of it.

    What the checks say is written down for `progress`. It ends with the process `parent`: a terminal that is closed
    leaves no endless cell behind.
    """
    follow(int(parent))
    begun = time.monotonic()
    assignment = load_assignment(Path(folder))
    hand_in = read_in_this_process(Path(archive), assignment)
    os.chdir(put_beside(hand_in.files, Path.cwd()))
    work_as_script(Path.cwd())
    load_quietly(hand_in.text, language)
    found: dict[str, Any] = {"seconds": time.monotonic() - begun}

    def say() -> None:
        beside = Path(f"{said}.part")
        beside.write_text(json.dumps(found), encoding="utf-8")
        beside.replace(said)

    def on_check(id: str) -> None:
        if "notes" not in found:  # the answers were run: the checks begin
            found["notes"] = []
            say()

    say()
    where = (Path(said), threading.get_ident(), language)
    threading.Thread(target=_say_where, args=where, daemon=True).start()
    public = {check.id: check.points for check in assignment.rubric if check.public}
    result = grade(assignment, hand_in, public, language, on_check)
    found["notes"] = [text_with_counting(note, language) for note in result.notes]
    found["earned"] = sum(public[verdict.check] for verdict in result.verdicts if verdict.passed)
    found["possible"] = sum(public.values())
    found["dead"] = _dead(assignment, result)
    found["failing"] = _questions(assignment, result, Outcome.FAIL)
    found["broken"] = _questions(assignment, result, Outcome.JUDGE_ERROR)
    record(assignment, {verdict.check: verdict for verdict in result.verdicts})
    say()


def _questions(assignment: Assignment, result: Result, outcome: Outcome) -> list[str]:
    """Return the questions of which a check came to this outcome."""
    found = {assignment.check(each.check).question for each in result.verdicts if each.outcome is outcome}
    return [each.id for each in assignment.questions if each.id in found]


def _dead(assignment: Assignment, result: Result) -> list[str]:
    """Return the questions of which no check found an answer, though one is written."""
    reasons: dict[str, set[Reason | None]] = {}
    for verdict in result.verdicts:
        reasons.setdefault(assignment.check(verdict.check).question, set()).add(verdict.reason)
    return [question for question, found in reasons.items() if found <= {Reason.IMPORT_ERROR}]


def _download(archive: Path) -> None:
    """Have Colab's page save the archive on the student's computer: its own disk is gone tomorrow."""
    with contextlib.suppress(Exception):
        importlib.import_module("google.colab.files").download(str(archive))


def _size(count: float, language: str) -> str:
    unit = "o" if language == "fr" else "B"
    for prefix in ("", "k", "M"):
        if count < 1000:
            return f"{count:.0f} {prefix}{unit}"
        count /= 1000
    return f"{decimals(count, language, 1)} G{unit}"
