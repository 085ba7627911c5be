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
