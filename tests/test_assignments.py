"""The fast part of the proof of every assignment: all that needs no grading. `make verify` does the rest."""

import ast
from pathlib import Path

import pytest

from autograder.course.load import FOLDER, load_course, load_hints, load_master, load_statement
from autograder.prove import committed_bytes, leaks
from autograder.verify import static_findings

ROOT = Path(__file__).parents[1]
FOLDERS = sorted(
    each for each in (ROOT / "assignments").iterdir() if each.is_dir() and FOLDER.match(each.name)
)
MOST = 100  # columns: what JupyterLab shows without a scroll bar

each_assignment = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@each_assignment
def test_an_assignment_keeps_the_rules_that_need_no_grading(folder):
    assert [finding.problem for finding in static_findings(_loaded(folder))] == []


@each_assignment
def test_nothing_leaks_into_what_students_receive(folder):
    assert [finding.problem for finding in leaks(_loaded(folder))] == []


@each_assignment
def test_the_generated_trees_are_what_would_be_built(folder):
    assert [finding.problem for finding in committed_bytes(ROOT, _loaded(folder))] == []


@each_assignment
def test_a_graded_function_has_enough_samples(folder):
    assignment = _loaded(folder)
    texts = {sample: sample.path.read_text(encoding="utf-8") for sample in assignment.samples}
    for name in assignment.functions:
        wrong = [each.name for each, text in texts.items() if not each.accepted and _defines(text, name)]
        accepted = [each.name for each, text in texts.items() if each.accepted and _defines(text, name)]
        assert len(wrong) >= 6, f"{name}: {wrong}"
        assert len(accepted) >= 2, f"{name}: {accepted}"


@each_assignment
def test_docstrings_fit_the_width_of_a_notebook(folder):
    tree = ast.parse((folder / "master.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)):
            lines = (ast.get_docstring(node, clean=False) or "").splitlines()
            assert [line for line in lines if len(line) > MOST] == []


@each_assignment
def test_every_cell_a_statement_runs_is_python(folder):
    assignment = _loaded(folder)
    for language in assignment.languages:
        for section in load_statement(assignment, language).sections:
            for block in section.blocks:
                if block.run:
                    compile(block.text, f"{folder.name} {language} line {block.line}", "exec")


@each_assignment
def test_hints_go_from_gentle_to_nearly_the_answer_in_both_languages(folder):
    assignment = _loaded(folder)
    for language in assignment.languages:
        for name, hints in load_hints(assignment, language).items():
            assert len(hints) >= 3, name
            assert len(set(hints)) == len(hints), name


@each_assignment
def test_the_docstring_of_every_graded_function_speaks_french_too(folder):
    assignment = _loaded(folder)
    tree = ast.parse(load_master(assignment).text)
    for node in tree.body:
        if getattr(node, "name", None) in assignment.functions:
            assert "En français" in ast.get_docstring(node), node.name


def _loaded(folder: Path):
    """Return the assignment as the course knows it, with the course's limits."""
    return load_course(folder.parent, [folder.name]).assignments[0]


def _defines(text: str, name: str) -> bool:
    return f"def {name}(" in text or f"class {name}" in text or f"{name} = " in text
