"""Both languages hold the same sentences, complete and well set."""

import ast
import re
import string
from pathlib import Path

import pytest

from autograder.base import messages

PACKAGE = Path(messages.__file__).parents[1]
KEYS = sorted(messages.keys("en") | messages.keys("fr"))


def _placeholders(text):
    # A count may stand beside several words, of which one language bends more than the other.
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _raw(language):
    return messages._sentences(language)


def test_both_languages_have_the_same_keys():
    assert messages.keys("en") == messages.keys("fr")


@pytest.mark.parametrize("key", KEYS)
def test_a_sentence_has_the_same_placeholders_in_both_languages(key):
    assert _placeholders(_raw("fr")[key]) == _placeholders(_raw("en")[key])


@pytest.mark.parametrize("key", KEYS)
def test_french_high_punctuation_follows_a_space_that_does_not_break(key):
    text = re.sub(r"`[^`]*`|https?://\S+|\{[^}]*\}|&\w+;|\d\d?:\d\d", "x", _raw("fr")[key])
    assert not re.search(r"[^\s\u00a0\u202f:!?;/][;!?](\s|$)|[^\s\u00a0\u202f]:(\s|$)| [:;!?](\s|$)", text), (
        text
    )


@pytest.mark.parametrize("key", KEYS)
def test_french_quotes_are_guillemets(key):
    text = re.sub(r"`[^`]*`|<[^>]*>", "", _raw("fr")[key])
    assert '"' not in text
    assert "'" not in text, "an apostrophe is ’"


def test_every_key_that_the_code_names_exists():
    written = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in {
                "Message",
                "sentence",
                "HandInError",
            }:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    written.add(first.value)
    assert written <= messages.keys("en"), sorted(written - messages.keys("en"))


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LC_ALL": "", "LC_MESSAGES": "fr_CA", "LANG": "en_CA.UTF-8"}, "fr"),
        ({"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"AUTOGRADER_LANGUAGE": "en", "LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_language_is_that_of_the_locales_name_though_the_machine_lacks_it(environment, language):
    assert messages.default_language(environment) == language
