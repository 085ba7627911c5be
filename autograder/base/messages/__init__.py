"""Every sentence a student can read, in French and in English, and in each further language that has a file here.

`de.toml` beside this module makes German a language: a sentence it lacks, or a language without a file, is English.
"""

from __future__ import annotations

import functools
import locale
import os
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from autograder.base.numbers import significant

_ENGLISH = "en"


def _languages() -> tuple[str, ...]:
    files = (each.name for each in resources.files(__name__).iterdir())
    others = {name.removesuffix(".toml") for name in files if name.endswith(".toml")} - {"fr", _ENGLISH}
    return ("fr", _ENGLISH, *sorted(others))


LANGUAGES = _languages()


def sentence(key: str, language: str, /, **values: object) -> str:
    """Return the sentence `key` in `language`, else in English, its placeholders filled with `values`.

    Floats are written with at most four significant digits, with a decimal comma in French. A value that is
    itself a mapping of languages (`{"en": …, "fr": …}`) is shown in `language`.

    Raises:
        KeyError: The sentence or one of its placeholders does not exist.
    """
    text = _sentences(language).get(key) or _sentences(_ENGLISH)[key]
    return text.format_map({name: _shown(value, language) for name, value in values.items()})


def keys(language: str) -> frozenset[str]:
    """Return the dotted keys of every sentence of `language`."""
    return frozenset(_sentences(language))


def default_language(environ: Mapping[str, str] = os.environ) -> str:
    """Return the language to speak where none was chosen: `AUTOGRADER_LANGUAGE`, else the locale's, else English."""
    # By name first: a small Linux, such as WSL's, knows no French locale, whose name LANG may be all the same.
    named = (environ.get(name) for name in ("AUTOGRADER_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    wanted = (next(filter(None, named), "") or locale.getlocale()[0] or "").lower()
    return next((each for each in LANGUAGES if wanted.startswith(each)), _ENGLISH)


def _shown(value: object, language: str) -> object:
    if isinstance(value, Mapping):
        try:
            return value[language]  # a course's text has a word for every language: its first one's
        except KeyError:
            return value[_ENGLISH]
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
