"""Python within something else: marimo's cells, Markdown's fences. Every line stays where it was."""

import pytest

from autograder.judge.dialects import fenced, is_markdown, marimo
from tests.kinds.editors import MARIMO, MYST, NEW_MARIMO, QUARTO


def run(pieces):
    space = {}
    for piece in pieces:
        exec(compile(piece.text, "cell", "exec"), space)
    return space


@pytest.mark.parametrize("text", [MARIMO, NEW_MARIMO])
def test_what_marimos_cells_define_is_defined(text):
    pieces = [piece for piece in marimo(text) if "mo.md" not in piece.text]
    space = run(pieces)
    assert callable(space["brighten"]) and callable(space["darkest"])
    lines = text.split("\n")
    for piece in pieces:
        text_of_it = piece.text.removeprefix("if True:\n")
        first = piece.line + piece.text.startswith("if True:\n") - 1
        assert text_of_it == "\n".join(lines[first : first + text_of_it.count("\n") + 1])


@pytest.mark.parametrize(
    "text",
    [
        "import marimo as mo\nx = 1\n",
        "app = Flask()\n@app.route('/')\ndef f(): pass\n",
        "import marimo\n@app.cell\ndef broken(:",
        "x = 1",
    ],
)
def test_other_modules_are_no_marimo_notebooks(text):
    assert marimo(text) is None


@pytest.mark.parametrize("text", [MYST, QUARTO])
def test_only_python_is_left_of_markdown_and_its_lines_stay(text):
    plain = fenced(text)
    space = {}
    exec(compile(plain, "cells", "exec"), space)
    assert callable(space["brighten"]) and callable(space["darkest"])
    assert plain.count("\n") == text.count("\n")
    for old, new in zip(text.split("\n"), plain.split("\n"), strict=True):
        assert new in ("", old)


def test_fences_of_other_languages_and_fences_within_fences():
    text = "```bash\nls\n```\n````python\nx = '''\n```\n'''\n````\n~~~py\ny = 1\n~~~\n```\nz = 1\n```\n```{.python}\nw = 1"
    space = {}
    exec(fenced(text), space)
    assert (space["x"], space["y"], space["w"]) == ("\n```\n", 1, 1) and "z" not in space


@pytest.mark.parametrize(("name", "yes"), [("a.md", True), ("A.QMD", True), ("a.Rmd", True), ("md", False)])
def test_markdown_is_known_by_its_name(name, yes):
    assert is_markdown(name) == yes


def test_a_fence_that_is_none_is_passed_over_at_once():
    # Spaces could be a language's name as well: four hundred thousand took minutes.
    assert fenced("```" + " " * 400_000 + "`") == ""
