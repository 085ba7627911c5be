"""An assignment as an Otter package: a master notebook, `otter assign` on it,
and an autograder zip that is the same twice.

The checks are not copied into Otter's test files: each holds one generated line that asks the judge
(`autograder.otter.plugin.passes`). The zip carries this package's wheel, the assignment's checks beside the submission
folder (never in it), and a `run_autograder` that always leaves a results.json.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_raw_cell

from autograder.base.errors import ContentError, MachineError
from autograder.base.messages import sentence
from autograder.base.zips import read_archive, zip_bytes
from autograder.course.master import BEGIN, END, SETUP, SOLUTION, STUDENT, Master
from autograder.course.model import Assignment, Question
from autograder.otter.aside import SECONDS_BESIDE
from autograder.release.bundle import assignment_toml, student_files
from autograder.release.contract import abridged
from autograder.release.languages import first_read
from autograder.release.notebook import notebook, notebook_bytes
from autograder.release.trees import Bundle, marked, write_bundle
from autograder.release.wheel import package_wheel, pinned, wheel_name

PLUGIN = "autograder.otter.plugin.SandboxedAnswers"
# Where Gradescope unpacks the zip.
SOURCE = "/autograder/source"
# Endings that make Otter drop or rewrite a line wherever it stands.
_OTTER_WORDS = re.compile(
    r"#\s*(SOLUTION|SEED|IGNORE|BEGIN IGNORE|END IGNORE|BEGIN PROMPT|END PROMPT)\b", re.IGNORECASE
)


def package(assignment: Assignment, folder: Path) -> Path:
    """Write the Otter package of `assignment` into `folder` and return the path of its autograder zip.

    `folder` then holds `autograder/` (instructors only: solution and checks), `student/`, `NN_slug-autograder.zip` and
    a README that says what to do with them.

    Raises:
        ContentError: The assignment is malformed, or holds a line Otter would rewrite.
        MachineError: otter-grader is not installed, or the folder cannot be written.
    """
    bundle = otter_bundle(assignment)
    write_bundle(bundle, folder)
    return Path(folder) / zip_name(assignment)


def zip_name(assignment: Assignment) -> str:
    """Return the file name of the autograder zip."""
    return f"{assignment.id}-autograder.zip"


def otter_bundle(assignment: Assignment) -> Bundle:
    """Return everything `package` writes, the same bytes each time."""
    language = assignment.languages[0]
    book = master_notebook(assignment, language)
    with tempfile.TemporaryDirectory(prefix="autograder-otter-") as work:
        files = _assigned(assignment, book, Path(work))
    (archive,) = [path for path in files if path.endswith(".zip")]
    members = read_archive(files.pop(archive))
    files.update({path: _steady(assignment, data) for path, data in files.items() if path.endswith(".ipynb")})
    # What `grader.check` needs beside the student's notebook.
    public = student_files(assignment).files
    beside = [
        path
        for path in public
        if path == "assignment.toml" or path.startswith(("checks/", "hints", "pictures/", "statement"))
    ]
    files.update({f"student/{assignment.id}/{path}": public[path] for path in beside})
    files[zip_name(assignment)] = zip_bytes({**members, **_judge_files(assignment)})
    files["README.md"] = _readme(assignment).encode("utf-8")
    return marked(
        Bundle(assignment.id, files),
        sentence("package.generated", first_read(assignment.languages), assignment=assignment.id),
    )


def master_notebook(assignment: Assignment, language: str) -> nbformat.NotebookNode:
    """Return the notebook `otter assign` reads: our student notebook with Otter's blocks around each answer."""
    master = assignment.master.in_language(language)
    statement = assignment.statement(language)
    questions = {question.id: question for question in assignment.questions}
    answers = _answers(assignment, master)
    models = assignment.master.cells(SOLUTION, language)
    for id in assignment.manual:  # the stub, and below it the model answer, which Otter takes out again
        stub = assignment.master.cells(STUDENT, language)[id]
        answers[id] = f"{stub}\n{BEGIN} NO PROMPT\n{models[id]}\n{END}"
    cells = [_raw("config", f"# ASSIGNMENT CONFIG\n{json.dumps(_config(assignment, language), indent=2)}")]
    open_question = None
    for cell in notebook(assignment, master, statement, language, STUDENT).cells:
        name = cell.id.removeprefix(f"{assignment.id[:40]}-")
        if name in ("use", "end", "check", "end-export", "export"):
            continue  # Otter brings its own
        if name in questions:
            open_question = questions[name]
            asked = f"\nmanual: true\npoints: {open_question.points}" if open_question.manual else ""
            cells += [_raw(f"{name}-begin", f"# BEGIN QUESTION\nname: {name}{asked}"), cell]
        elif open_question and name == f"{open_question.id}-answer":
            cells += [
                _raw(f"{name}-begin", "# BEGIN SOLUTION"),
                new_code_cell(abridged(answers[open_question.id])[0], id=cell.id),
            ]
            cells += [_raw(f"{name}-end", "# END SOLUTION")]
        elif open_question and name == f"{open_question.id}-check":
            tests = [] if open_question.manual else _tests(assignment, open_question)
            cells += [*tests, _raw(f"{open_question.id}-end", "# END QUESTION")]
            open_question = None
        else:
            cells.append(cell)
    _refuse_otter_words(assignment, cells, master)
    book: nbformat.NotebookNode = new_notebook(cells=cells)
    book.nbformat_minor = 5
    book.metadata = nbformat.from_dict(
        {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    )
    return book


def _config(assignment: Assignment, language: str) -> dict[str, Any]:
    """Return the settings of `otter assign`; JSON is YAML."""
    return {
        "init_cell": True,
        "check_all_cell": False,
        # Otter's default export re-executes the notebook, which trains everything again.
        "export_cell": {
            "pdf": False,
            "run_tests": False,
            "ignore_log": True,
            "files": list(assignment.files),
        },
        "tests": {"files": True, "ok_format": False},
        # Our own regrading compares more than Otter's test of the solution would, and does it in the final package.
        "run_tests": False,
        "requirements": list(_requirements()),
        "python_version": f"{sys.version_info[0]}.{sys.version_info[1]}",
        "generate": {
            "show_hidden": False,
            "pdf": False,
            "plugins": [{PLUGIN: {"assignment": assignment.id, "language": language}}],
        },
    }


def _requirements() -> tuple[str, ...]:
    import autograder

    versions = sorted(pinned(Path(autograder.__file__).parents[1]), key=str.lower)
    return (f"{SOURCE}/wheels/{wheel_name()}", *versions)


def _answers(assignment: Assignment, master: Master) -> dict[str, str]:
    """Return each question's solution cell, its regions written so that Otter makes our own stub of them."""
    stub = iter(re.findall(r"^[ \t]*raise NotImplementedError\(.*\)$", master.view(STUDENT), re.M))
    lines = []
    inside_function = {region.first: region.function for region in master.regions}
    ends = {region.last: region for region in master.regions}
    for number, line in enumerate(master.text.splitlines(), start=1):
        indent = line[: len(line) - len(line.lstrip())]
        if number in inside_function and line.strip() == BEGIN:
            lines.append(f"{indent}{BEGIN} NO PROMPT")
        elif number in ends and line.strip() == END:
            lines.append(line)
            if ends[number].function is not None:
                # A text to the solution, code to the student.
                first = indent or "    "
                lines += [f'{first}""" # BEGIN PROMPT', next(stub), f'{first}""" # END PROMPT']
        else:
            lines.append(line)
    cells: dict[str, list[str]] = {}
    current = None
    for line in lines:
        if match := re.match(r"# %% (\S+)\s*$", line):
            current = match[1]
        elif current:
            cells.setdefault(current, []).append(line)
    return {name: "\n".join(source).strip("\n") for name, source in cells.items() if name != SETUP}


def _tests(assignment: Assignment, question: Question) -> list[nbformat.NotebookNode]:
    """Return the test cells: one function each, no messages (Otter breaks on quotes in them), points by check."""
    cells = [_raw(f"{question.id}-tests", "# BEGIN TESTS")]
    for check in question.checks:
        source = (
            f'""" # BEGIN TEST CONFIG\npoints: {check.points}\nhidden: {str(not check.public).lower()}\n'
            f'""" # END TEST CONFIG\n'
            f"def {check.function}(env):\n"
            f"    from autograder.otter.plugin import passes\n"
            f'    passes(env, "{assignment.id}", "{check.id}")'
        )
        cells.append(new_code_cell(source, id=_id(f"{question.id}-{check.id}")))
    return [*cells, _raw(f"{question.id}-tests-end", "# END TESTS")]


def _refuse_otter_words(
    assignment: Assignment, cells: Iterable[nbformat.NotebookNode], master: Master
) -> None:
    for cell in cells:
        if cell.cell_type != "code" or cell.id.endswith("-answer") or "TEST CONFIG" in cell.source:
            continue
        if match := _OTTER_WORDS.search(cell.source):
            raise ContentError("content.order_to_otter", assignment.folder / "master.py", words=match[0])
    for number, line in enumerate(master.text.splitlines(), start=1):
        if line.strip() not in (BEGIN, END) and _OTTER_WORDS.search(line):
            raise ContentError("content.comment_to_otter", master.path, number)


def _assigned(assignment: Assignment, book: nbformat.NotebookNode, work: Path) -> dict[str, bytes]:
    """Run `otter assign` in `work` and return what it wrote."""
    try:
        from otter.assign import main as assign
    except ImportError as error:
        raise MachineError("machine.otter", why=str(error)) from error
    source = work / "master" / f"{assignment.id}.ipynb"
    source.parent.mkdir()
    source.write_bytes(notebook_bytes(book))
    with contextlib.redirect_stdout(io.StringIO()):
        assign(str(source), str(work / "out"), no_pdfs=True, no_run_tests=True)
    out = work / "out"
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def _steady(assignment: Assignment, data: bytes) -> bytes:
    """Return a notebook Otter wrote with ids that are the same each time, ours kept;
    a file not there stops no export.
    """
    files = list(assignment.files)
    there = f"[name for name in {files} if Path(name).is_file()]"
    book = nbformat.reads(data.decode("utf-8"), as_version=4)
    book.nbformat, book.nbformat_minor = 4, 5
    for number, cell in enumerate(book.cells):
        if not str(cell.get("id", "")).startswith((f"{assignment.id[:40]}-", "otter-")):
            cell["id"] = f"otter-{number}"
        if files and f"files={files}" in cell.source:
            cell.source = "from pathlib import Path\n\n" + cell.source.replace(
                f"files={files}", f"files={there}"
            )
        if cell.id.endswith("-answer"):
            cell.source = cell.source.strip("\n")  # a region at module level leaves empty lines behind
    return notebook_bytes(book)


def _judge_files(assignment: Assignment) -> dict[str, bytes]:
    """Return what our zip has beyond Otter's: the checks, this package's wheel,
    and a way to run that never ends silently.
    """
    name, wheel = package_wheel()
    files = {
        f"wheels/{name}": wheel,
        f"assignment/{assignment.id}/assignment.toml": assignment_toml(assignment, hidden=True).encode(
            "utf-8"
        ),
        "run_autograder": _RUN_AUTOGRADER.replace("@source@", SOURCE)
        .replace("@fallback@", _fallback(assignment))
        .encode("utf-8"),
        "run_otter.py": _RUN_OTTER.encode("utf-8"),
    }
    for check_file in sorted((assignment.folder / "checks").glob("*.py")):
        files[f"assignment/{assignment.id}/checks/{check_file.name}"] = check_file.read_bytes()
    return files


def _readme(assignment: Assignment) -> str:
    return sentence(
        "package.readme",
        first_read(assignment.languages),
        assignment=assignment.id,
        name=zip_name(assignment),
        checks=len(assignment.rubric),
        points=assignment.maximum,
        seconds=int(assignment.limits.seconds) + SECONDS_BESIDE,
    )


def _fallback(assignment: Assignment) -> str:
    text = " / ".join(
        sentence("otter.broken", language, detail="run_autograder") for language in assignment.languages
    )
    # No score: Gradescope tells that the autograder failed, where a zero would pass for a mark.
    return json.dumps({"output": text, "output_format": "text", "stdout_visibility": "hidden"})


# Whatever happens after its first lines, there is a results.json that says so.
_RUN_AUTOGRADER = """#!/bin/bash
mkdir -p /autograder/results
cat > /autograder/results/results.json <<'END_OF_RESULTS'
@fallback@
END_OF_RESULTS
export PATH=/root/miniforge3/bin:$PATH:/root/.TinyTeX/bin/x86_64-linux
eval "$(mamba shell hook --shell bash)"
mamba activate otter-env
cd /autograder
python @source@/run_otter.py
exit 0
"""

_RUN_OTTER = '''"""Grades the submission through Otter and the judge; always leaves results/results.json."""

import sys
from pathlib import Path

from autograder.otter.runner import grade_folder

if __name__ == "__main__":
    grade_folder(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[1]))
'''


def _raw(name: str, source: str) -> nbformat.NotebookNode:
    cell: nbformat.NotebookNode = new_raw_cell(source, id=_id(name))
    return cell


def _id(name: str) -> str:
    return f"otter-{name}"[:64]
