"""How verdicts and hints look: a small table in a notebook, aligned lines in a terminal, the same words in both."""

from __future__ import annotations

import base64
import html
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from autograder.base.messages import sentence
from autograder.base.progress import in_notebook
from autograder.base.verdict import Outcome, Verdict
from autograder.base.verdict_lines import Kind, said_before, verdict_lines

# A word, a symbol and a colour each: none of them alone. White on these has a contrast of 4.9 or more, in light and
# dark themes alike, as the badge brings its own background.
_SYMBOL = {Outcome.PASS: "✓", Outcome.FAIL: "✗", Outcome.NOT_RUN: "–", Outcome.JUDGE_ERROR: "!"}
_PLAIN_SYMBOL = {Outcome.PASS: "+", Outcome.FAIL: "x", Outcome.NOT_RUN: "-", Outcome.JUDGE_ERROR: "!"}
_WORST_FIRST = (Outcome.FAIL, Outcome.JUDGE_ERROR, Outcome.NOT_RUN)
_COLOUR = {
    Outcome.PASS: "#1a7f37",
    Outcome.FAIL: "#b3261e",
    Outcome.NOT_RUN: "#57606a",
    Outcome.JUDGE_ERROR: "#8a4b00",
}
_CODE = re.compile(r"`([^`\n]+)`")
# Words between spaces or signs: Python's own `x**2 + y**2` and `f(**a, **b)` stay, in whatever a student's line holds.
_BOLD = re.compile(r"(?<![\w*)\]])\*\*(?=\w)([^*\n]*[\w.!?])\*\*(?!\w)")
_RICH = {
    Outcome.PASS: "green",
    Outcome.FAIL: "red",
    Outcome.NOT_RUN: "yellow",
    Outcome.JUDGE_ERROR: "magenta",
}


@dataclass(frozen=True)
class Row:
    """One verdict beside the fact it is about, in one language; `hint` is what to type for the hint that fits it.

    `teacher`: it is read by one, and does not speak to the student.
    """

    fact: str
    verdict: Verdict
    hint: str = ""
    teacher: bool = False

    def details(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return what was found, as pairs of a label ("Received:", or "" for the sentence itself) and a text."""
        lines = verdict_lines(self.verdict, language, broken="check.judge_error_text", teacher=self.teacher)
        hint = ((sentence("check.hint", language), f"`{self.hint}`"),) if self.hint else ()
        return (*((line.label, line.text) for line in lines), *hint)

    def reason(self, language: str) -> str:
        """Return in one line why a check did not pass."""
        lines = verdict_lines(self.verdict, language, broken="check.judge_error_text")
        return next(
            (" ".join(line.text.split("\n")) for line in lines if line.kind is Kind.MESSAGE), self.fact
        )


@dataclass(frozen=True)
class VerdictTable:
    """The verdicts of one question: `_repr_html_` for notebooks, `str` for everywhere else.

    `earned` of the `possible` points of these checks; `remarks` stand below.
    """

    title: str
    rows: tuple[Row, ...]
    language: str
    remarks: tuple[str, ...] = ()
    earned: int = 0
    possible: int = 0

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(row.verdict.passed for row in self.rows)

    @property
    def sign(self) -> str:
        """The symbol of the worst verdict: a question of which nothing failed, but not all ran, is not a failed one."""
        found = {row.verdict.outcome for row in self.rows}
        return _SYMBOL[next((each for each in _WORST_FIRST if each in found), Outcome.PASS)]

    def details(self) -> list[tuple[int, tuple[tuple[str, str], ...]]]:
        """Return what was found in each row, and how many rows it stands for: 0 where the row above says it already.

        Rows below each other that say the same (an answer that is missing, a line that raises) say it once, with the
        call of the first of them; further down it is called the same reason as above.
        """
        found: list[tuple[int, tuple[tuple[str, str], ...]]] = []
        beside = sentence("check.call", self.language), sentence("check.hint", self.language)
        everything = [row.details(self.language) for row in self.rows]
        reasons = [tuple(each for each in details if each[0] not in beside) for details in everything]
        first = 0
        for place, before in enumerate(said_before(reasons)):
            if before is None or self.rows[place].verdict.picture:
                found.append((1, everything[place]))
                first = place
            elif before == place - 1:
                found[first] = (found[first][0] + 1, found[first][1])
                found.append((0, ()))
            else:
                found.append((1, (("", sentence("feedback.as_above", self.language)),)))
                first = place
        return found

    def _repr_html_(self) -> str:
        # Where all is well, there is no detail.
        names = ("verdict", "fact") if self.passed else ("verdict", "fact", "detail")
        heads = "".join(
            f'<th scope="col" style="{_CELL}">{_safe(sentence(f"check.{name}", self.language))}</th>'
            for name in names
        )
        rows = "".join(
            self._html_row(row, count, details, len(names))
            for row, (count, details) in zip(self.rows, self.details())
        )
        remarks = "".join(f'<p style="margin:.3em 0">{_marked(each)}</p>' for each in self.remarks)
        caption = f'<caption style="{_CAPTION}">{_safe(self.title)}</caption>'
        if not self.rows:  # a person reads the answer
            title = f'<p style="margin:.3em 0"><b>{_safe(self.title)}</b></p>'
            return f'<div lang="{self.language}" class="autograder-report">{title}{remarks}</div>'
        table = (
            f'<table style="{_TABLE}">{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        )
        return f'<div lang="{self.language}" class="autograder-report">{table}{remarks}</div>'

    def _html_row(self, row: Row, count: int, details: tuple[tuple[str, str], ...], columns: int) -> str:
        outcome = row.verdict.outcome
        word = _safe(sentence(f"check.{outcome}", self.language))
        badge = (
            f'<span style="{_BADGE};background:{_COLOUR[outcome]}">'
            f'<span aria-hidden="true">{_SYMBOL[outcome]}</span> {word}</span>'
        )
        call = sentence("check.call", self.language)
        lines = []
        for label, text in details:
            shown = f"<code>{_safe(text)}</code>" if label == call else _marked(text)
            lines.append(f"<div>{f'<b>{_safe(label)}</b> ' if label else ''}{shown}</div>")
        if row.verdict.picture and not row.verdict.passed:
            picture = row.verdict.picture
            source = base64.b64encode(picture.png).decode("ascii")
            alt = html.escape(picture.about.text(self.language))
            lines.append(
                f'<figure style="margin:.4em 0"><img src="data:image/png;base64,{source}" alt="{alt}" '
                f'style="max-width:100%;image-rendering:pixelated;background:#fff">'
                f'<figcaption style="font-size:90%">{alt}</figcaption></figure>'
            )
        cells = "".join(f'<td style="{_CELL}">{cell}</td>' for cell in (badge, _marked(row.fact)))
        if columns > 2 and count:
            several = f' rowspan="{count}"' if count > 1 else ""
            cells += f'<td style="{_CELL}"{several}>{"".join(lines)}</td>'
        return f"<tr>{cells}</tr>"

    def __str__(self) -> str:
        return "\n".join("".join(text for text, _ in line) for line in self._lines(_SYMBOL))

    __repr__ = __str__

    def _lines(self, symbols: Mapping[Outcome, str]) -> list[list[tuple[str, str]]]:
        """Return lines of (text, rich style) pieces."""
        words = {outcome: sentence(f"check.{outcome}", self.language) for outcome in Outcome}
        width = max((len(words[row.verdict.outcome]) for row in self.rows), default=0)
        lines = [[(self.title, "bold")]]
        waiting: tuple[tuple[str, str], ...] = ()
        after = [count for count, _ in self.details()][1:]
        for row, (count, details), following in zip(self.rows, self.details(), [*after, 1]):
            outcome = row.verdict.outcome
            waiting = details if count else waiting
            details = () if following == 0 else waiting  # below the last row it stands for
            badge = f"  {symbols[outcome]} {words[outcome]:<{width}}  "
            lines.append([(badge, _RICH[outcome]), (_unmarked(row.fact), "")])
            for label, text in details:
                gap = " " * len(badge)
                for position, part in enumerate(text.splitlines() or [""]):
                    head = f"{label} " if label and position == 0 else ""
                    lines.append([(gap, ""), (head, "bold"), (_unmarked(part), "")])
        lines += [[(f"  {_unmarked(each)}", "")] for each in self.remarks]
        return lines


@dataclass(frozen=True)
class Note:
    """One or several sentences: a hint, or what to do."""

    lines: tuple[str, ...]
    language: str

    def _repr_html_(self) -> str:
        first, *others = self.lines
        rest = "".join(f'<p style="margin:.3em 0">{_marked(each)}</p>' for each in others)
        return f'<div lang="{self.language}" class="autograder-note" style="{_NOTE}"><b>{_marked(first)}</b>{rest}</div>'

    def __str__(self) -> str:
        return "\n".join(_unmarked(line) for line in self.lines)

    __repr__ = __str__


@dataclass(frozen=True)
class Output:
    """What the student's code printed: a title, blocks of a heading and lines, and where all of it is to be seen."""

    title: str
    blocks: tuple[tuple[str, tuple[str, ...]], ...]
    last: str
    language: str

    def _repr_html_(self) -> str:
        blocks = "".join(
            f'<div>{_safe(head)}</div><pre style="{_OUTPUT}">{_safe(chr(10).join(lines))}</pre>'
            for head, lines in self.blocks
        )
        last = f'<p style="margin:.3em 0">{_marked(self.last)}</p>'
        style = _NOTE.replace("#8a6d00", "#57606a")
        title = f"<b>{_safe(self.title)}</b>"
        return f'<div lang="{self.language}" class="autograder-output" style="{style}">{title}{blocks}{last}</div>'

    def __str__(self) -> str:
        lines = [self.title]
        for head, block in self.blocks:
            lines += [f"  {head}", *(f"  | {each}".rstrip() for each in block)]
        return "\n".join([*lines, f"  {_unmarked(self.last)}", ""])

    __repr__ = __str__


@dataclass(frozen=True)
class Lines:
    """A table of words without verdicts, such as progress: a title, rows of as many cells, a sentence below."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    last: str
    language: str

    def _repr_html_(self) -> str:
        rows = "".join(
            "<tr>" + "".join(f'<td style="{_CELL}">{_safe(cell)}</td>' for cell in row) + "</tr>"
            for row in self.rows
        )
        caption = f'<caption style="{_CAPTION}">{_safe(self.title)}</caption>'
        last = f'<p style="margin:.3em 0">{_marked(self.last)}</p>'
        table = f'<table style="{_TABLE}">{caption}<tbody>{rows}</tbody></table>'
        return f'<div lang="{self.language}" class="autograder-lines">{table}{last}</div>'

    def __str__(self) -> str:
        wide = [max(map(len, column)) for column in zip(*self.rows)]
        rows = ("  ".join(cell.ljust(size) for cell, size in zip(row, wide)).rstrip() for row in self.rows)
        return "\n".join([self.title, *rows, _unmarked(self.last)])

    __repr__ = __str__


Shown = VerdictTable | Note | Lines | Output


def show(thing: Shown, stream: TextIO | None = None) -> None:
    """Show a table or a note where the reader is: as HTML in a notebook, with colours in a terminal,
    plain elsewhere.
    """
    if stream is None and in_notebook():
        from IPython.display import display

        display(thing)  # type: ignore[no-untyped-call]
        return
    stream = stream or sys.stdout
    symbols = _SYMBOL if _writes(stream, "".join(_SYMBOL.values())) else _PLAIN_SYMBOL
    plain = {_SYMBOL[outcome]: symbol for outcome, symbol in symbols.items()}
    lines = (
        thing._lines(symbols)
        if isinstance(thing, VerdictTable)
        else [[(plain.get(line[:1], line[:1]) + line[1:], "")] for line in str(thing).splitlines()]
    )
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*((_writable(stream, text), style) for text, style in line)))


_TABLE = "color:inherit;border-collapse:collapse;margin:.4em 0;text-align:left;max-width:60em"
_CAPTION = "caption-side:top;text-align:left;font-weight:bold;padding:.2em 0;color:inherit"
_CELL = "color:inherit;text-align:left;vertical-align:top;padding:.25em .6em;border-top:1px solid rgba(128,128,128,.35);white-space:normal"
_BADGE = "display:inline-block;color:#fff;border-radius:.4em;padding:0 .5em;white-space:nowrap"
_OUTPUT = "color:inherit;background:transparent;margin:.2em 0 .2em .5em;white-space:pre-wrap"
_NOTE = "border-left:.25em solid #8a6d00;padding:.2em .8em;margin:.4em 0;max-width:60em"


def _safe(text: str) -> str:
    return html.escape(str(text))


def _marked(text: str) -> str:
    """Return HTML of a text whose only markup is `code` and **words in bold**."""
    return "".join(
        f"<code>{_safe(piece)}</code>"
        if position % 2
        else _BOLD.sub(r"<b>\1</b>", _safe(piece)).replace("\n", "<br>")
        for position, piece in enumerate(_CODE.split(text))
    )


def _unmarked(text: str) -> str:
    """Return the words of such a text alone."""
    pieces = _CODE.split(text)
    return "".join(
        piece if position % 2 else _BOLD.sub(r"\1", piece) for position, piece in enumerate(pieces)
    )


def _writable(stream: TextIO, text: str) -> str:
    """Return a text in which "?" stands for what a stream cannot write: a student's code prints anything."""
    if _writes(stream, text):
        return text
    encoding = getattr(stream, "encoding", None) or "ascii"
    return text.encode(encoding, "replace").decode(encoding)


def _writes(stream: TextIO, text: str) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def summary_markdown(rows: Sequence[tuple[str, Row]], language: str) -> str:
    """Return a Markdown table of (assignment and question, row) pairs, for a workflow's job summary."""
    heads = " | ".join(sentence(f"check.{name}", language) for name in ("verdict", "fact", "detail"))
    lines = [f"| | {heads} |", "| --- | --- | --- | --- |"]
    for where, row in rows:
        outcome = row.verdict.outcome
        found = " ".join(f"{label} {text}".strip() for label, text in row.details(language))
        cells = (
            where,
            f"{_SYMBOL[outcome]} {sentence(f'check.{outcome}', language)}",
            row.fact,
            found,
        )
        lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    passed = sum(row.verdict.passed for _, row in rows)
    lines += ["", sentence("check.total", language, passed=passed, total=len(rows))]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return html.escape(text, quote=False).replace("|", "\\|").replace("\n", " ")
