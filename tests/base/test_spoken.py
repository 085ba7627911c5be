"""The command line speaks French as completely as English: its own help, and what Click says of itself."""

import io
import re
import string
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

from autograder.base import spoken
from autograder.cli import autograder

FRENCH = spoken.LOCALE / "fr/LC_MESSAGES/messages.po"
CATALOGUE = read_po(io.BytesIO(FRENCH.read_bytes()), locale="fr")


def ours():
    """Return every text of our verbs, and where it stands."""
    found = {autograder.epilog: "epilog"}
    for command in (autograder, *autograder.commands.values()):
        for each in (command, *command.params):
            if (text := getattr(each, "_help", None)) and not getattr(each, "hidden", False):
                found[text] = f"{command.name} {each.name}"
    return {re.sub(r"(?m)^ {4}", "", text).strip(): where for text, where in found.items()}


def of_click():
    """Return every sentence that Click would have translated; for a plural, both forms."""
    return {message: place for place, _, message, _, _ in extract_from_dir(str(Path(click.__file__).parent))}


def placeholders(text):
    return {
        name for _, name, _, _ in string.Formatter().parse(text.replace("%(", "{").replace(")s", "}")) if name
    }


@pytest.mark.parametrize("english", [*ours(), *of_click()])
def test_every_text_of_the_command_line_has_its_french(english):
    found = CATALOGUE.get(english if isinstance(english, str) else english[0])

    assert found is not None and all(
        each for each in ([found.string] if isinstance(english, str) else found.string)
    ), f"add it to {FRENCH} and run `make translations`: {english!r}"
    assert found.id == english


def test_the_catalogue_holds_nothing_that_is_said_no_more():
    headings = {"Students", "Anyone", "Authors", "Graders"}
    values = {"TEXT", "PATH", "NUMBER", "NAME", "TIME", "DATE", "VERB …", ": "}
    refusals = {each.id for each in CATALOGUE if str(each.id).startswith(("there is no file", "expected "))}
    ends = {
        each.id
        for each in CATALOGUE
        if isinstance(each.id, str) and each.id.startswith(("In the folder", "\n"))
    }

    assert {each.id for each in CATALOGUE if each.id} - set(ours()) - set(of_click()) == (
        headings | ends | values | refusals
    )


def test_the_word_for_a_value_is_french_where_the_help_is():
    found = set()
    for verb in autograder.commands:
        help = CliRunner().invoke(autograder, [verb, "-h"], env={"AUTOGRADER_LANGUAGE": "fr"}).output
        found |= set(re.findall(r"^  (?:-\w, )?--[\w-]+ ([A-ZÉ][A-ZÉ ]+?)(?:\s\s|$)", help, re.MULTILINE))
    assert found == {"TEXTE", "CHEMIN", "NOMBRE", "NOM", "DURÉE", "DATE"}


@pytest.mark.parametrize("entry", [each for each in CATALOGUE if each.id], ids=lambda each: str(each.id)[:30])
def test_french_has_the_placeholders_of_english_and_its_own_typography(entry):
    english, french = (each if isinstance(each, tuple) else (each,) for each in (entry.id, entry.string))

    assert [placeholders(each) for each in french] == [placeholders(each) for each in english]
    for text in french:
        assert not re.search(r" [;:?!»]|« |[^\s\u00a0][;?!](\s|$)", text), text
        assert not re.search(r"\w'\w", text), "an apostrophe is ’"


def test_what_gettext_reads_is_compiled_from_what_people_read():
    compiled = io.BytesIO()
    write_mo(compiled, CATALOGUE)

    assert FRENCH.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run `make translations`"


def test_help_and_errors_are_in_the_language_of_whoever_asks():
    def shown(language, *arguments):
        return CliRunner().invoke(autograder, arguments, env={"AUTOGRADER_LANGUAGE": language}).output

    assert "Lancer les vérifications publiques" in shown("fr", "check", "--help")
    assert "Afficher cette aide." in shown("fr", "check", "--help")
    assert "Run the public checks" in shown("en", "check", "--help")
    assert "Erreur" in shown("fr", "chek") and "Vouliez-vous dire" in shown("fr", "chek")
    assert "No such command" in shown("en", "chek")
    assert "Étudiants" in shown("fr", "--help") and "Students" in shown("en", "--help")
