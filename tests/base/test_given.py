"""A value that is none is refused in plain words, in both languages."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from autograder.cli import autograder

JARGON = ("(Path)", "Invalid value", "valeur incorrecte", "integer range", "x>=", "'[", "not one of")


def said(language, *arguments):
    shown = CliRunner().invoke(autograder, arguments, env={"AUTOGRADER_LANGUAGE": language})
    assert shown.exit_code == 2
    assert not [each for each in JARGON if each in shown.output]
    return shown.output.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "english", "french"),
    [
        (
            ("batch", "nowhere"),
            "Error: SOURCES: there is no file and no folder nowhere.",
            "Erreur\xa0: SOURCES\xa0: il n’y a ni fichier ni dossier nowhere.",
        ),
        (
            ("hint", "02", "q1", "-n", "0"),
            "Error: --number / -n: expected a whole number from 1 on, received 0.",
            "Erreur\xa0: --number / -n\xa0: attendu\xa0: un nombre entier à partir de 1\xa0; reçu\xa0: 0.",
        ),
        (
            ("review", "--port", "many"),
            "Error: --port: expected a whole number from 0 to 65535, received many.",
            "Erreur\xa0: --port\xa0: attendu\xa0: un nombre entier de 0 à 65535\xa0; reçu\xa0: many.",
        ),
        (
            ("check", "02", "-l", "de"),
            "Error: --language / -l: expected one of fr, en, received de.",
            "Erreur\xa0: --language / -l\xa0: attendu\xa0: un mot parmi fr, en\xa0; reçu\xa0: de.",
        ),
        (("new",), "Error: Missing argument NUMBER.", "Erreur\xa0: il manque l’argument NUMBER."),
    ],
)
def test_what_is_wrong_with_a_value_is_said_in_plain_words(arguments, english, french):
    assert said("en", *arguments) == english
    assert said("fr", *arguments) == french


@pytest.mark.parametrize("verb", autograder.commands)
def test_no_help_shows_a_range_as_an_inequality(verb):
    assert "<=" not in CliRunner().invoke(autograder, [verb, "-h"]).output


def test_the_letter_of_a_sandbox_may_be_small():
    shown = CliRunner().invoke(autograder, ["grade", "--sandbox", "b"])
    assert "expected one of" not in shown.output
