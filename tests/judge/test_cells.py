"""What is run as one: a statement, with its line and its notebook's cell."""

import json

import pytest

from autograder.base.errors import HandInError
from autograder.judge.cells import code_in
from tests.kinds.parts import book


def pieces(data, name="a.py"):
    return [(cell.where, cell.line, cell.source) for cell in code_in(data, name).cells]


def test_a_mistake_costs_its_own_statement_and_keeps_its_line():
    assert pieces(b"import os\ndef g(:\n    pass\ndef f():\n    return 1\n") == [
        ("", 1, "import os"),
        ("", 2, "def g(:\n    pass"),
        ("", 4, "def f():\n    return 1"),
    ]


def test_a_text_of_several_lines_is_not_cut():
    source = 'def g(:\n    pass\nx = """\nimport this\n"""\ny = [\n1,\n]\n'

    assert [line for _, line, _ in pieces(source.encode())] == [1, 3, 6]


def test_a_notebooks_cell_is_run_statement_by_statement():
    assert pieces(book("x = 1\n\ny = 2").encode(), "a.ipynb") == [("1", 1, "x = 1"), ("1", 3, "y = 2")]


def test_a_shell_line_of_several_keeps_the_lines_below():
    assert pieces(book("!pip install \\\n a\nx = 1").encode(), "a.ipynb")[-1] == ("1", 3, "x = 1")


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("import keras\nkeras.config.set_dtype_policy('mixed_float16')\n", "handin.float_policy"),
        ("tf.compat.v1.disable_eager_execution()\n", "handin.no_eager"),
        ("keras.config.set_floatx('float32')\n", None),
        ("x = 1\n", None),
    ],
)
def test_a_switch_of_the_libraries_is_remarked(source, key):
    assert [remark.key for remark in code_in(source.encode(), "a.py").remarks] == ([key] if key else [])


def test_an_unknown_cell_magic_is_remarked():
    assert code_in(book("%%heat\nx = 1").encode(), "a.ipynb").remarks[0].key == "handin.cell_magic"


def test_a_thousand_broken_lines_take_no_time():
    assert len(code_in(b"x = (\n" * 3000, "a.py").cells) > 1


@pytest.mark.parametrize(
    ("kind", "key"), [("markdown", "handin.text_cell"), ("raw", "handin.text_cell"), ("code", None)]
)
def test_a_cell_of_text_that_is_python_is_told(kind, key):
    cell = {"cell_type": kind, "source": "def f(x):\n    return x\n"}
    code = code_in(json.dumps({"cells": [cell]}).encode(), "a.ipynb")
    assert [remark.key for remark in code.remarks] == ([key] if key else [])
    assert bool(code.cells) == (kind == "code")


@pytest.mark.parametrize(
    "source", ["We *define* f below.", "    x = 1", "def f(x): raise NotImplementedError"]
)
def test_other_text_is_text(source):
    book = json.dumps({"cells": [{"cell_type": "markdown", "source": source}]})
    assert code_in(book.encode(), "a.ipynb").remarks == ()


@pytest.mark.parametrize(
    ("source", "run"),
    [
        ("from .tools import x", "from tools import x"),
        ("from . import tools", "import tools"),
        ("from .importer import y", "from importer import y"),
        ("from ..far import z", "from far import z"),
    ],
)
def test_an_answers_own_package_is_its_folder(source, run):
    assert [cell.source for cell in code_in(source.encode(), "a.py").cells] == [run]


@pytest.mark.parametrize("name", ["A.java", "a.m", "a.icloud", "a.R"])
def test_another_language_is_told_and_python_under_its_name_is_python(name):
    with pytest.raises(HandInError) as error:
        code_in(b"f <- function(x) { x }\n", name)
    assert error.value.key == "handin.unknown_kind"
    assert code_in(b"def f(x):\n    return x\n", name).cells
