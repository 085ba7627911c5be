"""The notebooks of an assignment: statement and master, woven together, in one language and for one view."""

from __future__ import annotations

from dataclasses import replace

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course.master import SETUP, Master, View
from autograder.course.model import Assignment, Question
from autograder.course.statement import Block, Statement
from autograder.messages import sentence

# Otter, the judge and `autograder export` leave cells with this tag out: they show things and answer nothing.
IGNORE = "otter_ignore"
# Jupyter's own: "Run All" goes on when the cell raises, as cells that show an unwritten answer do.
MAY_RAISE = "raises-exception"


def notebook(
    assignment: Assignment, master: Master, statement: Statement, language: str, view: View
) -> nbformat.NotebookNode:
    """Return the notebook for `view`. Cell ids tell assignment, question and purpose, and never change."""
    sources = master.cells(view)
    cells = _Cells(assignment.id)
    for question in (None, *assignment.questions):
        if question is None:
            _opening(cells, assignment, statement, sources[SETUP], language)
        else:
            _question(cells, question, statement, sources[question.id], language)
    cells.markdown("end", f"## {sentence('notebook.end_title', language)}\n\n{_end(assignment, language)}")
    cells.code("export", f'autograder.export("{assignment.id}")', IGNORE)
    return _notebook(cells.all, assignment, language)


def notebook_bytes(book: nbformat.NotebookNode) -> bytes:
    """Return the notebook's file: sorted keys, UTF-8, `\\n` line ends, no outputs."""
    nbformat.validate(book)
    return (nbformat.writes(book, version=4).rstrip("\n") + "\n").encode("utf-8")


def question_heading(question: Question, statement: Statement) -> str:
    """Return the heading of a question, "Question 1 · Add noise"."""
    title = statement.section(question.id).title
    return f"Question {question.id[1:]} · {title}" if title else f"Question {question.id[1:]}"


def with_points(text: str, points: int) -> str:
    """Return `text` with `{points}` filled in; every other brace is left alone (prose holds code)."""
    return text.replace("{points}", str(points))


class _Cells:
    """A growing list of cells with ids that tell what they are: "02_noise-q1-answer"."""

    def __init__(self, assignment: str):
        self.all: list[nbformat.NotebookNode] = []
        self._prefix = assignment[:40]  # an id has at most 64 characters

    def markdown(self, name: str, text: str):
        self.all.append(new_markdown_cell(text, id=self._id(name)))

    def code(self, name: str, source: str, *tags: str):
        metadata = {"tags": list(tags)} if tags else {}
        self.all.append(new_code_cell(source, id=self._id(name), metadata=metadata))

    def blocks(self, name: str, blocks: tuple[Block, ...], points: int = 0):
        for position, block in enumerate(blocks, start=1):
            if block.run:
                self.code(f"{name}-run{position}", block.text, IGNORE, MAY_RAISE)
            else:
                self.markdown(f"{name}-text{position}", with_points(block.text, points))

    def _id(self, name: str) -> str:
        return f"{self._prefix}-{name}"


def _opening(cells: _Cells, assignment: Assignment, statement: Statement, setup: str, language: str):
    before, after = _split(statement.section("").blocks)
    cells.markdown(
        "title",
        "\n\n".join(
            [f"# {statement.title}", *(with_points(each.text, assignment.maximum) for each in before)]
        ),
    )
    cells.blocks("title", after, assignment.maximum)
    section = statement.section(SETUP)
    before, after = _split(section.blocks if section else ())
    heading = section.title if section and section.title else sentence("notebook.setup_title", language)
    cells.markdown("setup-text", "\n\n".join([f"## {heading}", *(each.text for each in before)]))
    # First of all cells that run: it also silences TensorFlow's start-up lines. Graded with the rest, where it does
    # nothing, so that a student's own `autograder.hint("q1")` finds its name.
    cells.code("use", f'import autograder\n\nautograder.use("{assignment.id}", language="{language}")')
    if setup:
        cells.code("setup", setup)
    cells.blocks("setup", after)


def _question(cells: _Cells, question: Question, statement: Statement, answer: str, language: str):
    before, after = _split(statement.section(question.id).blocks)
    texts = [f"## {question_heading(question, statement)}"]
    texts += [with_points(block.text, question.points) for block in before]
    cells.markdown(question.id, "\n\n".join(texts))
    cells.code(f"{question.id}-answer", answer)
    hint = sentence("notebook.hint_comment", language)
    cells.code(
        f"{question.id}-check",
        f'autograder.check("{question.id}")\n# autograder.hint("{question.id}")  # {hint}',
        IGNORE,
    )
    cells.blocks(question.id, after, question.points)


def _split(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the prose before the first cell to run, and everything from it on.

    A last paragraph that ends in a colon announces the cell ("Look at the result:") and goes with it.
    """
    first = next((position for position, block in enumerate(blocks) if block.run), len(blocks))
    before, after = blocks[:first], blocks[first:]
    if after and before and before[-1].text.endswith(":"):
        text, gap, announcement = before[-1].text.rpartition("\n\n")
        before = (*before[:-1], *([replace(before[-1], text=text)] if gap else []))
        after = (replace(blocks[first - 1], text=announcement), *after)
    return before, after


def _end(assignment: Assignment, language: str) -> str:
    text = sentence("notebook.end", language)
    if assignment.files:
        names = ", ".join(f"`{name}`" for name in assignment.wanted_files)
        text += "\n\n" + sentence("notebook.end_files", language, files=names)
    return text


def _notebook(
    cells: list[nbformat.NotebookNode], assignment: Assignment, language: str
) -> nbformat.NotebookNode:
    book = new_notebook(cells=cells)
    book.nbformat_minor = 5
    book.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "autograder": {"assignment": assignment.id, "language": language},
        }
    )
    return book
