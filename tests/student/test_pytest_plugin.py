"""`pytest` in a student's folder shows verdicts."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests.student.conftest import RIGHT, WRONG, run_pytest


def test_pytest_in_the_students_folder_shows_verdicts_without_a_traceback(student, tmp_path):
    (student / "01_light/01_light.py").write_text(WRONG, encoding="utf-8")
    run = run_pytest(student, "--language", "en", GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    assert run.returncode == 1
    assert "1 failed, 1 passed" in run.stdout
    assert "Expected:" in run.stdout and "Traceback" not in run.stdout and "autograder/" not in run.stdout
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "| 01_light q1 |" in summary and "| 01_light q2 |" in summary and "1 of 2" in summary


def test_pytest_passes_on_right_answers_in_a_notebook_named_on_the_command_line(student):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(RIGHT)])
    nbformat.write(book, student / "01_light/mine.ipynb")
    run = run_pytest(student, "01_light", "--answer", "01_light/mine.ipynb")
    assert run.returncode == 0, run.stdout


def test_answers_that_are_not_there_fail_each_check_with_a_sentence(student):
    run = run_pytest(student, "01_light", "--answer", "absent.py", "--language", "en")
    assert run.returncode == 1
    assert "There is no file" in run.stdout and "Traceback" not in run.stdout


def test_what_is_not_written_yet_is_skipped_where_that_is_asked_for(student, tmp_path):
    asked = run_pytest(student, "--skip-unanswered", GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    assert asked.returncode == 0, asked.stdout
    assert "skipped" in asked.stdout
    assert "| 01_light q1 |" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert run_pytest(student).returncode == 1


@pytest.mark.slow
def test_the_workflow_of_an_untouched_course_is_green(tmp_path):
    course = Path(__file__).parents[2] / "student_template"
    copy = shutil.copytree(course, tmp_path / "course")
    (command,) = re.findall(
        r"run: python (-m pytest[^#\n]*)", (copy / ".github/workflows/checks.yml").read_text()
    )
    run = subprocess.run([sys.executable, *command.split()], cwd=copy, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout[-2000:]
    assert re.search(r"^=* ?\d+ skipped in ", run.stdout, re.M), run.stdout[-2000:]


def test_what_the_answers_print_is_cut(student):
    flood = WRONG.replace("    brightened_images =", "    print('line\\n' * 3000)\n    brightened_images =")
    (student / "01_light/01_light.py").write_text(flood, encoding="utf-8")
    ran = run_pytest(student, "01_light", AUTOGRADER_LANGUAGE="en")
    assert ran.returncode == 1
    assert "3001 lines, the first 10 of them" in ran.stdout
    assert ran.stdout.count("line\n") < 30


def test_the_summary_says_what_is_wrong_in_full_however_narrow_the_terminal(student):
    (student / "01_light/01_light.py").write_text(WRONG.partition("def darkest")[0], encoding="utf-8")
    lines = run_pytest(student, "--language", "en", COLUMNS="60").stdout.splitlines()
    summary = lines[next(at for at, line in enumerate(lines) if "what did not pass" in line) + 1 :]
    assert re.fullmatch(r"failed   01 adds – Wrong values: \d+ of \d+, the first at index .*", summary[0])
    assert re.fullmatch(r"not run  01 finds – Your hand-in does not define darkest\..*", summary[1])
    assert not [line for line in lines if line.startswith("FAILED")]


def test_a_damaged_notebook_is_told_once_in_the_summary(student):
    (student / "01_light/01_light.fr.ipynb").write_text("{", encoding="utf-8")
    lines = run_pytest(student, "--language", "en").stdout.splitlines()
    summary = lines[next(at for at, line in enumerate(lines) if "what did not pass" in line) + 1 :]
    assert sum("not a readable notebook" in line for line in summary) == 1


def test_tests_of_the_students_own_stay_in_pytests_summary(student):
    (student / "01_light/01_light.py").write_text(WRONG, encoding="utf-8")
    (student / "test_mine.py").write_text("def test_mine():\n    assert 1 == 2\n", encoding="utf-8")
    said = run_pytest(student, "01_light", "test_mine.py", "-o", "python_files=test_*.py").stdout
    assert "FAILED test_mine.py::test_mine" in said and "01 adds – " in said
