"""Every sentence a person can read, in French and in English, and in each further language that has a file here.

`de.toml` beside this module makes German a language: a sentence it lacks, or a language without a file, is English.

What is found far from whoever reads it crosses as a `Message`, and becomes words where the language is known.
"""

from __future__ import annotations

import functools
import locale
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import Any

from autograder.base.numbers import significant

_ENGLISH = "en"
# A word of a sentence: no name of a file or a function (tp2.pdf, add_noise, fit(…)).
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _languages() -> tuple[str, ...]:
    files = (each.name for each in resources.files(__name__).iterdir())
    others = {name.removesuffix(".toml") for name in files if name.endswith(".toml")} - {"fr", _ENGLISH}
    return ("fr", _ENGLISH, *sorted(others))


LANGUAGES = _languages()


def sentence(key: str, language: str, /, **values: object) -> str:
    """Return the sentence `key` in `language`, else in English, its placeholders filled with `values`.

    Floats are written with at most four significant digits, with a decimal comma in French. A value that is
    itself a mapping of languages (`{"en": …, "fr": …}`), or a `Message`, is shown in `language`. A whole number
    chooses between two words: `{count} {count:hand-in|hand-ins}`.

    Raises:
        KeyError: The sentence or one of its placeholders does not exist.
    """
    text = _sentences(language).get(key) or _sentences(_ENGLISH)[key]
    return text.format_map({name: _shown(value, language) for name, value in values.items()})


@dataclass(frozen=True)
class Message:
    """A sentence in every language: a key of this catalogue and the values of its placeholders."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    # Any: whatever can be shown.
    @classmethod
    def of(cls, key: str, /, **values: Any) -> Message:
        """Return the sentence `key` with these values."""
        return cls(key, values)

    def text(self, language: str) -> str:
        """Return the sentence in `language`."""
        return sentence(self.key, language, **self.values)

    def __str__(self) -> str:
        """Return the sentence in English, as programs and logs read it."""
        return self.text(_ENGLISH)


Said = Message | str  # a sentence, or one that was written in English long ago, or by somebody else


def words(said: Said, language: str) -> str:
    """Return a sentence in `language`; one that is text already stays as it is."""
    return said.text(language) if isinstance(said, Message) else said


def for_teacher(said: Said) -> Said:
    """Return a sentence as a teacher reads it: where it speaks to the student, that of the same key in `[teacher]`."""
    if isinstance(said, str):
        return said
    values = {
        name: for_teacher(value) if isinstance(value, Message) else value
        for name, value in said.values.items()
    }
    return Message(key_for(said.key, teacher=True), values)


def key_for(key: str, *, teacher: bool) -> str:
    """Return the key of the sentence that a teacher, or a student, reads in the place of this one."""
    return f"teacher.{key}" if teacher and f"teacher.{key}" in _sentences(_ENGLISH) else key


def capitalised(said: Said, language: str) -> str:
    """Return a sentence as it stands first on its line, in its cell or after a dash: with a capital.

    In the catalogues what verdicts say begins small, as it may stand within another sentence ("… stopped: your code
    raised …"). What begins with a name, or with code, stays as it is.
    """
    text = words(said, language)
    if isinstance(said, Message) and _begins_with_a_name(said, language):
        return text
    first = text.split(maxsplit=1)[0].rstrip(",;:.!?") if text.strip() else ""
    return text[:1].upper() + text[1:] if _WORD.fullmatch(first) else text


def _begins_with_a_name(message: Message, language: str) -> bool:
    template = _sentences(language).get(message.key) or _sentences(_ENGLISH)[message.key]
    (_, name, _, _), *_ = Formatter().parse(template)
    begins = bool(name) and template.startswith("{")
    return begins and isinstance(message.values.get(name or ""), str)


# Any: what JSON holds.
def as_data(said: Said) -> Any:
    """Return a sentence as JSON-ready data, from which `from_data` makes an equal one."""
    if isinstance(said, str):
        return said
    values = {
        name: as_data(value)
        if isinstance(value, Message)
        else str(value)
        if isinstance(value, Path)
        else value
        for name, value in said.values.items()
    }
    return {"key": said.key, "values": values}


def from_data(data: Any) -> Said:
    """Return the sentence that `as_data` wrote; one that is none yet stays. Raises ValueError for anything else."""
    if isinstance(data, Said):
        return data
    if not _is_written(data):
        raise ValueError("expected a sentence")
    return Message(
        data["key"],
        {name: from_data(value) if _is_written(value) else value for name, value in data["values"].items()},
    )


def _is_written(data: object) -> bool:
    return isinstance(data, Mapping) and data.keys() == {"key", "values"}


def in_a_row(items: Iterable[Said], word: str) -> Said:
    """Return items in a row, `word` ("and", "or") before each but the first."""
    first, *rest = items
    for each in rest:
        first = Message(f"words.{word}", {"first": first, "second": each})
    return first


def keys(language: str) -> frozenset[str]:
    """Return the dotted keys of every sentence of `language`."""
    return frozenset(_sentences(language))


_asked = ""  # the language that whoever runs this process asked for, for all of it


def speak_from_now_on(language: str) -> None:
    """Let `default_language` be this one in this process; "" takes it back."""
    global _asked
    _asked = language


def default_language(environ: Mapping[str, str] = os.environ) -> str:
    """Return the language to speak: the one asked for, else `AUTOGRADER_LANGUAGE`, else the locale's, else English."""
    if _asked and environ is os.environ:
        return _asked
    # By name first: a small Linux, such as WSL's, knows no French locale, whose name LANG may be all the same.
    named = (environ.get(name) for name in ("AUTOGRADER_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    wanted = (next(filter(None, named), "") or locale.getlocale()[0] or "").lower()
    return next((each for each in LANGUAGES if wanted.startswith(each)), _ENGLISH)


class _Count(int):
    """A whole number that, asked with two words, gives the one that goes with it in its language."""

    one: bool

    def __format__(self, spec: str) -> str:
        one, either, many = spec.partition("|")
        return (one if self.one else many) if either else super().__format__(spec)


def _count(value: int, language: str) -> _Count:
    count = _Count(value)
    count.one = abs(value) < 2 if language == "fr" else value == 1  # French: « 0 rendu »
    return count


def _shown(value: object, language: str) -> object:
    if isinstance(value, Message):
        return value.text(language)
    if type(value) is int:
        return _count(value, language)
    if isinstance(value, Mapping):
        try:
            return value[language]  # a course's text has a word for every language: its first one's
        except KeyError:
            return value.get(_ENGLISH) or next(
                iter(value.values()), ""
            )  # a check of a course in one language
    if isinstance(value, float):
        return significant(value, language)
    if isinstance(value, (tuple, list)):
        inside = ", ".join(str(_shown(item, language)) for item in value)
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    return value


@functools.cache
def _sentences(language: str) -> Mapping[str, str]:
    # The encoding is named: an ASCII locale must not break French.
    if language not in LANGUAGES:
        return {}
    text = resources.files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flat("", tomllib.loads(text)))


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", value
