"""The notebooks: what stands in them, in which order, and that they are the same bytes each time."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import nbformat
import pytest

from autograder.course.load import load_assignment
from autograder.course.master import SOLUTION, STUDENT
from autograder.release.notebook import IGNORE, notebook, notebook_bytes

ROOT = Path(__file__).parents[2]


def _notebook(assignment, language="fr", view=STUDENT):
    statement = assignment.statement(language)
    return notebook(assignment, assignment.master, statement, language, view)


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
        "01_light-check",
        "01_light-end-export",
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


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_entry_of_the_table_of_contents_leads_to_an_anchor_above_its_heading(language):
    cells = _notebook(load_assignment(ROOT / "assignments/07_fashion_cnn"), language).cells
    entries = re.findall(r"^- \[(.+)\]\(#([a-z0-9]+)\)", cells[0].source, re.M)
    assert [name for _, name in entries] == ["setup", *(f"q{n}" for n in range(1, 8)), "further", "end"]
    for heading, name in entries:
        start = f'<a id="{name}" name="{name}"></a>\n\n## {heading}\n'
        assert [cell.source.startswith(start) for cell in cells if f'id="{name}"' in cell.source] == [True]


def test_points_are_filled_in_by_question_and_in_all(light):
    cells = {cell.id: cell.source for cell in _notebook(light, "en").cells}
    assert "6 points in all" in cells["01_light-title"]
    assert "Worth 4 points" in cells["01_light-q1"]
    assert "Worth 2 points" in cells["01_light-q2"]


def test_what_stands_below_the_answer_stands_beside_its_figure(light):
    cells = {cell.id: cell.source for cell in _notebook(light, "en").cells}
    assert cells["01_light-q1-text1"] == "Look at the result:"
    assert "Look at the result" not in cells["01_light-q1"]


def test_the_hand_in_cell_names_the_files_that_are_asked_for(light):
    import dataclasses

    cells = {c.id: c.source for c in _notebook(dataclasses.replace(light, files=("cnn.keras",)), "en").cells}
    assert "`cnn.keras`" in cells["01_light-end-export"]


@pytest.mark.parametrize("view", [STUDENT, SOLUTION])
def test_bytes_are_a_valid_notebook_and_the_same_twice(light, view):
    first, second = (notebook_bytes(_notebook(light, view=view)) for _ in range(2))
    assert first == second
    nbformat.validate(nbformat.reads(first.decode("utf-8"), as_version=4))
    assert first.endswith(b"}\n") and b"\r" not in first


def test_accents_are_written_as_themselves(light):
    assert "Éclaircir" in notebook_bytes(_notebook(light)).decode("utf-8")


def test_pictures_are_packed_into_the_cell_that_shows_them():
    noise = load_assignment(ROOT / "assignments/02_noise")
    book = _notebook(noise, "en")
    shown = {
        name: cell
        for cell in book.cells
        if cell.cell_type == "markdown"
        for name in cell.get("attachments", {})
    }
    assert sorted(shown) == ["distributions.en.png", "opening.en.png", "own_noise.en.png"]
    assert "](attachment:opening.en.png)" in shown["opening.en.png"].source
    packed = shown["opening.en.png"].attachments["opening.en.png"]["image/png"]
    assert base64.b64decode(packed) == (noise.folder / "pictures/opening.en.png").read_bytes()


def test_the_cell_to_fill_in_is_short_and_the_docstring_stands_above_it_folded():
    autoencoder = load_assignment(ROOT / "assignments/04_autoencoder")
    cells = {
        cell.id.removeprefix("04_autoencoder-"): cell.source for cell in _notebook(autoencoder, "fr").cells
    }
    assert cells["q4-answer"].count("\n") < 8
    assert "raise NotImplementedError" in cells["q4-answer"]
    folded = cells["q4"].partition("<details>")[2]
    assert "<code>train_autoencoder</code>" in folded
    assert "- `batch_size`\u00a0: nombre d’images par pas" in folded
    assert "batch_size : nombre" not in cells["q4-answer"]


def test_numbers_and_french_punctuation_do_not_break_across_lines():
    autoencoder = load_assignment(ROOT / "assignments/04_autoencoder")
    cells = {
        cell.id.removeprefix("04_autoencoder-"): cell.source for cell in _notebook(autoencoder, "fr").cells
    }
    assert "25\u202f120 paramètres\u00a0:" in cells["q1"]
    assert "[Question 1 · L’encodeur]" in cells["title"]
