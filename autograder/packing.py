"""Making the archive to hand in: the answer, read in a fresh process first, and the files the assignment asks for."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from autograder.course.load import load_assignment
from autograder.course.model import Assignment
from autograder.display import Note, Progress, show
from autograder.errors import UsageError
from autograder.local import answers_in, find, grade, near, unanswered, written
from autograder.messages import sentence

# An archive above this is worth a warning: course pages often stop at 50 or 100 MiB.
_LARGE = 50 * 2**20


def pack(assignment: Assignment, answer: str | None, language: str) -> bool:
    """Make NN_slug.zip beside the answer; say what is inside, and what is missing. Return whether nothing is.

    Args:
        answer: The file to hand in, in the assignment's folder (None: the one saved last).

    Raises:
        UsageError: There is no answer to hand in.
    """
    path, remarks = _answer(assignment, answer, language)
    stopped = _fresh_run(path, language)
    remarks.append(
        sentence("export.stops", language, text=stopped) if stopped else sentence("export.runs", language)
    )
    files, missing = {path.name: path}, []
    for wanted in assignment.wanted_files:
        found, remark = _file_to_hand_in(assignment, wanted, language)
        files.update(found)
        missing += [remark] if remark else []
    archive = _write(assignment.folder / f"{assignment.id}.zip", files)
    size = archive.stat().st_size
    lines = [sentence("export.made", language, path=near(archive), size=_size(size, language))]
    for inside, source in files.items():
        told = _size(source.stat().st_size, language)
        lines.append(f"• {sentence('export.member', language, name=inside, size=told)}")
    if size > _LARGE:
        missing.append(sentence("export.too_large", language, size=_size(size, language)))
    show(Note((*lines, *remarks, *missing), language))
    return not stopped and not missing


def _answer(assignment: Assignment, answer: str | None, language: str) -> tuple[Path, list[str]]:
    """Return the file to hand in, and what is to be said about it."""
    folder = near(assignment.folder)
    if answer is not None:
        path, remarks = assignment.folder / answer, []
        if not path.is_file():
            raise UsageError(sentence("check.no_answer", language, path=near(path)))
    else:
        path, *others = written(assignment)
        if not path.is_file():
            raise UsageError(sentence("export.no_answer", language, assignment=assignment.id, folder=folder))
        remarks = [sentence("export.newest", language, folder=folder, name=path.name)] if others else []
    open_ = unanswered(path, assignment)
    questions = [each.id for each in assignment.questions if open_ & set(each.functions)]
    if open_ == set(assignment.functions):
        remarks.append(sentence("export.untouched", language, name=path.name))
    elif questions:
        remarks.append(sentence("export.unanswered", language, questions=", ".join(questions)))
    return path, remarks


def _file_to_hand_in(assignment: Assignment, name: str, language: str) -> tuple[dict[str, Path], str | None]:
    """Return a file asked for, or else those that may replace it, by name; and what is missing."""
    instead = assignment.instead.get(name, ())
    there = {
        each: assignment.folder / each for each in (name, *instead) if (assignment.folder / each).is_file()
    }
    if name in there:
        return {name: there[name]}, None
    if instead and len(there) == len(instead):
        return there, None
    values = {"name": name, "instead": " + ".join(instead), "folder": near(assignment.folder)}
    return there, sentence("export.missing_one_of" if instead else "export.missing_file", language, **values)


def _write(archive: Path, files: dict[str, Path]) -> Path:
    partial = archive.with_name(f"{archive.name}.part")
    with contextlib.ExitStack() as stack:
        stack.callback(partial.unlink, missing_ok=True)
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as opened:
            for inside, source in files.items():
                opened.write(source, inside)
        os.replace(partial, archive)
    return archive


def _fresh_run(path: Path, language: str) -> str:
    """Return what stops the answers when a process that knows nothing of this one reads them ("" where nothing does)."""
    code = "import sys; from autograder.packing import read_answers; sys.exit(read_answers(sys.argv[1], sys.argv[2]))"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path), language],
        cwd=path.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    begun = time.monotonic()
    with process, Progress() as progress:
        try:
            while True:
                seconds = round(time.monotonic() - begun)
                progress.step(sentence("export.reading", language, name=path.name, seconds=seconds))
                with contextlib.suppress(subprocess.TimeoutExpired):
                    told, broken = process.communicate(timeout=1)
                    break
        except BaseException:  # interrupted, in a terminal or by Jupyter's button
            process.kill()
            raise
    if process.returncode == 0:
        return ""
    return (told.strip().splitlines() or broken.strip().splitlines() or ["?"])[-1]


def read_answers(path: str, language: str) -> int:
    """Execute the answers in `path`; print what stopped them and return 1, or return 0."""
    assignment = load_assignment(find(None, Path(path).parent, language))
    try:
        notes = grade(assignment, answers_in(assignment, Path(path), language), (), language).notes
    except UsageError as error:
        print(error)
        return 1
    for note in notes:
        print(note.text(language))
    return 1 if notes else 0


def _size(count: int, language: str) -> str:
    unit = "o" if language == "fr" else "B"
    for prefix in ("", "k", "M"):
        if count < 1000:
            return f"{count:.0f} {prefix}{unit}"
        count /= 1000
    return f"{count:.1f} G{unit}"
