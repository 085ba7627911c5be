"""How verdicts and hints look: a small table in a notebook, aligned lines in a terminal, the same words in both."""

from __future__ import annotations

import base64
import html
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.messages import sentence
from autograder.verdict import Outcome, Verdict

# A word, a symbol and a colour each: none of them alone. White on these has a contrast of 4.9 or more, in light and
# dark themes alike, as the badge brings its own background.
_SYMBOL = {Outcome.PASS: "✓", Outcome.FAIL: "✗", Outcome.NOT_RUN: "–", Outcome.JUDGE_ERROR: "!"}
_PLAIN_SYMBOL = {Outcome.PASS: "+", Outcome.FAIL: "x", Outcome.NOT_RUN: "-", Outcome.JUDGE_ERROR: "!"}
_COLOUR = {
    Outcome.PASS: "#1a7f37",
    Outcome.FAIL: "#b3261e",
    Outcome.NOT_RUN: "#57606a",
    Outcome.JUDGE_ERROR: "#8a4b00",
}
_RICH = {
    Outcome.PASS: "green",
    Outcome.FAIL: "red",
    Outcome.NOT_RUN: "yellow",
    Outcome.JUDGE_ERROR: "magenta",
}


@dataclass(frozen=True)
class Row:
    """One verdict beside the fact it is about, in one language."""

    fact: str
    verdict: Verdict

    def details(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return what was found, as pairs of a label ("Received:", or "" for the sentence itself) and a text."""
        verdict = self.verdict
        if verdict.passed:
            return ()
        if verdict.outcome is Outcome.JUDGE_ERROR:
            return (("", sentence("check.judge_error_text", language)),)
        found = []
        if verdict.call and verdict.outcome is not Outcome.NOT_RUN:
            found.append((sentence("check.call", language), verdict.call))
        if verdict.message:
            found.append(("", verdict.message.text(language)))
        if verdict.expected:
            found.append((sentence("check.expected", language), verdict.expected.text(language)))
        if verdict.received:
            found.append((sentence("check.received", language), verdict.received.text(language)))
        return tuple(found)


@dataclass(frozen=True)
class Report:
    """The verdicts of one question: `_repr_html_` for notebooks, `str` for everywhere else."""

    title: str
    rows: tuple[Row, ...]
    language: str
    remarks: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(row.verdict.passed for row in self.rows)

    def _repr_html_(self) -> str:
        names = ("verdict", "fact", "detail")[
            : 2 if self.passed else 3
        ]  # where all is well, there is no detail
        heads = "".join(
            f'<th scope="col" style="{_CELL}">{_safe(sentence(f"check.{name}", self.language))}</th>'
            for name in names
        )
        rows = "".join(self._html_row(row, len(names)) for row in self.rows)
        remarks = "".join(f'<p style="margin:.3em 0">{_marked(each)}</p>' for each in self.remarks)
        caption = f'<caption style="{_CAPTION}">{_safe(self.title)}</caption>'
        table = (
            f'<table style="{_TABLE}">{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        )
        return f'<div lang="{self.language}" class="autograder-report">{table}{remarks}</div>'

    def _html_row(self, row: Row, columns: int) -> str:
        outcome = row.verdict.outcome
        word = _safe(sentence(f"check.{outcome}", self.language))
        badge = (
            f'<span style="{_BADGE};background:{_COLOUR[outcome]}">'
            f'<span aria-hidden="true">{_SYMBOL[outcome]}</span> {word}</span>'
        )
        call = sentence("check.call", self.language)
        lines = []
        for label, text in row.details(self.language):
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
        cells = (badge, _marked(row.fact), "".join(lines))[:columns]
        return "<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells) + "</tr>"

    def __str__(self) -> str:
        return "\n".join("".join(text for text, _ in line) for line in self._lines(_SYMBOL))

    __repr__ = __str__

    def _lines(self, symbols) -> list[list[tuple[str, str]]]:
        """Return lines of (text, rich style) pieces."""
        words = {outcome: sentence(f"check.{outcome}", self.language) for outcome in Outcome}
        width = max((len(words[row.verdict.outcome]) for row in self.rows), default=0)
        lines = [[(self.title, "bold")]]
        for row in self.rows:
            outcome = row.verdict.outcome
            badge = f"  {symbols[outcome]} {words[outcome]:<{width}}  "
            lines.append([(badge, _RICH[outcome]), (_unmarked(row.fact), "")])
            for label, text in row.details(self.language):
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


def show(thing: Report | Note, stream=None) -> None:
    """Show a report or a note where the reader is: as HTML in a notebook, with colours in a terminal, plain elsewhere."""
    if stream is None and in_notebook():
        from IPython.display import display

        display(thing)
        return
    stream = stream or sys.stdout
    symbols = _SYMBOL if _writes(stream, "".join(_SYMBOL.values())) else _PLAIN_SYMBOL
    lines = (
        thing._lines(symbols)
        if isinstance(thing, Report)
        else [[(line, "")] for line in str(thing).splitlines()]
    )
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*line))


def in_notebook() -> bool:
    """Whether this process is a Jupyter kernel."""
    module = sys.modules.get("IPython")
    shell = module and module.get_ipython()
    return bool(shell) and hasattr(shell, "kernel")


class Progress:
    """One line that says what is being checked; it disappears at the end, and shows nothing where nobody looks.

    Used as a context manager. `step(text)` changes the line.
    """

    def __init__(self, stream=None):
        self._stream = stream or sys.stderr
        self._handle = None
        self._shown = ""

    def __enter__(self) -> Progress:
        return self

    def step(self, text: str) -> None:
        """Show `text` in place of what was shown before."""
        if in_notebook():
            self._in_notebook(text)
        elif self._stream.isatty():
            self._stream.write(f"\r{' ' * len(self._shown)}\r{text[:110]}")
            self._stream.flush()
            self._shown = text[:110]

    def __exit__(self, *_):
        if self._handle is not None:
            self._handle.update({"text/plain": "", "text/html": ""}, raw=True)
        elif self._shown:
            self._stream.write(f"\r{' ' * len(self._shown)}\r")
            self._stream.flush()

    def _in_notebook(self, text: str) -> None:
        from IPython.display import display

        shown = f'<div role="status" style="opacity:.8">⏳ {_marked(text)}</div>'
        line = {"text/plain": _unmarked(text), "text/html": shown}
        if self._handle is None:
            self._handle = display(line, raw=True, display_id=True)
        else:
            self._handle.update(line, raw=True)


_TABLE = "color:inherit;border-collapse:collapse;margin:.4em 0;text-align:left;max-width:60em"
_CAPTION = "caption-side:top;text-align:left;font-weight:bold;padding:.2em 0;color:inherit"
_CELL = "color:inherit;text-align:left;vertical-align:top;padding:.25em .6em;border-top:1px solid rgba(128,128,128,.35);white-space:normal"
_BADGE = "display:inline-block;color:#fff;border-radius:.4em;padding:0 .5em;white-space:nowrap"
_NOTE = "border-left:.25em solid #8a6d00;padding:.2em .8em;margin:.4em 0;max-width:60em"


def _safe(text: str) -> str:
    return html.escape(str(text))


def _marked(text: str) -> str:
    """Return HTML of a text whose only markup is `code`."""
    pieces = re.split(r"`([^`\n]+)`", text)
    return "".join(
        f"<code>{_safe(piece)}</code>" if position % 2 else _safe(piece).replace("\n", "<br>")
        for position, piece in enumerate(pieces)
    )


def _unmarked(text: str) -> str:
    return re.sub(r"`([^`\n]+)`", r"\1", text)


def _writes(stream, text: str) -> bool:
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
        told = " ".join(f"{label} {text}".strip() for label, text in row.details(language))
        cells = (
            where,
            f"{_SYMBOL[outcome]} {sentence(f'check.{outcome}', language)}",
            row.fact,
            told,
        )
        lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    passed = sum(row.verdict.passed for _, row in rows)
    lines += ["", sentence("check.total", language, passed=passed, total=len(rows))]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return html.escape(text, quote=False).replace("|", "\\|").replace("\n", " ")
