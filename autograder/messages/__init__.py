"""Every sentence a student can read, in French and in English."""

from __future__ import annotations

import functools
import locale
import os
import tomllib
from collections.abc import Mapping
from importlib import resources

LANGUAGES = ("fr", "en")


def sentence(key: str, language: str, /, **values: object) -> str:
    """Return the sentence `key` in `language`, its placeholders filled with `values`.

    Floats are written with at most four significant digits, with a decimal comma in French. A value that is
    itself a mapping of languages (`{"en": …, "fr": …}`) is told in `language`.

    Raises:
        KeyError: The sentence or one of its placeholders does not exist.
    """
    shown = {name: _shown(value, language) for name, value in values.items()}
    return _sentences(language)[key].format_map(shown)


def keys(language: str) -> frozenset[str]:
    """Return the dotted keys of every sentence of `language`."""
    return frozenset(_sentences(language))


def default_language(environ: Mapping[str, str] = os.environ) -> str:
    """Return the language to speak where none was chosen: `AUTOGRADER_LANGUAGE`, else the locale's, else English."""
    wanted = environ.get("AUTOGRADER_LANGUAGE") or (locale.getlocale()[0] or "")
    return "fr" if wanted.lower().startswith("fr") else "en"


def number(value: float, language: str) -> str:
    """Return `value` with at most four significant digits, the decimal sign of `language` and no trailing zeros."""
    text = f"{value:.4g}"
    return text.replace(".", ",") if language == "fr" else text


def _shown(value: object, language: str) -> object:
    if isinstance(value, Mapping):
        return value[language]
    if isinstance(value, float):
        return number(value, language)
    if isinstance(value, (tuple, list)):
        inside = ", ".join(str(_shown(item, language)) for item in value)
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    return value


@functools.cache
def _sentences(language: str) -> Mapping[str, str]:
    # The encoding is named: an ASCII locale must not break French.
    text = resources.files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flat("", tomllib.loads(text)))


def _flat(prefix: str, table: Mapping):
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", value
