"""Which of several files in an archive is meant, and what the others bring."""

import json

import pytest

from autograder.course.master import SETUP, SOLUTION, STUDENT
from autograder.course.source import bound_names, texts_in
from autograder.judge.hand_in import read_in_this_process
from tests.kinds.parts import TINY, packed

CELLS = TINY.master.cells(SOLUTION)
WHOLE, STUB = TINY.master.view(SOLUTION), TINY.master.view(STUDENT)
FIRST, SECOND = (f"{CELLS[SETUP]}\n\n{CELLS[each]}" for each in ("q1", "q2"))


def book(*sources):
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": each} for each in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def read(files):
    found = read_in_this_process(packed(files), TINY, "x.zip")
    return found, frozenset().union(*(bound_names(cell.source) for cell in found.cells))


@pytest.mark.parametrize(
    "shows",
    ["import light\nlight.brighten", "from light import brighten\nbrighten", "import light as l\nl.darkest"],
)
@pytest.mark.parametrize("template", [{}, {"01_light.py": STUB}, {"01_light.en.ipynb": book(STUB)}])
def test_a_file_that_shows_what_a_module_answers_is_not_the_answer(shows, template):
    for name, content in (("main.py", shows), ("essai.ipynb", book(shows))):
        found, bound = read({"light.py": WHOLE, name: content, **template})

        assert found.name == "light.py"
        assert (
            read_in_this_process(packed({"light.py": WHOLE, name: content}), None, "x.zip").name == "light.py"
        )
        assert bound >= {"brighten", "darkest"}


@pytest.mark.parametrize("template", [{}, {"01_light.py": STUB}])
def test_a_notebook_that_takes_all_of_a_module_is_the_answer(template):
    found, _ = read({"mine.py": WHOLE, "work.ipynb": book("from mine import *", "brighten"), **template})

    assert found.name == "work.ipynb" and "mine.py" in found.files


def test_stubs_below_what_was_taken_are_no_answer():
    found, _ = read({"mine.py": WHOLE, "01_light.ipynb": book("from mine import *", STUB)})

    assert found.name == "mine.py"


def test_what_a_module_answers_and_its_importer_does_not_is_taken_from_it():
    found, bound = read({"first.py": FIRST, "rest.py": f"import first\n{SECOND}"})

    assert found.name == "rest.py"
    assert bound >= {"brighten", "darkest"}
    assert found.cells[-1].source == "from first import brighten"


def test_an_answer_of_its_own_goes_before_the_modules_that_it_imports():
    found, _ = read({"old.py": WHOLE, "mine.py": f"import old\n{WHOLE}"})

    assert found.name == "mine.py" and not found.remarks


def test_a_text_written_beside_the_functions_is_read():
    cells = TINY.master.cells(STUDENT)
    written = 'answer_q2 = r"""\nThe darkest one.\n"""'
    files = {"01_light.py": f'{WHOLE}\n\nanswer_q2 = ""\n', "01_light.ipynb": book(*cells.values(), written)}

    found = read_in_this_process(packed(files), None, "x.zip")

    texts = [texts_in(each).get("answer_q2", "") for each in found.sources.values()]
    assert found.name == "01_light.py"
    assert "The darkest one." in "".join(texts)
