"""The statement and the hints: Markdown with one section per question, in each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.base.errors import ContentError
from autograder.base.messages import Message

_HEADING = re.compile(r"##\s+(\S+)\s*(.*?)\s*$")
_FENCE = re.compile(r"^```(.*)$")
RUN = "python run"
_FITS = re.compile(r"\[([a-z]\w*(?:,\s*[a-z]\w*)*)\] ")
# Where the answer and its check stand in a question: what comes before is read first, what comes after shows the
# answer.
ANSWER = "<!-- answer -->"
SETUP, FURTHER = "setup", "further"


@dataclass(frozen=True)
class Block:
    """A piece of a section: Markdown prose, or (`run`) the source of a cell that the notebook executes."""

    text: str
    run: bool
    line: int


@dataclass(frozen=True)
class Section:
    """One "## q1 Title" section; the part before the first has the name "" and no title.

    `answer` is the number of blocks that stand above the line `<!-- answer -->`; None without such a line.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    line: int
    answer: int | None = None

    @property
    def before(self) -> tuple[Block, ...]:
        """What stands above the answer: up to its line, or without one the prose before the first cell to run."""
        return self.blocks[: self._place()]

    @property
    def after(self) -> tuple[Block, ...]:
        """What stands below the answer: the cells that show it, and the prose beside them."""
        return self.blocks[self._place() :]

    def _place(self) -> int:
        if self.answer is not None:
            return self.answer
        return next((place for place, block in enumerate(self.blocks) if block.run), len(self.blocks))


@dataclass(frozen=True)
class Statement:
    """A statement in one language: its title, the introduction and the sections in order."""

    path: Path
    title: str
    sections: tuple[Section, ...]

    @staticmethod
    def parse(path: Path, text: str, questions: Sequence[str]) -> Statement:
        """Return the statement in `text`: "# Title", an introduction, "## setup" if wanted, one "## q…" a question,
        "## further" if wanted.

        Raises:
            ContentError: No title, a section that is missing, unknown or out of order, a fence that is not closed.
        """
        lines = text.splitlines()
        if not lines or not lines[0].startswith("# "):
            raise ContentError("content.no_title", path, 1)
        sections = _sections(path, lines)
        names = [section.name for section in sections if section.name]
        wanted = [
            *([SETUP] if SETUP in names else []),
            *questions,
            *([FURTHER] if FURTHER in names else []),
        ]
        for section in sections:
            if section.name and section.name not in wanted:
                raise ContentError(
                    "content.stray_section", path, section.line, name=section.name, wanted=_list(wanted)
                )
        if names != wanted:
            missing = [name for name in wanted if name not in names]
            advice = (
                Message.of("content.add_section", name=missing[0])
                if missing
                else Message.of("content.sections_in_order", order=_list(wanted))
            )
            raise ContentError(
                "content.other_sections", path, 1, wanted=_list(wanted), found=_list(names), advice=advice
            )
        return Statement(path, lines[0][2:].strip(), sections)

    def __getitem__(self, name: str) -> Section:
        """Return the section of this name, which is there: "" and each question's are. Raises KeyError."""
        section = self.section(name)
        if section is None:
            raise KeyError(name)
        return section

    def section(self, name: str) -> Section | None:
        """Return the section of this name ("", "setup", "q1", …), or None."""
        return next((section for section in self.sections if section.name == name), None)


@dataclass(frozen=True)
class Hint:
    """A hint, and the checks it helps with when they fail."""

    text: str
    checks: tuple[str, ...] = ()

    @staticmethod
    def parse(item: str) -> Hint:
        """Return the hint of an item: "[uniform_form, gaussian_form] If the check on the form fails …" or its text
        alone.
        """
        match = _FITS.match(item)
        return Hint(item[match.end() :], tuple(re.split(r",\s*", match[1]))) if match else Hint(item)


def parse_hints(path: Path, text: str, functions: Mapping[str, str]) -> dict[str, tuple[Hint, ...]]:
    """Return the hints of each graded function, gentlest first: "## q1 add_noise" headings over lists of items.

    `functions` maps each graded name to its question's id.

    Raises:
        ContentError: A function without hints, a heading of no function, fewer than three hints.
    """
    hints: dict[str, tuple[Hint, ...]] = {}
    for line, question, name, body in _hint_sections(text):
        if functions.get(name) != question:
            expected = _list(f"## {q} {f}" for f, q in functions.items())
            raise ContentError(
                "content.stray_hints", path, line, question=question, name=name, wanted=expected
            )
        items = tuple(
            Hint.parse(" ".join(item.split()))
            for item in re.split(r"^\s*(?:[-*]|\d+\.)\s+", body, flags=re.M)[1:]
        )
        if len(items) < 3:
            raise ContentError("content.few_hints", path, line, name=name, count=len(items))
        hints[name] = items
    for name, question in functions.items():
        if name not in hints:
            raise ContentError("content.no_hints", path, 1, name=name, question=question)
    return hints


def _sections(path: Path, lines: list[str]) -> tuple[Section, ...]:
    sections, name, title, start = [], "", "", 1
    body: list[tuple[int, str]] = []
    fence = None
    for number, line in enumerate(lines[1:], start=2):
        if _FENCE.match(line):
            fence = None if fence else number
        heading = None if fence else _HEADING.match(line)
        if heading:
            sections.append(_section(path, name, title, body, start))
            name, title, start, body = heading[1], heading[2], number, []
        else:
            body.append((number, line))
    if fence:
        raise ContentError("content.open_fence", path, fence)
    return (*sections, _section(path, name, title, body, start))


def _section(path: Path, name: str, title: str, body: list[tuple[int, str]], start: int) -> Section:
    places = [place for place, (_, line) in enumerate(body) if line.strip() == ANSWER]
    if not places:
        return Section(name, title, _blocks(body), start)
    first = places[0]
    if len(places) > 1 or name in ("", SETUP, FURTHER):
        line = body[places[-1]][0]
        raise ContentError("content.answer_once", path, line, answer=ANSWER)
    before = _blocks(body[:first])
    return Section(name, title, (*before, *_blocks(body[first + 1 :])), start, len(before))


def _blocks(body: list[tuple[int, str]]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    current: list[str] = []
    start, running = 0, False

    def close(run: bool) -> None:
        text = "\n".join(current).strip("\n")
        if text:
            blocks.append(Block(text, run, start))
        current.clear()

    for number, line in body:
        match = _FENCE.match(line)
        if match and not running and match[1].strip() == RUN:
            close(run=False)
            running, start = True, number + 1
        elif match and running:
            close(run=True)
            running, start = False, number + 1
        elif current or line.strip():
            start = start if current else number
            current.append(line)
    close(run=False)
    return tuple(blocks)


def _hint_sections(text: str) -> Iterator[tuple[int, str, str, str]]:
    pieces = re.split(r"^##\s+(\S+)\s+(\S+)\s*$", text, flags=re.M)
    line = 1 + pieces[0].count("\n")
    for question, name, body in zip(pieces[1::3], pieces[2::3], pieces[3::3]):
        yield line, question, name, body
        line += body.count("\n")


def _list(names: Iterable[str]) -> str:
    return ", ".join(names) or "–"
