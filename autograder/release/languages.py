"""Files that stand here in English and in French, as a course has them: what `init`, `new` and `build` write.

What is not a file for each language (`hints.en.md`) says both in one of three forms, and keeps those of the course:

    # a comment, a docstring of one line, the head of a sample || un commentaire, …    its first language alone
    title = { en = "a text", fr = "un texte" }                                         all of its languages
    {"en": "a text", "fr": "un texte"}[language]                                       in Python: all of its languages
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.base.files import files_below
from autograder.base.messages import LANGUAGES
from autograder.course.docstrings import mark
from autograder.course.master import Master

_FILE = re.compile(r"\.([a-z]{2})(?=\.\w+$)")
_ASIDE = re.compile(
    r'(?P<opens># %% \w+ \w+: |# |""")(?P<en>[^\n]+?) \|\| (?P<fr>[^\n]+?)(?P<closes>"""| \| fails [^\n]*|$)',
    re.MULTILINE,
)
_TEXT = re.compile(r'\{ en = (?P<en>"[^"]*"), fr = (?P<fr>"[^"]*") \}')
_CHOICE = re.compile(r'\{"en": (?P<en>[^{}]+), "fr": (?P<fr>[^{}]+)\}\[language\]')


def texts_below(folder: Path) -> dict[str, str]:
    """Return the text of each file in a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files_below(folder)
    }


def in_languages(
    files: Mapping[str, str], functions: Mapping[str, str], languages: Sequence[str]
) -> dict[str, str]:
    """Return files that are written in English and French as a course in `languages` has them,
    comments in the first one.

    A language of its own finds the English text in its place, to be translated.

    Args:
        functions: The question of each graded function of a master among them.
    """
    found: dict[str, str] = {}
    for path, both in files.items():
        text = in_first(both, languages[0])
        written_in = _FILE.search(path)
        if not written_in:
            found[path] = _in_all(path, text, functions, languages)
        for language in languages if written_in else ():
            if written_in and written_in[1] == _source(language):
                found[_FILE.sub(f".{language}", path)] = text
    return found


def in_first(text: str, language: str) -> str:
    """Return a text whose comments say both in one language alone."""
    return _ASIDE.sub(lambda match: match["opens"] + match[_source(language)] + match["closes"], text)


def first_read(languages: Sequence[str]) -> str:
    """Return the language of what all students of a course in `languages` receive once: English,
    where it is one of them.
    """
    return "en" if "en" in languages else languages[0]


def spoken(language: str) -> str:
    """Return the language in which the program speaks to whoever reads `language`."""
    return language if language in LANGUAGES else "en"


def _source(language: str) -> str:
    return "fr" if language == "fr" else "en"


def _in_all(path: str, text: str, functions: Mapping[str, str], languages: Sequence[str]) -> str:
    if path.endswith("master.py"):
        return _master(Master.parse(Path(path), text, functions), languages)
    if path.endswith(".toml"):
        return _TEXT.sub(lambda match: _text(match, languages), text)
    return _CHOICE.sub(lambda match: _choice(match, languages), text)


def _master(master: Master, languages: Sequence[str]) -> str:
    """Return a master's text, the parts of its docstrings in the order the loader wants them."""
    first, *others = sorted(languages, key=lambda each: each != "en")
    lines = master.text.splitlines()
    for docstring in reversed(master.docstrings):
        parts = {each: docstring.parts[_source(each)] for each in languages}
        opening = lines[docstring.first - 1]
        written = replace(docstring, parts={first: _joined(parts, first, others, opening)})
        lines[docstring.first - 1 : docstring.last] = written.source(opening, first)
    return "\n".join(lines) + "\n"


def _joined(
    parts: Mapping[str, tuple[str, ...]], first: str, others: Sequence[str], opening: str
) -> tuple[str, ...]:
    indent = opening[: len(opening) - len(opening.lstrip())]
    lines = [*parts[first]]
    for each in others:
        begins, *goes_on = parts[each]
        lines += ["", indent + mark(each), "", indent + begins.strip(), *goes_on]
    return tuple(lines)


def _text(match: re.Match[str], languages: Sequence[str]) -> str:
    ordered = sorted(languages, key=lambda each: each != "en")
    return f"{{ {', '.join(f'{each} = {match[_source(each)]}' for each in ordered)} }}"


def _choice(match: re.Match[str], languages: Sequence[str]) -> str:
    if len(languages) == 1:
        return match[_source(languages[0])]
    ordered = sorted(languages, key=lambda each: each != "en")
    return "{" + ", ".join(f'"{each}": {match[_source(each)]}' for each in ordered) + "}[language]"
