"""The outline of a statement: which parts it has, in which order; and what a good one must have (rule 15 of `verify`).

Parts are known by the words they begin with in bold, `[statement]` in the messages: "**Goals.**", « **Objectifs.** ».
A picture is a line `![what it shows](pictures/NAME.LANGUAGE.png)` of its own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.base.errors import ContentError
from autograder.base.messages import sentence
from autograder.course.statement import ANSWER, FURTHER, Section, Statement

PICTURE = re.compile(
    r"^!\[(?P<alt>[^\]]*)\]\(pictures/(?P<name>[a-z][a-z0-9_]*)\.(?P<language>[a-z]{2})\.png\)\s*$"
)
_ANY_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img\b")
_LEAD = re.compile(r"^(?:>\s*)?\*\*([^*]+?)[\s\u00a0\u202f]*[.:?!…]?\*\*")
_FENCED = re.compile(r"^```.*?^```\s*$", re.M | re.S)
# The parts that are known; the others, such as "**Why.**", come and go as the text wants.
PARTS = ("goals", "before", "time", "predict", "look", "takeaway")
OPENING = "opening"
CONTENTS, MINUTES = "{contents}", ("{reading}", "{work}", "{computing}")
# An alt text below this tells less than the picture.
_SHORTEST_ALT = 30


@dataclass(frozen=True)
class Step:
    """One part of a section: `kind` is one of PARTS, "picture", "contents", "run" or "answer";
    `name` is a picture's.
    """

    kind: str
    line: int
    name: str = ""
    alt: str = ""
    language: str = ""

    @property
    def what(self) -> str:
        """What it is, where two languages are compared."""
        return f"{self.kind} {self.name}".strip()


def outline(section: Section, language: str) -> tuple[Step, ...]:
    """Return the known parts of a section, in order."""
    steps: list[Step] = []
    for place, block in enumerate(section.blocks):
        if place == section.answer:
            steps.append(Step("answer", block.line))
        if block.run:
            steps.append(Step("run", block.line))
        else:
            steps += _prose(block.text, block.line, language)
    if section.answer == len(section.blocks):
        steps.append(Step("answer", section.line))
    return tuple(steps)


def pictures(statement: Statement, language: str) -> tuple[Step, ...]:
    """Return the pictures of a statement, in order."""
    return tuple(
        step
        for section in statement.sections
        for step in outline(section, language)
        if step.kind == "picture"
    )


def shortcomings(statement: Statement, language: str) -> Iterator[ContentError]:
    """Yield what keeps a statement from orienting its reader, each with its line.

    It opens with a picture of what will be possible in the end, then tells goals, what one should know, minutes and
    contents. In each question, what is read stands above the answer, and below it what shows it, and a sentence to take
    away. Before a cell is run, at least once the reader predicts what it shows, and looks again afterwards.
    """
    yield from _opening(statement, language)
    for section in statement.sections:
        if re.fullmatch(r"q\d+", section.name):
            yield from _question(statement, section, language)
        yield from _predictions(statement, section, language)
    yield from _whole(statement, language)


def _prose(text: str, line: int, language: str) -> Iterator[Step]:
    shown = _FENCED.sub(lambda match: "\n" * match[0].count("\n"), text)
    for number, each in enumerate(shown.split("\n"), start=line):
        picture, lead = PICTURE.match(each), _LEAD.match(each)
        if picture:
            yield Step("picture", number, picture["name"], picture["alt"], picture["language"])
        elif each.strip() == CONTENTS:
            yield Step("contents", number)
        elif lead and (kind := _leads(language).get(lead[1].casefold())):
            yield Step(kind, number)


@functools.cache
def _leads(language: str) -> dict[str, str]:
    return {sentence(f"statement.{kind}", language).casefold(): kind for kind in PARTS}


def _opening(statement: Statement, language: str) -> Iterator[ContentError]:
    section = statement[""]
    steps = [step for step in outline(section, language) if step.kind in ("picture", *PARTS, "contents")]
    if not steps or (steps[0].kind, steps[0].name) != ("picture", OPENING):
        yield _error(statement, 1, "picture_first", picture=f"pictures/{OPENING}.{language}.png")
    wanted = ["goals", "before", "time", "contents"]
    found = [step.kind for step in steps if step.kind in wanted]
    if found != wanted:
        words = [
            CONTENTS if kind == "contents" else f"**{sentence(f'statement.{kind}', language)}**"
            for kind in wanted
        ]
        yield _error(statement, 1, "introduction", words=", ".join(words))
    text = "\n".join(block.text for block in section.blocks)
    for placeholder in MINUTES:
        if placeholder not in text:
            yield _error(statement, 1, "minutes", placeholder=placeholder)


def _question(statement: Statement, section: Section, language: str) -> Iterator[ContentError]:
    kinds = [step.kind for step in outline(section, language)]
    if section.answer is None:
        yield _error(statement, section.line, "answer", answer=ANSWER)
        return
    place = kinds.index("answer")
    for block in section.before:
        if block.run:
            yield _error(statement, block.line, "runs_before", answer=ANSWER)
    if "takeaway" not in kinds[place:]:
        yield _error(statement, section.line, "takeaway", word=sentence("statement.takeaway", language))
    for kind in ("predict", "look", "takeaway"):
        if kind in kinds[:place]:
            word = sentence(f"statement.{kind}", language)
            yield _error(statement, section.line, "above_answer", word=word, answer=ANSWER)
    for before, block in zip((None, *section.after), section.after):
        if block.run and (before is None or before.run):
            yield _error(statement, block.line, "wordless")


def _predictions(statement: Statement, section: Section, language: str) -> Iterator[ContentError]:
    steps = [step for step in outline(section, language) if step.kind in ("predict", "look", "run")]
    for place, step in enumerate(steps):
        following = [each.kind for each in steps[place + 1 : place + 3]]
        if step.kind == "predict" and following != ["run", "look"]:
            words = [sentence(f"statement.{kind}", language) for kind in ("predict", "look")]
            yield _error(statement, step.line, "after_prediction", predict=words[0], look=words[1])


def _whole(statement: Statement, language: str) -> Iterator[ContentError]:
    kinds = [step.kind for section in statement.sections for step in outline(section, language)]
    if "predict" not in kinds:
        yield _error(statement, 1, "prediction", word=sentence("statement.predict", language))
    further = statement.section(FURTHER)
    if further is None or not further.blocks:
        yield _error(statement, 1, "further", name=FURTHER)
    shown = pictures(statement, language)
    if len(shown) < 2:
        yield _error(statement, 1, "diagram")
    for step in shown:
        if len(step.alt.strip()) < _SHORTEST_ALT:
            yield _error(statement, step.line, "short_alt", name=step.name, alt=step.alt)
        if step.language != language:
            yield _error(statement, step.line, "other_language", picture=f"{step.name}.{language}.png")
    for section in statement.sections:
        for block in section.blocks:
            for number, text in enumerate(() if block.run else block.text.split("\n"), start=block.line):
                if _ANY_PICTURE.search(text) and not PICTURE.match(text):
                    yield _error(statement, number, "own_line", picture=f"pictures/name.{language}.png")


def _error(statement: Statement, line: int, problem: str, **values: object) -> ContentError:
    return ContentError(f"outline.{problem}", statement.path, line, **values)
