"""The notebooks of an assignment: statement and master, woven together, in one language and for one view."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import nbformat
from nbformat import v4

from autograder.base.messages import sentence
from autograder.course.master import SETUP, Master, View
from autograder.course.model import Assignment, Question
from autograder.course.outline import PICTURE
from autograder.course.statement import FURTHER, Block, Section, Statement
from autograder.release.contract import abridged, contract_text
from autograder.release.filled import END, Filled
from autograder.release.pictures import committed

# Otter, the judge and `autograder export` leave cells with this tag out: they show things and answer nothing.
IGNORE = "otter_ignore"
# Jupyter's own: "Run All" goes on when the cell raises, as cells that show an unwritten answer do.
MAY_RAISE = "raises-exception"


def notebook(
    assignment: Assignment, master: Master, statement: Statement, language: str, view: View
) -> nbformat.NotebookNode:
    """Return the notebook for `view`. Cell ids tell assignment, question and purpose, and never change."""
    sources = master.cells(view, language)
    filled = Filled(assignment, statement, language, anchor=lambda name: name)
    cells = _Cells(assignment, filled)
    _opening(cells, sources[SETUP])
    for question in assignment.questions:
        _question(cells, question, sources[question.id])
    if further := statement.section(FURTHER):
        _further(cells, further)
    _end(cells)
    return _notebook(cells.all, assignment, language)


def notebook_bytes(book: nbformat.NotebookNode) -> bytes:
    """Return the notebook's file: sorted keys, UTF-8, `\\n` line ends, no outputs."""
    nbformat.validate(book)
    text: str = nbformat.writes(book, version=4)
    return (text.rstrip("\n") + "\n").encode("utf-8")


def _made(make: Callable[..., Any], *args: Any, **kwargs: Any) -> nbformat.NotebookNode:
    """Return what nbformat, which tells no types, makes: a notebook, a cell, or the metadata of one."""
    node: nbformat.NotebookNode = make(*args, **kwargs)
    return node


class _Cells:
    """A growing list of cells with ids that tell what they are: "02_noise-q1-answer"."""

    def __init__(self, assignment: Assignment, filled: Filled):
        self.all: list[nbformat.NotebookNode] = []
        self.assignment = assignment
        self.filled = filled
        self.language = filled.language
        self._pictures = committed(assignment)

    def markdown(self, name: str, *texts: str) -> None:
        """Add a cell of prose; the pictures it shows are packed into it."""
        shown: dict[str, dict[str, str]] = {}
        text = "\n".join(self._attached(line, shown) for line in "\n\n".join(filter(None, texts)).split("\n"))
        cell = _made(v4.new_markdown_cell, text, id=_id(self.assignment, name))
        if shown:
            cell.attachments = nbformat.from_dict(shown)
        self.all.append(cell)

    def code(self, name: str, source: str, *tags: str) -> None:
        """Add a cell of code."""
        metadata = {"tags": list(tags)} if tags else {}
        self.all.append(_made(v4.new_code_cell, source, id=_id(self.assignment, name), metadata=metadata))

    def blocks(self, name: str, blocks: tuple[Block, ...], question: Question | None = None) -> None:
        """Add a cell for each block of a statement."""
        for position, block in enumerate(blocks, start=1):
            if block.run:
                self.code(f"{name}-run{position}", block.text, IGNORE, MAY_RAISE)
            else:
                self.markdown(f"{name}-text{position}", self.filled(block.text, question))

    def _attached(self, line: str, shown: dict[str, dict[str, str]]) -> str:
        """Return the line, its picture's address that of an attachment, which is put into `shown`."""
        match = PICTURE.match(line)
        if match is None:
            return line
        file = f"{match['name']}.{match['language']}.png"
        data = self._pictures.get(f"pictures/{file}")
        if data is None:
            return line  # rule 15 tells what is missing
        shown[file] = {"image/png": base64.b64encode(data).decode("ascii")}
        return f"![{match['alt']}](attachment:{file})"


def _id(assignment: Assignment, name: str) -> str:
    """Return the id of a cell; it has at most 64 characters."""
    return f"{assignment.id[:40]}-{name}"


def _opening(cells: _Cells, setup: str) -> None:
    statement, language, filled = cells.filled.statement, cells.language, cells.filled
    introduction = statement[""]
    cells.markdown("title", f"# {filled.typeset(statement.title)}", *_texts(cells, introduction.before))
    cells.blocks("title", introduction.after)
    section = statement.section(SETUP) or Section(SETUP, "", (), 0)
    cells.markdown("setup-text", _heading(filled, SETUP), *_texts(cells, section.before))
    # First of all cells that run: it also silences TensorFlow's start-up lines. Graded with the rest, where it does
    # nothing, so that a student's own `autograder.hint("q1")` finds its name.
    use = f'import autograder\n\nautograder.use("{cells.assignment.id}", language="{language}")'
    cells.code("use", use)
    if setup:
        cells.code("setup", setup)
    cells.blocks("setup", section.after)


def _question(cells: _Cells, question: Question, answer: str) -> None:
    section = cells.filled.statement[question.id]
    answer, contracts = abridged(answer)
    contract = cells.filled.typeset(contract_text(contracts, cells.language))
    heading = _heading(cells.filled, question.id)
    cells.markdown(question.id, heading, *_texts(cells, section.before, question), contract)
    cells.code(f"{question.id}-answer", answer)
    check = f'autograder.check("{question.id}")'
    if not question.manual:
        check += (
            f'\n# autograder.hint("{question.id}")  # {sentence("notebook.hint_comment", cells.language)}'
        )
    cells.code(f"{question.id}-check", check, IGNORE)
    cells.blocks(question.id, section.after, question)


def _further(cells: _Cells, section: Section) -> None:
    cells.markdown(FURTHER, _heading(cells.filled, FURTHER), *_texts(cells, section.before))
    cells.blocks(FURTHER, section.after)


def _end(cells: _Cells) -> None:
    assignment, language = cells.assignment, cells.language
    wanted = ", ".join(f"`{name}`" for name in assignment.wanted_files)
    files = sentence("notebook.end_files", language, files=wanted) if wanted else ""
    cells.markdown(END, _heading(cells.filled, END), sentence("notebook.end_check", language))
    cells.code("check", "autograder.check()\nautograder.progress()", IGNORE)
    cells.markdown("end-export", sentence("notebook.end", language), files)
    cells.code("export", f'autograder.export("{assignment.id}")', IGNORE)


def _heading(filled: Filled, name: str) -> str:
    """Return the heading of a section, below the anchor that the table of contents leads to.

    The ids that front ends give to headings differ as soon as one holds a capital, an accent or a point, and JupyterLab
    alone knows `#cell-id=`. An `<a id>` leads there in JupyterLab, VS Code and nbviewer, an `<a name>` in Colab.
    """
    return f'<a id="{name}" name="{name}"></a>\n\n## {filled.heading(name)}'


def _texts(cells: _Cells, blocks: tuple[Block, ...], question: Question | None = None) -> list[str]:
    return [cells.filled(block.text, question) for block in blocks]


def _notebook(
    cells: list[nbformat.NotebookNode], assignment: Assignment, language: str
) -> nbformat.NotebookNode:
    book = _made(v4.new_notebook, cells=cells)
    book.nbformat_minor = 5
    book.metadata = _made(
        nbformat.from_dict,
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "autograder": {"assignment": assignment.id, "language": language},
        },
    )
    return book
