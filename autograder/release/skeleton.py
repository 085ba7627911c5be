"""The files of a new assignment, each telling what to fill in: what `autograder new` writes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.base.files import files_below
from autograder.course.master import Master

_FILES = Path(__file__).with_name("skeleton_files")
_SLUG = re.compile(r"[a-z][a-z0-9_]*$")
_LANGUAGE = re.compile(r"\.([a-z]{2})(?=\.\w+$)")
# A text of assignment.toml or course.toml in both languages that the files are written in.
_TEXT = re.compile(r'\{ en = (?P<en>"[^"]*"), fr = (?P<fr>"[^"]*") \}')

# A comment, or a docstring of one line, in both: whoever writes the course reads it in its first language.
_ASIDE = re.compile(r'(?P<opens># |""")(?P<en>[^\n]+?) \|\| (?P<fr>[^\n]+?)(?P<closes>"""|$)', re.MULTILINE)


def skeleton(number: int, slug: str, languages: Sequence[str] = ("fr", "en")) -> dict[str, str]:
    """Return the text of each file of the assignment `NN_slug` of a course in `languages`, by its path in the folder.

    Every place to fill in holds the words FILL IN; `autograder verify` names them one by one.

    Raises:
        UsageError: The number is not in 1-99, or the slug is not a lower-case Python name.
    """
    if not 1 <= number <= 99:
        raise UsageError("usage.number", received=number)
    if not _SLUG.match(slug):
        raise UsageError("usage.slug", received=slug)
    return in_languages(texts_below(_FILES), {"answer": "q1"}, languages)


def texts_below(folder: Path) -> dict[str, str]:
    """Return the text of each file in a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files_below(folder)
    }


def in_languages(
    files: Mapping[str, str], functions: Mapping[str, str], languages: Sequence[str]
) -> dict[str, str]:
    """Return files that are written in English and French as a course in `languages` has them, comments in the first one.

    A language of its own finds the English text in its place, to be translated.

    Args:
        functions: The question of each graded function of a master among them.
    """
    found: dict[str, str] = {}
    for path, both in files.items():
        text = _ASIDE.sub(lambda match: _aside(match, languages[0]), both)
        written_in = _LANGUAGE.search(path)
        if not written_in:
            found[path] = _in_languages(path, text, functions, languages)
        for language in languages if written_in else ():
            source = language if language == "fr" else "en"
            if written_in and written_in[1] == source:
                found[_LANGUAGE.sub(f".{language}", path)] = text
    return found


def _in_languages(path: str, text: str, functions: Mapping[str, str], languages: Sequence[str]) -> str:
    if path.endswith("master.py") and {*languages} != {"en", "fr"}:
        # One part of each docstring: `verify` asks for those of further languages.
        language = "fr" if "fr" in languages and "en" not in languages else "en"
        return Master.parse(Path(path), text, functions).in_language(language).text
    if path.endswith(".toml"):
        return _TEXT.sub(lambda match: _text(match, languages), text)
    return text


def _aside(match: re.Match[str], first: str) -> str:
    return f"{match['opens']}{match['fr' if first == 'fr' else 'en']}{match['closes']}"


def _text(match: re.Match[str], languages: Sequence[str]) -> str:
    ordered = sorted(languages, key=lambda each: each != "en")
    texts = (f"{each} = {match['fr' if each == 'fr' else 'en']}" for each in ordered)
    return f"{{ {', '.join(texts)} }}"
