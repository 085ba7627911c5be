"""What a notebook calls: use, check, hint, export; in a folder as students receive it."""

from __future__ import annotations

import builtins
import io
import os
import subprocess
import venv
import zipfile
from pathlib import Path

import nbformat
import pytest

import autograder
from autograder.course.load import load_course
from autograder.release.bundle import student_bundle, student_zip
from autograder.student import notebook
from tests.student.conftest import RIGHT, TINY, WRONG, names_of


def test_check_runs_the_public_checks_of_a_question_on_what_the_notebook_defines(student, said):
    autograder.use("01_light", language="en")
    exec("import autograder\nautograder.check('q1')", names_of(RIGHT) | {"__builtins__": builtins})
    assert "passed" in said[-1] and "The amount is added" in said[-1]
    assert "Values stay" not in said[-1], "hidden checks are not in the folder"


def test_a_wrong_answer_is_explained_with_call_expected_and_received(student, said):
    autograder.use("01_light", language="fr")
    notebook.check("q1", names_of(WRONG))
    assert "échouée" in said[-1]
    for word in ("Appel", "brighten(", "Attendu", "Reçu", 'hint("q1")'):
        assert word in said[-1]


def test_an_empty_notebook_is_shown_what_is_missing(student, said):
    autograder.use("01_light", language="en")
    notebook.check("q1", {})
    assert "not run" in said[-1] and "brighten" in said[-1]


def test_check_leaves_the_notebooks_names_alone(student, said):
    autograder.use("01_light", language="en")
    space = names_of(RIGHT)
    before = dict(space)
    notebook.check(None, space)
    assert space == before
    assert len(said) == 2  # ready, the sum: what passes needs no table
    assert said[-1].startswith("Public points in all: 2 of 2")


def test_all_questions_end_with_the_sum_and_what_to_do_next(student, said):
    autograder.use("01_light", language="en")
    notebook.check(None, names_of(WRONG))
    *tables, sum_ = said[1:]
    assert len(tables) == 1 and "brighten" in tables[0]
    lines = sum_.splitlines()
    assert lines[0].startswith("Public points in all: ")
    assert lines[1].startswith("✗ Question 1 · ") and lines[2].startswith("✓ Question 2 · ")
    assert "export" not in sum_
    notebook.check(None, names_of(RIGHT))
    assert "autograder.export()" in said[-1]


def test_a_question_that_passes_says_how_many_points_are_public_and_what_comes_next(student, said):
    autograder.use("01_light", language="en")
    notebook.check("q1", names_of(RIGHT))
    last = said[-1].splitlines()[-1]
    assert "Public points: 1 of 1. The rest is hidden" in last and "Next: Question 2" in last
    notebook.check("q2", names_of(RIGHT))
    assert "the last question" in said[-1].splitlines()[-1]


def test_a_name_nobody_defines_is_told_with_what_may_be_meant(student, said):
    autograder.use("01_light", language="en")
    source = RIGHT.replace("images + amount", "images + amout")
    notebook.check("q1", {**names_of(source), "amount_of": 1})
    assert "`amout`" in said[-1] or "amout" in said[-1]
    assert "is not defined anywhere" in said[-1]


def test_progress_is_shown(student, said):
    autograder.use("01_light", language="en")
    notebook.check(None, names_of(RIGHT))
    autograder.progress()
    assert said[-1].splitlines()[0] == "Your progress: public points, as last checked"
    assert "01_light" in said[-1] and "q1 1/1" in said[-1]


def test_a_cell_that_comes_too_early_says_what_it_waits_for(student):
    from nbclient import NotebookClient

    path = student / "01_light/01_light.fr.ipynb"
    book = nbformat.read(path, as_version=4)
    NotebookClient(
        book, timeout=120, resources={"metadata": {"path": str(path.parent)}}, allow_errors=True
    ).execute()
    cells = {cell.id.removeprefix("01_light-"): cell for cell in book.cells}
    (output,) = cells["q1-run2"].outputs
    assert output.output_type == "display_data"
    assert "attend votre réponse" in output.data["text/html"] and "brighten" in output.data["text/html"]


def test_check_without_use_finds_the_folder_it_is_in(student, said):
    notebook.check("q2", names_of(RIGHT))
    assert "trouvée" in said[-1] or "found" in said[-1]


@pytest.mark.parametrize(
    "call", [lambda: autograder.use("07_absent", "en"), lambda: notebook.check("q9", {})]
)
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


def test_use_makes_everything_of_ours_speak_its_language(student, said):
    autograder.use("01_light", language="fr")
    assert os.environ["AUTOGRADER_LANGUAGE"] == "fr"


def test_a_question_may_be_a_number_and_one_left_out_is_asked_for(student, said):
    autograder.use(1, language="en")
    notebook.check(1, names_of(RIGHT))
    assert "Question 1" in said[-1] and "passed" in said[-1]
    autograder.hint(1)
    assert "Hint 1" in said[-1]
    autograder.hint()
    assert said[-1] == 'Which question is meant? autograder.hint("q1"), for instance. Questions: q1, q2.'
    notebook.check(["q1"], names_of(RIGHT))
    assert "no question ['q1']" in said[-1]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_notebook_that_lies_outside_the_course_is_told_so_again_at_each_call(
    student, said, tmp_path, monkeypatch, language
):
    (tmp_path / "a/b/c/d").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a/b/c/d")
    autograder.use("01_light", language=language)
    refusal = said[-1]
    assert "%cd" in refusal or "cd)" in refusal
    notebook.check("q1", names_of(RIGHT))
    autograder.hint("q1")
    assert said[-2:] == [refusal, refusal]
    autograder.progress()
    assert str(tmp_path) in said[-1] and "%cd" in said[-1] and "0" not in said[-1].replace(str(tmp_path), "")
