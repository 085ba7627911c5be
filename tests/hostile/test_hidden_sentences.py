"""No sentence of a hidden check, of any assignment, holds a threshold or a hidden value.

A number in such a sentence must be one that students can read elsewhere: in the statement, the hints, the docstrings of the
answer's skeleton, or a public check. What is put into a sentence while a check runs is looked at twice: in the source, where
nothing that is a number of the check file's own may be put in; and in what every hidden check says to forged replies.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.base.messages import LANGUAGES
from autograder.course.load import load_assignment
from autograder.course.master import STUDENT
from autograder.course.check_functions import reached_source
from autograder.course.source import parse_file
from autograder.judge.checks import check_functions, judge
from autograder.judge.submission import Submission
from tests.hostile.test_forged import Forger

ASSIGNMENTS = sorted(each.parent for each in Path("assignments").resolve().glob("*/assignment.toml"))
NUMERAL = re.compile(r"\d+(?:[.,]\d+)?")
# Where sentences stand, by the function of `expect`: those that take them from a check.
SENTENCES = {"that": ("en", "fr"), "at_least": ("what",), "at_most": ("what",)}
SENTENCE_KEYS = ("expect.", "hidden.")


WORD = "word of the student's"


class Stranger(Forger):
    """A worker that says a word of its own wherever a text may stand."""

    def text(self):
        return WORD if self.random.random() < 0.5 else super().text()


def numerals(text: str) -> set[str]:
    return {each.replace(",", ".") for each in NUMERAL.findall(text)}


def visible(assignment) -> set[str]:
    """Return the numbers a student can read."""
    folder = assignment.folder
    texts = [
        path.read_text(encoding="utf-8") for path in (*folder.glob("statement.*"), *folder.glob("hints.*"))
    ]
    texts += [(folder / "checks/test_public.py").read_text(encoding="utf-8"), assignment.master.view(STUDENT)]
    return numerals("\n".join(texts))


def hidden_sources(assignment) -> Iterator[tuple[str, ast.AST]]:
    """Yield each hidden check with the syntax of all that it leads to in its file."""
    for check in assignment.rubric:
        if not check.public:
            text = check.path.read_text(encoding="utf-8")
            yield check.id, ast.parse(reached_source(parse_file(check.path, text), [check.function]))


def sentences(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions that become sentences."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            named = SENTENCES.get(node.func.attr, ())
            places = {1: "en", 2: "fr"} if node.func.attr == "that" else {2: "what"}
            yield from (each.value for each in node.keywords if each.arg in named)
            yield from (each for at, each in enumerate(node.args) if places.get(at) in named)


def literals(sentence: ast.expr) -> str:
    """Return the words written down in a sentence, in whatever it is chosen from."""
    found = (node.value for node in ast.walk(sentence) if isinstance(node, ast.Constant))
    return " ".join(each for each in found if isinstance(each, str))


def is_secret(name: str, scope: dict) -> bool:
    """Return whether a name of the check file is a number, or numbers."""
    return isinstance(scope.get(name), (int, float, np.generic, np.ndarray)) and not isinstance(
        scope.get(name), bool
    )


@pytest.mark.parametrize("folder", ASSIGNMENTS, ids=lambda each: each.name)
def test_the_words_of_a_hidden_check_hold_no_number_of_its_own(folder):
    assignment = load_assignment(folder)
    known, functions = visible(assignment), check_functions(assignment)
    found = []
    for check, tree in hidden_sources(assignment):
        scope = functions[check].__globals__
        for sentence in sentences(tree):
            strange = numerals(literals(sentence)) - known
            holes = [node for node in ast.walk(sentence) if isinstance(node, ast.FormattedValue)]
            secret = [
                name.id
                for hole in holes
                for name in ast.walk(hole)
                if isinstance(name, ast.Name) and is_secret(name.id, scope)
            ]
            if strange or secret:
                found.append((check, ast.unparse(sentence)[:150], sorted(strange), secret))
    assert found == []


@pytest.mark.parametrize("folder", ASSIGNMENTS, ids=lambda each: each.name)
def test_what_a_hidden_check_says_to_forged_replies_holds_no_number_of_its_own(folder):
    assignment = load_assignment(folder)
    support = (folder / "checks/support.py").read_text() if (folder / "checks/support.py").exists() else ""
    known, functions, found, said = visible(assignment), check_functions(assignment), [], set()
    for seed in range(6):
        for check in (each for each in assignment.rubric if not each.public):
            forger = Stranger(seed * 2003 + sum(check.id.encode()), support)
            files = {name: b"PK" for name in assignment.files} if seed % 2 else {}
            verdict = judge(check, functions[check.id], Submission(forger, files=files, support=support))
            assert verdict.expected is None and verdict.received is None and verdict.picture is None
            if (
                verdict.message is None
                or not verdict.message.key.startswith(SENTENCE_KEYS)
                or "exception" in verdict.message.key
            ):
                continue
            assert WORD not in str(verdict.message) + str(verdict.call), check.id
            for language in LANGUAGES:
                text = verdict.message.text(language)
                said.add(text)
                if strange := numerals(text) - known:
                    found.append((check.id, text, sorted(strange)))
    assert found == []
    assert said
