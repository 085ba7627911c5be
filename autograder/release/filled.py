"""What is put into a statement as it is built: points, minutes, the table of contents, spaces that do not break."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from autograder.base.messages import sentence
from autograder.course.model import Assignment, Question
from autograder.course.outline import CONTENTS
from autograder.course.statement import FURTHER, SETUP, Statement
from autograder.course.typography import typeset

# Slow reading, as of a text with numbers in it: https://doi.org/10.1016/j.jml.2019.104047 has 238 words a minute for
# English prose that is not.
WORDS_A_MINUTE = 150
END = "end"


@dataclass(frozen=True)
class Filled:
    """A function that fills in the placeholders of a statement's texts. Other braces are left alone: prose holds code.

    Attributes:
        anchor: Where a section is found, from its name ("q1"); without it, contents bear no links.
    """

    assignment: Assignment
    statement: Statement
    language: str
    anchor: Callable[[str], str] | None = None

    def __call__(self, text: str, question: Question | None = None) -> str:
        """Return `text` of a question, or of no question, filled in and typeset."""
        points = question.points if question else self.assignment.maximum
        values = {"{points}": str(points), "{reading}": str(reading_minutes(self.statement))}
        if minutes := self.assignment.minutes:
            values |= {"{work}": str(minutes.work), "{computing}": str(minutes.computing)}
        for placeholder, value in values.items():
            text = text.replace(placeholder, value)
        text = self.typeset(text)
        return text.replace(CONTENTS, self.contents()) if CONTENTS in text else text

    def typeset(self, text: str) -> str:
        """Return `text` with the spaces that do not break in the reader's language."""
        return typeset(text, self.language)

    def heading(self, name: str) -> str:
        """Return the heading of a section, "setup", "q1", … "end"."""
        if name == END:
            return sentence("notebook.end_title", self.language)
        if name in (SETUP, FURTHER):
            section = self.statement.section(name)
            title = section.title if section else ""
            return self.typeset(title) or sentence(f"notebook.{name}_title", self.language)
        return self.typeset(question_heading(self.assignment.question(name), self.statement))

    def contents(self) -> str:
        """Return the table of contents: a list of all sections, the questions with their points."""
        lines = []
        names = [SETUP, *(each.id for each in self.assignment.questions), FURTHER, END]
        for name in names:
            if name == FURTHER and self.statement.section(FURTHER) is None:
                continue
            heading = self.heading(name)
            entry = heading
            if self.anchor:
                entry = f"[{heading}](#{self.anchor(name)})"
            if name.startswith("q"):
                points = self.assignment.question(name).points
                entry += f" ({sentence('notebook.points', self.language, points=points)})"
            lines.append(f"- {entry}")
        return "\n".join(lines)


def question_heading(question: Question, statement: Statement) -> str:
    """Return the heading of a question, "Question 1 · Add noise"."""
    title = statement[question.id].title
    return f"Question {question.id[1:]} · {title}" if title else f"Question {question.id[1:]}"


def reading_minutes(statement: Statement) -> int:
    """Return how long the statement's prose takes to read."""
    words = sum(len(block.text.split()) for section in statement.sections for block in section.blocks)
    return math.ceil(words / WORDS_A_MINUTE)
