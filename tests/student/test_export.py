"""The archive to hand in: what is inside, and what is missing."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import zipfile

import nbformat
import pytest

import autograder
from autograder.course.load import load_assignment
from autograder.student import export, notebook
from autograder.student.check import check_file
from autograder.student.progress import progress
from tests.student.conftest import RIGHT, WRONG, names_of


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
    last = said[-1].splitlines()[-1]
    assert "this archive earns nothing" in last and "hand in this file" not in said[-1]
    assert (student / "01_light/01_light.zip").is_file()


def test_export_names_the_questions_without_an_answer(student, said):
    stub = (student / "01_light/01_light.py").read_text(encoding="utf-8")
    half = stub.replace("raise NotImplementedError", "return images  #", 1)
    (student / "01_light/01_light.py").write_text(half, encoding="utf-8")
    autograder.use("01_light", language="en")
    autograder.export()
    assert "Not answered yet, so without points: q2." in said[-1]
    assert "First mend or complete" in said[-1].splitlines()[-1]


def test_export_says_which_question_an_error_leaves_without_points_and_asks_to_mend_it(student, said):
    broken = RIGHT.replace("    means = images.mean(axis=(1, 2))", "    means = images.mean(axis=(1, 2)")
    assert broken != RIGHT
    (student / "01_light/01_light.py").write_text(broken, encoding="utf-8")
    autograder.use("01_light", language="fr")
    autograder.export()
    assert "Ne s’exécute pas, donc sans points\N{NO-BREAK SPACE}: q2." in said[-1]
    assert "Points publics de ce que contient l’archive\N{NO-BREAK SPACE}: 1 sur 2." in said[-1]
    assert said[-1].splitlines()[-1].startswith("D’abord, corrigez ou complétez")
    assert (student / "01_light/01_light.zip").is_file()

    (student / "01_light/01_light.py").write_text("def (:\n" + "x = (\n", encoding="utf-8")
    autograder.export()
    assert "ne rapporte aucun point" in said[-1].splitlines()[-1]


def test_export_names_the_function_that_is_missing_of_a_question_in_part_answered(student, said):
    toml = student / "01_light/assignment.toml"
    text = toml.read_text(encoding="utf-8").replace('["darkest"]', '["darkest", "brightest"]')
    toml.write_text(text, encoding="utf-8")
    (student / "01_light/01_light.py").write_text(RIGHT, encoding="utf-8")
    autograder.use("01_light", language="en")
    autograder.export()
    assert "Not written yet: brightest." in said[-1] and "without points" not in said[-1]
    assert "First mend or complete" in said[-1].splitlines()[-1]


def test_export_counts_points_as_check_does(student, said):
    toml = student / "01_light/assignment.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("points = 1", "points = 3"), encoding="utf-8")
    (student / "01_light/01_light.py").write_text(RIGHT, encoding="utf-8")
    autograder.use("01_light", language="en")
    autograder.export()
    assert "6 of 6" in said[-1] and "hand in this file" in said[-1]
    notebook.check(None, names_of(RIGHT))
    assert "6 of 6" in said[-1].splitlines()[0]


def test_export_shows_that_it_reads_the_answers(student, said, monkeypatch):
    steps = []
    monkeypatch.setattr(export, "line", lambda: contextlib.nullcontext(steps.append))
    autograder.use("01_light", language="fr")
    autograder.export()
    assert any("processus neuf\N{NO-BREAK SPACE}: 0 s" in step for step in steps)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["01", "--answer", "01_light/right.py"], 0),
        (["01", "--answer", "01_light/half.py"], 1),
        (["01", "--answer", "01_light/01_light.py"], 1),  # nothing answered
        (["01", "--answer", "broken.py"], 1),
        (["77"], 2),
        (["01", "--answer", "x"], 2),
    ],
)
def test_the_command_export_says_by_its_exit_code_whether_to_hand_in(student, arguments, code):
    half = RIGHT.partition("# %% q2")[0]
    for name, text in (("broken", "1 / 0\n"), ("right", RIGHT), ("half", half)):
        (student / f"01_light/{name}.py").write_text(text, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "autograder", "export", *arguments],
        cwd=student,
        capture_output=True,
        check=False,
    )
    assert run.returncode == code, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("count", "language", "text"),
    [(999, "en", "999 B"), (1000, "en", "1 kB"), (2_500_000, "fr", "2 Mo"), (3.2e9, "fr", "3,2 Go")],
)
def test_sizes_are_written_in_units_of_a_thousand(count, language, text):
    assert export._size(count, language) == text


def test_ctrl_c_ends_the_trial_and_the_archive_is_kept(student, said, monkeypatch):
    @contextlib.contextmanager
    def line():
        def say(text):
            raise KeyboardInterrupt

        yield say

    monkeypatch.setattr(export, "line", line)
    (student / "01_light/01_light.py").write_text(RIGHT, encoding="utf-8")
    autograder.use("01_light", language="en")
    autograder.export()
    assert "You stopped the trial run" in said[-1] and "without an error" not in said[-1]
    assert (student / "01_light/01_light.zip").is_file()


def test_a_trial_that_takes_long_says_how_long_it_may_take(student, said, monkeypatch):
    steps = []
    monkeypatch.setattr(export, "line", lambda: contextlib.nullcontext(steps.append))
    monkeypatch.setattr(export, "PATIENCE", 0)
    autograder.use("01_light", language="en")
    autograder.export()
    assert any("s at most; Ctrl-C leaves it out" in step for step in steps)


def test_a_trial_without_end_says_where_the_answers_stand_while_it_waits_and_in_the_end(
    student, said, monkeypatch
):
    endless = RIGHT.replace("import numpy as np", "import numpy as np\n\nwhile True:\n    number = 1\n")
    (student / "01_light/01_light.py").write_text(endless, encoding="utf-8")
    toml = student / "01_light/assignment.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("seconds = 30", "seconds = 3"), encoding="utf-8")
    steps = []
    monkeypatch.setattr(export, "line", lambda: contextlib.nullcontext(steps.append))
    monkeypatch.setattr(export, "PATIENCE", 0)
    assert not export.pack(load_assignment(student / "01_light"), None, "en")
    line = next(at for at, line in enumerate(endless.splitlines(), 1) if line.startswith("while"))
    places = {f"line {line}: while True:", f"line {line + 1}: number = 1"}
    for text in (next(step for step in steps if "stands" in step), said[-1]):
        assert any(f"Your code stands at: {place}" in text for place in places)


def test_export_names_the_questions_of_which_a_check_fails(student, said):
    (student / "01_light/01_light.py").write_text(WRONG, encoding="utf-8")
    autograder.use("01_light", language="en")
    autograder.export()
    assert "Public checks fail: q1. To see why: autograder check 01 q1" in said[-1]
    assert "would earn more once corrected" in said[-1].splitlines()[-1]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_check_that_breaks_is_told_as_nobodys_fault(student, language):
    assignment = load_assignment(student / "01_light")
    reading = export.Reading(earned=1, possible=2, broken=("q2",))
    last = export._about(reading, assignment, language)[-1]
    assert "q2" in last and ("not your fault" in last or "pas votre faute" in last)


def test_progress_tells_what_the_archive_holds_and_not_an_earlier_check_of_another_file(student, said):
    folder = student / "01_light"
    (folder / "01_light.py").write_text(RIGHT, encoding="utf-8")
    (folder / "old.py").write_text(WRONG, encoding="utf-8")
    check_file(student, "01", answer=folder / "old.py", language="en", stream=io.StringIO())
    assert progress(student, "en")[0].earned == 1
    autograder.use("01_light", language="en")
    autograder.export(answer="01_light.py")
    (light,) = progress(student, "en")
    assert (light.earned, light.possible) == (2, 2) and light.exported


def test_several_troubles_have_one_head(student):
    reading = export.Reading(("First.", "Second."), earned=0, possible=2)
    head, second, *_ = export._about(reading, load_assignment(student / "01_light"), "en")
    assert head.endswith("trouble. First.") and second == "Second."
