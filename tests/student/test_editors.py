"""A student in Jupyter, VS Code and Colab: real kernels, as each of them starts and drives one, from `check` to `export`."""

from __future__ import annotations

import os
import re
import zipfile

import nbformat
import pytest

from tests.student import kernels
from tests.student.conftest import RIGHT, WRONG

USE = "import autograder\nautograder.use('01_light', language='en')"
SETUP, Q1, Q2 = (f"# %% {part}" for part in RIGHT.split("# %% ")[1:])


def book_of(*sources, **metadata):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


@pytest.fixture
def folder(student):
    return student / "01_light"


@pytest.fixture
def mine(folder):
    """The student's notebook: right, saved, and older than a module somebody else's hand left beside it."""
    nbformat.write(book_of(USE, SETUP, Q1, Q2), folder / "mine.ipynb")
    (folder / "01_light.py").write_text(WRONG, encoding="utf-8")
    os.utime(folder / "01_light.py", (2e9, 2e9))
    return folder / "mine.ipynb"


def packed(folder):
    with zipfile.ZipFile(folder / "01_light.zip") as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


EDITORS = {"jupyter": kernels.jupyter, "vs_code": kernels.vs_code}


@pytest.mark.parametrize("editor", EDITORS.values(), ids=EDITORS)
def test_the_open_notebook_is_checked_and_packed_and_the_student_told_all_of_it(editor, mine, folder):
    with editor(mine) as kernel:
        kernel.run_all(mine)
        assert "passed" in kernel.run("autograder.check('q1')")
        said = kernel.run("autograder.export()")

    assert list(packed(folder)) == ["mine.ipynb"], "not the module saved last"
    for part in (
        "Made 01_light.zip",
        "without an error",
        "Public points of what the archive holds: 2 of 2",
        "mine.ipynb was saved on 20",
        "hand in this file on your course’s page",
        str(folder.resolve() / "01_light.zip"),
    ):
        assert part in said
    assert "Run the cell" not in said and "Not answered" not in said


@pytest.mark.parametrize("editor", EDITORS.values(), ids=EDITORS)
def test_an_answer_that_was_run_and_not_saved_is_told(editor, mine):
    with editor(mine) as kernel:
        kernel.run_all(mine)
        kernel.run("%%time\n" + Q2.replace("argmin", "argmax"))
        said = kernel.run("autograder.export()")
    assert "last ran for q2 is not what the archive holds" in said and "save the notebook first" in said


@pytest.mark.slow
def test_after_a_restart_only_what_was_run_since_is_compared(mine):
    with kernels.vs_code(mine) as kernel:
        kernel.run(USE)
        said = kernel.run("autograder.export()")
    assert "last ran" not in said and "2 of 2" in said


@pytest.mark.slow
def test_a_notebook_saved_under_a_new_name_is_the_one_packed(mine, folder):
    nbformat.write(book_of(USE, SETUP, Q1.replace("+ amount", "+ 1 * amount"), Q2), folder / "new.ipynb")
    with kernels.jupyter(mine) as kernel:  # the server tells a kernel the name once, when it starts
        kernel.run_all(folder / "new.ipynb")
        said = kernel.run("autograder.export()")
    assert list(packed(folder)) == ["new.ipynb"] and "last ran" not in said


@pytest.mark.slow
def test_where_nobody_tells_the_name_the_notebook_is_known_by_what_was_run(mine, folder):
    with kernels.nameless(folder) as kernel:  # PyCharm, Spyder, an older Jupyter
        kernel.run_all(mine)
        kernel.run("autograder.export()")
    assert list(packed(folder)) == ["mine.ipynb"]


def test_a_module_and_data_beside_the_notebook_are_packed_and_told(mine, folder):
    (folder / "utils").mkdir()
    (folder / "utils/tools.py").write_text(
        "import json\nlimits = json.load(open('limits.json'))\n", encoding="utf-8"
    )
    (folder / "limits.json").write_text("[0.0, 1.0]", encoding="utf-8")
    nbformat.write(
        book_of(
            USE, SETUP, "from utils.tools import limits", Q1.replace("FLOOR_AND_CEILING)", "limits)"), Q2
        ),
        mine,
    )
    with kernels.vs_code(mine) as kernel:
        kernel.run_all(mine)
        said = kernel.run("autograder.export()")
    assert set(packed(folder)) == {"mine.ipynb", "utils/tools.py", "limits.json"}
    assert "utils/tools.py (52 B): your answers import it" in said
    assert "limits.json (10 B): your answers name it" in said and "2 of 2" in said


@pytest.mark.slow
def test_what_only_the_kernel_has_is_missing_from_the_archive_and_named(mine):
    nbformat.write(book_of(USE, SETUP, Q1.replace("images + amount", "shifted(images, amount)"), Q2), mine)
    with kernels.vs_code(mine, PYTHONPATH=str(mine.parent)) as kernel:
        kernel.run("def shifted(images, amount):\n    return images + amount")  # its cell was deleted since
        kernel.run_all(mine)
        assert "passed" in kernel.run("autograder.check('q1')")
        said = kernel.run("autograder.export()")
    assert "last ran for q1 is not" in said and "1 of 2" in said


@pytest.mark.slow
def test_a_missing_module_is_named_though_the_environment_would_find_it(mine, folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/mylib.py").write_text("limits = (0.0, 1.0)\n", encoding="utf-8")
    nbformat.write(book_of(USE, SETUP, "from mylib import limits", Q1, Q2), mine)
    with kernels.vs_code(mine, PYTHONPATH=str(tmp_path / "elsewhere")) as kernel:
        kernel.run_all(mine)
        said = kernel.run("autograder.export()")
    assert "mylib" in said and "without an error" not in said


def test_an_endless_cell_ends_with_the_assignments_limit(mine, folder):
    toml = folder / "assignment.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("seconds = 30", "seconds = 2"), encoding="utf-8")
    nbformat.write(book_of(USE, SETUP, Q1, Q2, "while True:\n    pass"), mine)
    with kernels.vs_code(mine) as kernel:
        kernel.run(USE)
        said = kernel.run("autograder.export()")
    assert "not done after 2" in said and (folder / "01_light.zip").is_file()


@pytest.mark.slow
def test_checks_that_never_end_are_told_apart_from_answers_that_do_not(mine, folder):
    toml = folder / "assignment.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("seconds = 30", "seconds = 2"), encoding="utf-8")
    endless = Q1.replace("brightened_images = images + amount", "while True:\n        pass")
    nbformat.write(book_of(USE, SETUP, endless, Q2), mine)
    with kernels.vs_code(mine) as kernel:
        kernel.run(USE)
        said = kernel.run("autograder.export()")
    assert "public checks were not done after 2" in said and "without an error" in said


@pytest.mark.slow
def test_french_students_are_told_in_french(mine):
    with kernels.vs_code(mine) as kernel:
        kernel.run(USE.replace("'en'", "'fr'"))
        said = kernel.run("autograder.export()")
    assert "mine.ipynb a été enregistré le" in said and " à " in said and "2 sur 2" in said


@pytest.fixture
def content(student, tmp_path):
    """Colab's disk: the course's folder in a mounted Drive, the notebook opened from it and working in it."""
    return student / "01_light"


def test_colab_packs_what_its_page_holds_and_has_it_downloaded(content, tmp_path):
    page = book_of(USE, SETUP, Q1, Q2, colab={"name": "Copie de 01_light.ipynb"})
    nbformat.write(book_of(USE, "older = 1"), content / "01_light.ipynb")
    before = (content / "01_light.ipynb").read_bytes()
    with kernels.colab(content, tmp_path / "packages") as colab:
        colab.show(page)
        for cell in page.cells:
            colab.editor.run(cell.source)
        assert "2 of 2" in colab.editor.run("autograder.check()")
        said = colab.editor.run("autograder.export()")
        downloaded = colab.downloaded()

    assert list(packed(content)) == ["Copie de 01_light.ipynb"] and "2 of 2" in said
    assert "as this page shows it now" in said and "was saved on" not in said
    assert downloaded == str(content.resolve() / "01_light.zip")
    assert (content / "01_light.ipynb").read_bytes() == before, "no file of the student's is written over"


def test_colab_tells_an_answer_changed_on_the_page_and_not_run(content, tmp_path):
    page = book_of(USE, SETUP, Q1, Q2)
    with kernels.colab(content, tmp_path / "packages") as colab:
        for cell in page.cells:
            colab.editor.run(cell.source)
        colab.show(book_of(USE, SETUP, Q1.replace("+ amount", "- amount"), Q2))
        said = colab.editor.run("autograder.export()")
    assert "last ran for q1" in said and "Run the cell" in said and "1 of 2" in said


@pytest.mark.slow
def test_colab_packs_modules_of_the_folder_it_works_in(content, tmp_path):
    (content / "tools.py").write_text("limits = (0.0, 1.0)\n", encoding="utf-8")
    with kernels.colab(content, tmp_path / "packages") as colab:
        colab.show(book_of(USE, "from google.colab import files", SETUP, "from tools import limits", Q1, Q2))
        colab.editor.run(USE)
        said = colab.editor.run("autograder.export()")
    assert set(packed(content)) == {"01_light.ipynb", "tools.py"} and "your answers import it" in said


@pytest.mark.slow
def test_where_colabs_page_does_not_answer_the_saved_notebook_is_packed(content, mine, tmp_path):
    with kernels.colab(content, tmp_path / "packages") as colab:
        colab.editor.run_all(mine)
        said = colab.editor.run("autograder.export()")
    assert list(packed(content)) == ["mine.ipynb"] and "was saved on" in said


FLOOD = """
def brighten(images, amount):
    for n in range(500):
        display(n)
        print("line", n)
    return np.clip(images + amount, 0, 1)
"""


def test_a_cell_that_raised_is_named_and_what_answers_print_or_display_is_cut(mine):
    with kernels.jupyter(mine) as kernel:
        kernel.run_all(mine)
        kernel.run(FLOOD)
        flooded = kernel.run("autograder.check('q1')")
        kernel.run("del darkest")
        kernel.run("import nowhere_to_be_found\n" + Q2)
        raised = kernel.run("autograder.check('q2')")
        kernel.run(Q1 + "\n)")
        older = kernel.run("autograder.check('q1')")

    assert "1000 lines, the first 10 of them" in flooded and flooded.count("| line") == 5
    assert "line 499" not in flooded and "✓ passed" in flooded.split("For all of it")[1]
    assert 'autograder.check("q1", printed=True)' in flooded
    assert "raised ModuleNotFoundError: No module named 'nowhere_to_be_found' (line 1: “import" in raised
    assert "Waits for the error told above" in raised and "does not define" not in raised
    assert older.index("an older brighten") < older.index("Question 1 ·")
    assert "an older brighten" in older and "raised SyntaxError: unmatched ')'" in older


HEARS = """
from autograder.student import running
heard, text, running.PATIENCE = [], running._Now.text, 1
running._Now.text = lambda now: heard.append(text(now)) or heard[-1]
"""


def test_the_stop_button_ends_the_checks_with_what_is_known(mine):
    endless = Q1.replace("brightened_images = images + amount", "while True:\n        pass")
    nbformat.write(book_of(USE, SETUP, endless, Q2), mine)
    with kernels.jupyter(mine) as kernel:
        kernel.run_all(mine)
        kernel.run(HEARS)
        kernel.run("import _thread, threading\nthreading.Timer(3, _thread.interrupt_main).start()")
        said = kernel.run("autograder.check()")
        warned = kernel.run("next(each for each in heard if 'Check 1' in each and '\\n' in each)")
        after = kernel.run("1 + 1")
    assert re.search(
        r"Your code stands at: brighten, cell In\[\d+\], line \d+: (while True:|pass)", warned
    ), warned
    assert "Check 1 of 2" in said and "You stopped it after" in said and ", in line " in said
    assert "Not reached: you stopped the checks before." in said
    assert after == "2"
