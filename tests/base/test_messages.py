"""Both languages hold the same sentences, complete and well set."""

import ast
import json
import re
import string
from pathlib import Path

import pytest

from autograder.base import messages
from autograder.base.messages import Message, capitalised, keys

PACKAGE = Path(messages.__file__).parents[2]
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
    named = {
        "Message",
        "of",
        "sentence",
        "_words",
        "HandInError",
        "UsageError",
        "MachineError",
        "CourseError",
    }
    written = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) in named
            ):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and re.fullmatch(r"\w+\.\w+", str(first.value)):
                    written.add(first.value)
            # What an export could not write is told by a key that is passed on: Reject(student, "lms.no_row").
            elif isinstance(node, ast.Constant) and re.fullmatch(r"lms\.(?!toml$)\w+", str(node.value)):
                written.add(node.value)
    assert len(written) > 300
    assert written <= messages.keys("en"), sorted(written - messages.keys("en"))


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("en", 0, "results: 0 hand-ins judged"),
        ("en", 1, "results: 1 hand-in judged"),
        ("en", 2, "results: 2 hand-ins judged"),
        ("fr", 0, "results\u00a0: 0 rendu corrigé"),
        ("fr", 1, "results\u00a0: 1 rendu corrigé"),
        ("fr", 2, "results\u00a0: 2 rendus corrigés"),
    ],
)
def test_a_count_chooses_the_words_that_its_language_sets_beside_it(language, count, text):
    assert messages.sentence("batch.judged", language, out="results", count=count) == text


def test_a_sentence_within_a_sentence_is_in_the_same_language():
    inner = Message("doubt.not_in_roster")
    outer = Message.of("doubt.nobody", who="Ann", why=inner)

    assert outer.text("fr").startswith("Ann\u00a0: absent de la liste de classe")
    assert str(outer) == outer.text("en") == "Ann: not in the roster; graded all the same, under this name"


def test_a_sentence_is_the_same_after_it_was_written_as_json():
    said = Message.of("roster.unreadable", path="a.csv", why=Message("os.ENOENT"))
    data = json.loads(json.dumps(messages.as_data(said)))

    assert messages.from_data(data) == said
    assert messages.from_data("in English, by an older version") == "in English, by an older version"
    with pytest.raises(ValueError, match="expected a sentence"):
        messages.from_data({"key": "os.ENOENT"})


def test_what_is_in_a_row_has_a_word_between():
    assert str(messages.in_a_row(["a", "b", "c"], "or")) == "a or b or c"
    assert messages.words(messages.in_a_row(["a", "b"], "or"), "fr") == "a ou b"
    assert messages.in_a_row(["a"], "or") == "a"


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


@pytest.mark.parametrize(
    ("message", "english", "french"),
    [
        (Message("expect.number"), "A finite number", "Un nombre fini"),
        (Message("expect.that", {"sentence": {"en": "the mean is", "fr": "l’écart est"}}), "The mean is", "L’écart est"),
        (Message("expect.that", {"sentence": {"en": "float32 is", "fr": "x_train est"}}), "float32 is", "x_train est"),
        (Message("expect.that", {"sentence": {"en": "f(x) is", "fr": "`f` est"}}), "f(x) is", "`f` est"),
        # A name stays what it is, though it reads like a word.
        (Message("worker.inside_class", {"name": "darkest", "place": "A"}), "darkest stands", "darkest se trouve"),
        (Message("expect.at_least", {"what": {"en": "the loss", "fr": "la perte"}, "floor": 1}), "The loss", "La perte"),
    ],
)  # fmt: skip
def test_a_sentence_that_stands_first_has_a_capital_and_a_name_has_not(message, english, french):
    assert capitalised(message, "en").startswith(english)
    assert capitalised(message, "fr").startswith(french)
    assert capitalised("été", "fr") == "Été"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "key", [key for key in sorted(keys("en")) if key.split(".")[0] in ("worker", "hidden", "judge")]
)
def test_what_a_verdict_says_begins_with_a_capital_or_a_name(key, language):
    names = {
        "there": "model.json",
        "weights": "w.h5",
        "name": "f",
        "cause": {"en": "your code", "fr": "votre code"},
    }
    template = messages._sentences(language)[key]
    values = {name: names.get(name, 3) for _, name, _, _ in string.Formatter().parse(template) if name}
    text = capitalised(Message(key, values | {"what": {"en": "the loss", "fr": "la perte"}}), language)
    assert text[0].isupper() or template.startswith(("{name}", "{there}", "{weights}"))


def test_a_sentence_begins_with_a_capital_and_no_name_of_a_file_or_function_is_written_otherwise():
    texts = (
        "votre code a levé",
        "tp2.pdf est",
        "add_noise n’a pas",
        "tp2 est",
        "",
        "wrong, twice",
        "none. More",
    )
    assert [capitalised(each, "fr") for each in texts] == [
        "Votre code a levé",
        "tp2.pdf est",
        "add_noise n’a pas",
        "tp2 est",
        "",
        "Wrong, twice",
        "None. More",
    ]
