"""Which spaces may break, and which may not."""

import pytest

from autograder.course.typography import typeset

SET = {
    "thousands": ("60 000 images", "60\u202f000 images"),
    "no_thousands": ("de 1 à 2 000 000", "de 1 à 2\u202f000\u202f000"),
    "product": ("28 × 28 pixels", "28\u00a0×\u00a028 pixels"),
    "unit": ("20 % en 3 s", "20\u00a0% en 3\u00a0s"),
    "high": ("Pourquoi ? Non ; si !", "Pourquoi\u202f? Non\u202f; si\u202f!"),
    "after_code": ("`x` : un", "`x`\u00a0: un"),
    "guillemets": ("« oui »", "«\u00a0oui\u00a0»"),
}
KEPT = {
    "span": "`a : b ; 10 000`",
    "fence": "```python\nif x : y ; z\n```",
    "table": "| --- | :---: |",
    "link": "](pictures/a b.png)",
}


@pytest.mark.parametrize(("typed", "built"), SET.values(), ids=SET)
def test_a_space_that_must_not_break_does_not(typed, built):
    assert typeset(typed, "fr") == built


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_code_and_tables_stay_as_they_are(text):
    assert typeset(text, "fr") == text


def test_english_keeps_its_punctuation():
    assert typeset("Why: 60,000 images of 28 × 28?", "en") == "Why: 60,000 images of 28\u00a0×\u00a028?"
