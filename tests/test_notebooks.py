"""Every solution notebook runs from its first cell to its last, in both languages, on data drawn by the project."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.course.load import FOLDER

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted(
    path
    for folder in (ROOT / "solutions").iterdir()
    if FOLDER.match(folder.name)
    for path in folder.glob("*.ipynb")
)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_solution_notebook_runs_and_its_checks_pass(path, tmp_path, monkeypatch):
    # Beside it lies what a student has: public checks, hints and the assignment's description.
    folder = tmp_path / path.parent.name
    shutil.copytree(ROOT / "student_template" / path.parent.name, folder)
    monkeypatch.setenv("AUTOGRADER_OFFLINE", "1")
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    book = nbformat.read(path, as_version=4)

    NotebookClient(
        book, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()

    # A cell that draws may raise in a student's notebook, where nothing is answered yet; not here.
    errors = [
        output for cell in book.cells for output in cell.get("outputs", ()) if output.output_type == "error"
    ]
    assert [(error.ename, error.evalue) for error in errors] == []
    printed = [
        output.text
        for cell in book.cells
        for output in cell.get("outputs", ())
        if output.output_type == "stream"
    ]
    assert [text for text in printed if "WARNING:tensorflow" in text] == []
    printed = [
        json.dumps(cell.get("outputs", ""), ensure_ascii=False)
        for cell in book.cells
        if ".check(" in cell.source
    ]
    assert printed
    words = ("échouée", "non exécutée") if path.name.endswith(".fr.ipynb") else ("failed", "not run")
    assert [
        output[:400]
        for output in printed
        if any(f"> {word}" in output or f"</span> {word}" in output for word in words)
    ] == []
