"""The Otter packages of the real assignments: our stubs, our solutions, nothing given away."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

pytest.importorskip("otter")

from autograder.course.load import load_assignment
from autograder.course.master import SOLUTION, STUDENT
from autograder.otter.package import otter_bundle
from autograder.release.contract import abridged
from autograder.release.leak import leaks

FOLDERS = sorted((Path(__file__).parents[2] / "assignments").glob("[0-9][0-9]_*"))

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_otter_makes_of_an_assignment_what_we_make_of_it(folder):
    assignment = load_assignment(folder)
    bundle = otter_bundle(assignment)
    master = assignment.master
    student, reference = (_answers(bundle, tree, assignment) for tree in ("student", "autograder"))
    for question in assignment.questions:
        # The whole of a docstring is folded above the cell.
        stub, _ = abridged(master.cells(STUDENT)[question.id].strip("\n"))
        assert student[question.id] == stub
        solution = reference[question.id]
        if question.manual:  # the stub stands above it
            solution = solution.partition("# BEGIN SOLUTION NO PROMPT\n")[2]
        assert _code(solution) == _code(master.cells(SOLUTION)[question.id])
    given = {path: data for path, data in bundle.files.items() if path.startswith("student/")}
    assert leaks(assignment, given) == ()


def _answers(bundle, tree, assignment):
    book = nbformat.reads(bundle.files[f"{tree}/{assignment.id}.ipynb"].decode("utf-8"), as_version=4)
    found = {cell.id: cell.source for cell in book.cells}
    return {question.id: found[f"{assignment.id}-{question.id}-answer"] for question in assignment.questions}


def _code(source):
    """The syntax tree without texts that stand alone: Otter's prompt is one."""
    import ast

    tree = ast.parse(source)
    for node in ast.walk(tree):
        if hasattr(node, "body") and isinstance(node.body, list):
            node.body = [
                each
                for each in node.body
                if not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
            ]
    return ast.dump(tree)
