"""What students run themselves: check, hint, export, pytest; in a folder as they receive it."""

from __future__ import annotations

import builtins
import io
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import nbformat
import pytest

import autograder
from autograder import display, local, packing
from autograder.course.load import load_assignment, load_course, load_master
from autograder.course.master import SOLUTION
from autograder.errors import UsageError
from autograder.release.bundle import student_bundle, student_zip, write_bundle

TINY = Path(__file__).parent / "fixtures/tiny/assignments"
RIGHT = load_master(load_assignment(TINY / "01_light")).view(SOLUTION)
WRONG = RIGHT.replace("images + amount", "images - amount")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("students") / "student_template"
    write_bundle(student_bundle(load_course(TINY)), folder)
    return folder


@pytest.fixture
def student(template, tmp_path, monkeypatch):
    """A student's own copy, with the working directory in the assignment, as Jupyter has it."""
    shutil.copytree(template, tmp_path / "my folder é")
    monkeypatch.chdir(tmp_path / "my folder é/01_light")
    monkeypatch.setattr(local, "_state", local._State())
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "en")  # `use` sets it: put back afterwards
    return tmp_path / "my folder é"


@pytest.fixture
def said(monkeypatch):
    """Everything that is shown, as text."""
    texts = []
    for module in (local, packing):
        monkeypatch.setattr(module, "show", lambda thing, stream=None: texts.append(str(thing)))
    return texts


def _answers(source):
    space: dict = {}
    exec(compile(source, "notebook", "exec"), space)
    return space


# In a notebook


def test_check_runs_the_public_checks_of_a_question_on_what_the_notebook_defines(student, said):
    autograder.use("01_light", language="en")
    exec("import autograder\nautograder.check('q1')", _answers(RIGHT) | {"__builtins__": builtins})
    assert "passed" in said[-1] and "The amount is added" in said[-1]
    assert "Values stay" not in said[-1], "hidden checks are not in the folder"


def test_a_wrong_answer_is_told_with_call_expected_and_received(student, said):
    autograder.use("01_light", language="fr")
    local.check("q1", _answers(WRONG))
    assert "échouée" in said[-1]
    for word in ("Appel", "brighten(", "Attendu", "Reçu", 'hint("q1")'):
        assert word in said[-1]


def test_an_empty_notebook_is_told_what_is_missing(student, said):
    autograder.use("01_light", language="en")
    local.check("q1", {})
    assert "not run" in said[-1] and "brighten" in said[-1]


def test_check_leaves_the_notebooks_names_alone(student, said):
    autograder.use("01_light", language="en")
    space = _answers(RIGHT)
    before = dict(space)
    local.check(None, space)
    assert space == before
    assert len(said) == 3  # ready, q1, q2


def test_check_without_use_finds_the_folder_it_is_in(student, said):
    local.check("q2", _answers(RIGHT))
    assert "trouvée" in said[-1] or "found" in said[-1]


@pytest.mark.parametrize("name", ["01_light", "01", "1", "light"])
@pytest.mark.parametrize("where", [".", "..", "checks"])
def test_an_assignment_is_found_by_any_of_its_names_here_above_or_below(student, name, where):
    assert local.find(name, Path(where), "en") == (student / "01_light").resolve()


@pytest.mark.parametrize("call", [lambda: autograder.use("07_absent", "en"), lambda: local.check("q9", {})])
def test_our_errors_are_a_sentence_in_a_notebook_and_no_traceback(student, said, call):
    call()
    assert "07_absent" in said[-1] or "q9" in said[-1]


def test_what_a_graded_hand_in_calls_of_ours_does_nothing(student, said, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_WORKER", "1")
    autograder.use("01_light")
    autograder.check("q1")
    autograder.hint("q1")
    autograder.export()
    assert said == []


# Hints


def test_hints_come_one_by_one_the_gentlest_first_and_all_again_at_the_end(student, said):
    autograder.use("01_light", language="en")
    del said[:]
    for _ in range(4):
        autograder.hint("q1")
    assert [text.splitlines()[0] for text in said[:3]] == [f"Hint {n} of 3 for brighten" for n in (1, 2, 3)]
    assert "What happens to a pixel" in said[0] and "np.clip" in said[2]
    assert "last hint" in said[2]
    assert all(word in said[3] for word in ("What happens", "keeps values", "np.clip"))


def test_each_question_counts_its_own_hints_and_a_function_may_be_named(student, said):
    autograder.use("01_light", language="fr")
    autograder.hint("q1")
    autograder.hint("darkest")
    assert said[-1].startswith("Indice 1 sur 3 pour darkest")


def test_the_command_line_shows_any_hint(student):
    assert "function that keeps values" in local.hint_text(Path(), "01", "q1", 2, "en")


# From a file


def test_a_file_is_checked_and_the_answer_says_whether_all_passes(student):
    (student / "01_light/01_light.py").write_text(RIGHT, encoding="utf-8")
    stream = io.StringIO()
    assert local.check_file(Path(), "01", language="en", stream=stream)
    assert stream.getvalue().count("✓ passed") == 2
    (student / "01_light/other.py").write_text(WRONG, encoding="utf-8")
    assert not local.check_file(Path(), "01", None, Path("other.py"), "en", io.StringIO())


def test_a_file_that_is_not_there_is_a_sentence(student):
    with pytest.raises(UsageError, match="There is no file"):
        local.check_file(Path(), "01", None, Path("absent.ipynb"), "en", io.StringIO())


def test_a_notebook_is_checked_without_running_its_check_cells(student):
    book = nbformat.read(student / "01_light/01_light.fr.ipynb", as_version=4)
    stub = "raise NotImplementedError"
    (cell,) = (cell for cell in book.cells if cell.id == "01_light-q2-answer")
    assert stub in cell.source
    cell.source = "def darkest(images):\n    return int(np.argmin(images.mean(axis=(1, 2))))"
    nbformat.write(book, student / "01_light/mine.ipynb")
    stream = io.StringIO()
    assert local.check_file(Path(), "01", "q2", Path("mine.ipynb"), "en", stream)
    assert not local.check_file(Path(), "01", "q1", Path("mine.ipynb"), "en", stream)


# pytest


def _pytest(folder, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:randomly", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", **environment},
        check=False,
    )


def test_pytest_in_the_students_folder_tells_verdicts_without_a_traceback(student, tmp_path):
    (student / "01_light/01_light.py").write_text(WRONG, encoding="utf-8")
    run = _pytest(student, "--language", "en", GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    assert run.returncode == 1
    assert "1 failed, 1 passed" in run.stdout
    assert "Expected:" in run.stdout and "Traceback" not in run.stdout and "autograder/" not in run.stdout
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "| 01_light q1 |" in summary and "| 01_light q2 |" in summary and "1 of 2" in summary


def test_pytest_passes_on_right_answers_in_a_notebook_named_on_the_command_line(student):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(RIGHT)])
    nbformat.write(book, student / "01_light/mine.ipynb")
    run = _pytest(student, "01_light", "--answer", "01_light/mine.ipynb")
    assert run.returncode == 0, run.stdout


# The archive to hand in


def test_export_packs_the_answer_saved_last_and_says_what_is_inside(student, said):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(RIGHT)])
    nbformat.write(book, student / "01_light/01_light.fr.ipynb")
    os.utime(student / "01_light/01_light.fr.ipynb", (2e9, 2e9))
    autograder.use("01_light", language="en")
    autograder.export()
    with zipfile.ZipFile(student / "01_light/01_light.zip") as archive:
        assert archive.namelist() == ["01_light.fr.ipynb"]
    assert "01_light.fr.ipynb" in said[-1] and "without an error" in said[-1]
    assert not list(student.rglob("*.part"))


def test_export_says_when_the_answers_stop_in_a_fresh_process(student, said):
    (student / "01_light/mine.py").write_text("import nowhere_to_be_found\n", encoding="utf-8")
    autograder.use("01_light", language="en")
    autograder.export(answer="mine.py")
    assert "nowhere_to_be_found" in said[-1]
    assert (student / "01_light/01_light.zip").is_file()


def test_export_names_the_model_file_that_is_missing(student, said):
    toml = student / "01_light/assignment.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace("files = []", 'files = ["cnn.keras"]'), encoding="utf-8"
    )
    autograder.use("01_light", language="en")
    autograder.export()
    assert "Missing: cnn.keras" in said[-1]
    (student / "01_light/cnn.keras").write_bytes(b"x" * 1500)
    autograder.export()
    assert "cnn.keras (2 kB)" in said[-1] and "Missing" not in said[-1]


def test_export_takes_the_two_files_that_replace_a_model(student, said):
    toml = student / "01_light/assignment.toml"
    listed = 'files = ["cnn.keras", "cnn.json", "cnn.weights.h5"]\n\n[instead]\n"cnn.keras" = ["cnn.json", "cnn.weights.h5"]'
    toml.write_text(toml.read_text(encoding="utf-8").replace("files = []", listed), encoding="utf-8")
    autograder.use("01_light", language="en")
    autograder.export()
    assert "Missing: cnn.keras, or in its place cnn.json + cnn.weights.h5" in said[-1]

    (student / "01_light/cnn.json").write_bytes(b"{}")
    autograder.export()
    assert "cnn.json (2 B)" in said[-1] and "Missing" in said[-1]

    (student / "01_light/cnn.weights.h5").write_bytes(b"x")
    autograder.export()
    assert "cnn.weights.h5 (1 B)" in said[-1] and "Missing" not in said[-1]

    (student / "01_light/cnn.keras").write_bytes(b"x")
    autograder.export()
    assert "cnn.keras (1 B)" in said[-1] and "cnn.json" not in said[-1]


# In a real kernel, and from the archive alone


def test_the_notebook_runs_in_a_real_kernel_and_shows_tables(student):
    from nbclient import NotebookClient

    path = student / "01_light/01_light.en.ipynb"
    book = nbformat.read(path, as_version=4)
    cells = {cell.id.removeprefix("01_light-"): cell for cell in book.cells}
    cells["q1-answer"].source = "def brighten(images, amount):\n    return np.clip(images + amount, 0, 1)"
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    first, second = (_html(cells[name]) for name in ("q1-check", "q2-check"))
    assert "✓" in first and "<table" in first and "passed" in first
    assert "not run" in second and "darkest" in second
    assert "in the folder" not in first
    errors = [cell.id for cell in book.cells for out in cell.get("outputs", ()) if out.output_type == "error"]
    assert errors == []
    red = [out.text for cell in book.cells for out in cell.get("outputs", ()) if out.get("name") == "stderr"]
    assert red == []


def _html(cell):
    return "".join(out.data.get("text/html", "") for out in cell.outputs if out.output_type == "display_data")


@pytest.mark.slow
def test_the_unzipped_archive_works_from_itself_alone(tmp_path):
    """A fresh environment: the wheel of the archive and the libraries it names, nothing of this repository.

    The libraries are lent by this environment, all but `autograder` itself: a gigabyte less to download.
    """
    with zipfile.ZipFile(io.BytesIO(student_zip(student_bundle(load_course(TINY))))) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "student_template"
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    (site,) = (tmp_path / "venv").rglob("site-packages")
    lent = tmp_path / "lent"
    lent.mkdir()
    for path in Path(nbformat.__file__).parents[1].iterdir():
        if "autograder" not in path.name and not path.name.endswith(".pth"):
            (lent / path.name).symlink_to(path)
    (site / "lent.pth").write_text(f"{lent}\n")
    (wheel,) = (folder / "wheels").glob("*.whl")
    assert f"./wheels/{wheel.name}" in (folder / "requirements.txt").read_text()
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(site)

    def run(*arguments):
        return subprocess.run(
            [python, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=300
        )

    where = run("-c", "import autograder; print(autograder.__file__)")
    assert str(tmp_path) in where.stdout, where.stderr
    (folder / "01_light/01_light.py").write_text(RIGHT, encoding="utf-8")
    checked = run("-m", "autograder", "check", "01", "-l", "en")
    assert checked.returncode == 0 and checked.stdout.count("✓ passed") == 2, checked.stdout + checked.stderr
    assert run("-m", "pytest").returncode == 0
    assert "Hint 1 of 3" in run("-m", "autograder", "hint", "01", "q1", "-l", "en").stdout


def test_a_terminal_shows_which_check_runs_and_clears_the_line():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    stream = Terminal()
    with display.Progress(stream) as progress:
        progress.step("Checking: it learns")
    assert "Checking: it learns" in stream.getvalue()
    assert stream.getvalue().endswith("\r")


def test_export_leaves_files_nobody_has_written_in_out_of_the_question(student, said):
    """The stub module and the other language's notebook lie beside the answer; a newer date does not make them one."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(RIGHT)])
    nbformat.write(book, student / "01_light/01_light.fr.ipynb")
    os.utime(student / "01_light/01_light.en.ipynb", (2e9, 2e9))
    autograder.use("01_light", language="en")
    autograder.export()
    with zipfile.ZipFile(student / "01_light/01_light.zip") as archive:
        assert archive.namelist() == ["01_light.fr.ipynb"]
    assert "Several answers" not in said[-1] and "Made 01_light.zip" in said[-1]


def test_export_says_when_nothing_is_written_yet(student, said):
    autograder.use("01_light", language="en")
    autograder.export()
    assert "No question is answered yet" in said[-1]


def test_use_makes_everything_of_ours_speak_its_language(student, said):
    autograder.use("01_light", language="fr")
    assert os.environ["AUTOGRADER_LANGUAGE"] == "fr"


def test_export_names_the_questions_without_an_answer(student, said):
    stub = (student / "01_light/01_light.py").read_text(encoding="utf-8")
    half = stub.replace("raise NotImplementedError", "return images  #", 1)
    (student / "01_light/01_light.py").write_text(half, encoding="utf-8")
    autograder.use("01_light", language="en")
    autograder.export()
    assert "Not answered yet: q2." in said[-1]


def test_checks_are_run_on_the_answers_saved_last_in_notebook_or_module(student):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(RIGHT)])
    nbformat.write(book, student / "01_light/01_light.fr.ipynb")
    stream = io.StringIO()
    assert local.check_file(Path(), "01", language="en", stream=stream)
    assert "01_light.fr.ipynb" in stream.getvalue()
    assert _pytest(student, "01_light").returncode == 0

    (student / "01_light/01_light.py").write_text(WRONG, encoding="utf-8")
    os.utime(student / "01_light/01_light.py", (2e9, 2e9))
    assert not local.check_file(Path(), "01", language="en", stream=stream)


def test_a_notebook_without_any_answer_is_none(student):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print('scratch')")])
    nbformat.write(book, student / "01_light/scratch.ipynb")
    assignment = load_assignment(student / "01_light")
    assert [path.name for path in local.written(assignment)] == ["01_light.py"]


def test_export_shows_that_it_reads_the_answers(student, said, monkeypatch):
    steps = []
    monkeypatch.setattr(display.Progress, "step", lambda self, text: steps.append(text))
    autograder.use("01_light", language="fr")
    autograder.export()
    assert any("processus neuf\N{NO-BREAK SPACE}: 0 s" in step for step in steps)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["01"], 0), (["01", "--answer", "broken.py"], 1), (["77"], 2), (["01", "--answer", "x"], 2)],
)
def test_the_command_export_tells_by_its_exit_code_whether_all_is_well(student, arguments, code):
    (student / "01_light/broken.py").write_text("1 / 0\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "autograder", "export", *arguments],
        cwd=student,
        capture_output=True,
        check=False,
    )
    assert run.returncode == code, run.stdout + run.stderr
