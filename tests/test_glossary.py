"""One thing, one word, in all that a person reads in French: « vérification » for a check, « rendu » for a hand-in."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
READ_IN_FRENCH = [
    ROOT / "autograder/base/messages/fr.toml",
    ROOT / "autograder/base/locale/fr/LC_MESSAGES/messages.po",
    ROOT / "README.fr.md",
    ROOT / "benchmarks/tables.py",
    *sorted((ROOT / "docs/fr").glob("*.md")),
    *sorted((ROOT / "autograder/release").rglob("*.fr.md")),
    *sorted((ROOT / "assignments").glob("*/*.fr.md")),
    *sorted((ROOT / "assignments").glob("*/assignment.toml")),
    *sorted(path for path in (ROOT / "student_template").rglob("*.fr.*") if path.suffix != ".png"),
]
# What must not be said, and what is said instead. A "contrôle" is an exam to a student; a "note retenue" is the one
# that counts, where ours waits.
WORDS = {
    r"contrôles?": "vérification",
    r"tests? (publics?|cachés?)": "vérification publique, cachée",
    r"soumissions?|soumett\w+": "rendu, rendre",
    r"exercices?": "question, devoir",
    r"notes? (est|sont) retenues?": "note en attente",
    r"isolations?": "isolement",
    r"en panne|erreurs? du juge|juges? (a|est|n’a|ne) \w+": "erreur du correcteur, correcteur",
    r"échantillons faux|échantillons justes|réponses? d’essai": "exemple",
}


@pytest.mark.parametrize("path", READ_IN_FRENCH, ids=lambda path: str(path.relative_to(ROOT)))
def test_french_keeps_to_the_words_of_the_course(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".po":  # its English is nobody's French; lines stay where they are
        english = re.compile(r'^msgid .*(?:\n".*)*', re.MULTILINE)
        text = english.sub(lambda match: "\n" * match[0].count("\n"), text)
    wrong = [
        f"{found[0]!r} in line {text.count(chr(10), 0, found.start()) + 1}: say {instead!r}"
        for word, instead in WORDS.items()
        for found in re.finditer(rf"\b({word})\b", text, re.IGNORECASE)
    ]
    assert wrong == []
