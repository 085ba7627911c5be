"""Reading the corpus: each file says in its docstring what it tries and what must happen, and below in one line each

# passes: the checks its honest parts earn ("all", or their ids)
# in a class: the same, where the model file is asked for, too (left out: the same)
# otherwise: the reasons that may stand beside the others
# not at level E: it would do harm where nothing holds it        (or "# not at levels D and E: …")
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

CHECKS = ("doubles", "doubles_unseen", "means", "streams")
# What a file does not define is answered honestly.
HONEST = """
import numpy as np


def double(values):
    return values * 2


def mean(values):
    return float(values.mean())


def stream(values):
    yield from values
"""


@dataclass(frozen=True)
class Hostile:
    name: str
    source: str
    passes: frozenset[str]
    in_a_class: frozenset[str]
    otherwise: frozenset[str]
    not_at: frozenset[str]

    @property
    def hand_in(self) -> bytes:
        return f"{HONEST}\n\n{self.source}".encode()


def read(path: Path) -> Hostile:
    source = path.read_text(encoding="utf-8")
    assert len(ast.get_docstring(ast.parse(source)) or "") > 20, (
        f"{path}: say what it tries and what must happen"
    )
    passes = re.search(r"^# passes: *(.*)$", source, re.MULTILINE)[1].split()
    in_a_class = re.search(r"^# in a class: *(.*)$", source, re.MULTILINE)
    otherwise = re.search(r"^# otherwise: *(.*)$", source, re.MULTILINE)
    excepted = re.search(r"^# not at levels? ([^:]*):", source, re.MULTILINE)
    return Hostile(
        path.stem,
        source,
        frozenset(CHECKS if passes == ["all"] else passes),
        frozenset(in_a_class[1].split() if in_a_class else CHECKS if passes == ["all"] else passes),
        frozenset(otherwise[1].split() if otherwise else ()),
        frozenset(re.findall(r"\b[A-E]\b", excepted[1]) if excepted else ()),
    )


def corpus(folder: str) -> list[Hostile]:
    return [read(path) for path in sorted((Path(__file__).parent / folder).glob("*.py"))]
