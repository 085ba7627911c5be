"""The notebooks: what stands in them, in which order, and that they are the same bytes each time."""

from __future__ import annotations

import nbformat
import pytest

from autograder.course import load
from autograder.course.master import SOLUTION, STUDENT
from autograder.release.notebook import IGNORE, notebook, notebook_bytes


def _notebook(assignment, language="fr", view=STUDENT):
    statement = load.load_statement(assignment, language)
    return notebook(assignment, load.load_master(assignment), statement, language, view)


def test_cells_come_in_the_order_of_the_statement_with_ids_that_tell_their_purpose(light):
    ids = [cell.id for cell in _notebook(light).cells]
    assert ids == [
        "01_light-title",
        "01_light-setup-text",
        "01_light-use",
        "01_light-setup",
        "01_light-q1",
        "01_light-q1-answer",
        "01_light-q1-check",
        "01_light-q1-text1",
        "01_light-q1-run2",
        "01_light-q2",
        "01_light-q2-answer",
        "01_light-q2-check",
        "01_light-end",
        "01_light-export",
    ]


def test_both_languages_and_both_views_have_the_same_cells(light):
    ids = {
        tuple(cell.id for cell in _notebook(light, language, view).cells)
        for language in ("fr", "en")
        for view in (STUDENT, SOLUTION)
    }
    assert len(ids) == 1


def test_only_imports_setup_and_answers_are_graded(light):
    graded = [
        cell.id
        for cell in _notebook(light).cells
        if cell.cell_type == "code" and IGNORE not in cell.metadata.get("tags", [])
    ]
    assert graded == ["01_light-use", "01_light-setup", "01_light-q1-answer", "01_light-q2-answer"]


def test_graded_cells_of_the_solution_are_the_solution(light, monkeypatch):
    cells = _notebook(light, view=SOLUTION).cells
    source = "\n\n".join(
        cell.source
        for cell in cells
        if cell.cell_type == "code" and IGNORE not in cell.metadata.get("tags", [])
    )
    space: dict = {}
    monkeypatch.setenv("AUTOGRADER_WORKER", "1")
    exec(compile(source, "solution", "exec"), space)
    np = space["np"]
    assert space["brighten"](np.array([[[0.75]]]), 0.5).tolist() == [[[1.0]]]


def test_points_are_filled_in_by_question_and_in_all(light):
    cells = {cell.id: cell.source for cell in _notebook(light, "en").cells}
    assert "6 points in all" in cells["01_light-title"]
    assert "Worth 4 points" in cells["01_light-q1"]
    assert "Worth 2 points" in cells["01_light-q2"]


def test_a_paragraph_that_announces_a_cell_stands_above_it(light):
    cells = {cell.id: cell.source for cell in _notebook(light, "en").cells}
    assert cells["01_light-q1-text1"] == "Look at the result:"
    assert "Look at the result" not in cells["01_light-q1"]


def test_the_hand_in_cell_names_the_files_that_are_asked_for(light):
    import dataclasses

    cells = {c.id: c.source for c in _notebook(dataclasses.replace(light, files=("cnn.keras",)), "en").cells}
    assert "`cnn.keras`" in cells["01_light-end"]


@pytest.mark.parametrize("view", [STUDENT, SOLUTION])
def test_bytes_are_a_valid_notebook_and_the_same_twice(light, view):
    first, second = (notebook_bytes(_notebook(light, view=view)) for _ in range(2))
    assert first == second
    nbformat.validate(nbformat.reads(first.decode("utf-8"), as_version=4))
    assert first.endswith(b"}\n") and b"\r" not in first


def test_accents_are_written_as_themselves(light):
    assert "Éclaircir" in notebook_bytes(_notebook(light)).decode("utf-8")
