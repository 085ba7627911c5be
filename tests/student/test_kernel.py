"""Which notebook calls, and whether what it ran was saved: told by hand, then by real kernels as editors drive them."""

import nbformat
import pytest

from autograder.course.load import load_assignment
from autograder.student import kernel
from autograder.student.kernel import changed, this_notebook
from tests.student.conftest import RIGHT, WRONG


@pytest.fixture
def assignment(student, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return load_assignment(student / "01_light")


def saved(assignment, name, *sources):
    path = assignment.folder / name
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path.resolve()


def path_of(environment, assignment):
    found = this_notebook(environment, assignment, assignment.folder)
    return found and found.path.resolve()


def test_the_notebook_is_named_by_vs_code_or_jupyter(assignment, monkeypatch):
    path = saved(assignment, "mine.ipynb", RIGHT)
    assert path_of({"In": [], "__vsc_ipynb_file__": str(path)}, assignment) == path
    monkeypatch.setenv("JPY_SESSION_NAME", "work/mine.ipynb")
    assert path_of({"In": []}, assignment) == path


def test_elsewhere_it_is_the_one_whose_cells_were_run(assignment):
    saved(assignment, "other.ipynb", WRONG)
    path = saved(assignment, "mine.ipynb", RIGHT)
    assert path_of({"In": ["", RIGHT]}, assignment) == path


def test_two_that_hold_what_was_run_leave_it_open(assignment):
    saved(assignment, "other.ipynb", RIGHT)
    saved(assignment, "mine.ipynb", RIGHT)
    assert path_of({"In": ["", RIGHT]}, assignment) is None


def test_a_notebook_saved_under_another_name_is_found_though_the_kernel_has_the_old_one(
    assignment, monkeypatch
):
    saved(assignment, "old.ipynb", WRONG)
    path = saved(assignment, "new.ipynb", RIGHT)
    monkeypatch.setenv("JPY_SESSION_NAME", "old.ipynb")
    assert path_of({"In": ["", RIGHT]}, assignment) == path


def test_an_unsaved_notebook_stays_the_one_that_is_named(assignment, monkeypatch):
    path = saved(assignment, "mine.ipynb", "import autograder", WRONG)
    saved(assignment, "other.ipynb", "import autograder", "x = 1")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    assert path_of({"In": ["", "import autograder", "x = 1", RIGHT]}, assignment) == path


def test_a_script_is_no_notebook(assignment):
    assert this_notebook({}, assignment, assignment.folder) is None


def test_an_answer_changed_since_it_was_saved_is_told_by_its_question(assignment):
    path = saved(assignment, "mine.ipynb", RIGHT)
    assert changed({"In": ["", RIGHT + "\n# more\n"]}, path, assignment) == ()
    assert changed({"In": ["", RIGHT, WRONG]}, path, assignment) == ("q1",)


@pytest.mark.parametrize(
    ("last", "questions"),
    [
        ("def brighten(images, amount):\n    '''Mine.'''\n    return helper(images)", ()),
        ("def helper(images):\n    return images + LIMIT\nLIMIT = 1", ()),
        ("def helper(images):\n    return images", ("q1",)),
        ("LIMIT = 2", ("q1",)),
        ("images = 3", ()),  # the function's own variable, and no business of the notebook's
        ("%%time\ndef helper(images):\n    return 0", ("q1",)),
        ("get_ipython().run_cell_magic('time', '', 'def helper(images):\\n    return 0\\n')", ("q1",)),
        ("def broken(:", ()),
    ],
)
def test_what_an_answer_uses_belongs_to_it(assignment, last, questions):
    answer = (
        "LIMIT = 1\ndef helper(images):\n    return images + LIMIT\n"
        "def brighten(images, amount):\n    '''Told.'''\n    return helper(images)"
    )
    path = saved(assignment, "mine.ipynb", "1 +", answer)
    assert changed({"In": ["", answer, last]}, path, assignment) == questions


def test_colab_hands_over_its_page_under_its_name(assignment, monkeypatch, tmp_path):
    class Message:
        @staticmethod
        def blocking_request(*_, **__):
            return {"ipynb": {"cells": [], "metadata": {"colab": {"name": "../Copie de TP.ipynb"}}}}

    monkeypatch.setitem(kernel.sys.modules, "google.colab", object())
    monkeypatch.setitem(kernel.sys.modules, "google.colab._message", Message)
    found = this_notebook({"In": []}, assignment, tmp_path)
    assert found.page and found.path == tmp_path / "Copie de TP.ipynb" and found.path.is_file()


def test_where_colab_says_nothing_the_saved_notebook_is_looked_for(assignment, monkeypatch, tmp_path):
    monkeypatch.setitem(kernel.sys.modules, "google.colab", object())
    path = saved(assignment, "mine.ipynb", RIGHT)
    found = this_notebook({"In": ["", RIGHT]}, assignment, tmp_path)
    assert found.path.resolve() == path and not found.page
