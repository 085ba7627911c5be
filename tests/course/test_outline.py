"""The outline of a statement, and what it must have to orient its reader."""

from pathlib import Path

import pytest

from autograder.course.outline import outline, pictures, shortcomings
from autograder.course.statement import Statement
from autograder.course.translation import differences

GOOD = """\
# Noise

![Three digits, clean above and noisy below](pictures/opening.en.png)

What will be possible.

**Goals.** Add noise.

**What you should know.** NumPy.

**Time.** {reading} + {work} + {computing} minutes.

{contents}

![A histogram of the noise, flat from 0 to 1](pictures/noise.en.png)

## q1 Add noise

**Goal.** Write it.

<!-- answer -->

**Predict.** What will it show?

```python run
show(add_noise(x))
```

**Now look.** Why?

> **Take away.** Clip last.

## further Going further

Try another noise.
"""


def parse(text, name="statement.en.md"):
    return Statement.parse(Path(name), text, ["q1"])


def problems(text):
    return [str(each) for each in shortcomings(parse(text), "en")]


def test_a_good_statement_lacks_nothing():
    assert problems(GOOD) == []


def test_the_parts_of_a_question_come_in_order():
    kinds = [step.kind for step in outline(parse(GOOD)["q1"], "en")]
    assert kinds == ["answer", "predict", "run", "look", "takeaway"]


def test_pictures_are_told_with_their_alt_text():
    assert [(each.name, each.alt[:12]) for each in pictures(parse(GOOD), "en")] == [
        ("opening", "Three digits"),
        ("noise", "A histogram "),
    ]


LACKS = {
    "opening": ("pictures/opening", "pictures/first", "expected a picture first"),
    "goals": ("**Goals.**", "**Aims.**", "expected **Goals**, **What you should know**"),
    "contents": ("{contents}", "", "{contents}"),
    "minutes": ("{work}", "30", "expected {work}"),
    "answer": ("<!-- answer -->", "", "expected the line <!-- answer -->"),
    "takeaway": ("> **Take away.**", "> **Note.**", "a sentence to take away"),
    "look": ("**Now look.**", "**Hm.**", "after **Predict**"),
    "predict": ("**Predict.** What will it show?", "Run it.", "a prediction before a run"),
    "wordless": ("**Predict.** What will it show?\n\n", "", "comes without a word"),
    "further": ("## further Going further\n\nTry another noise.", "", "a last section"),
    "alt": ("A histogram of the noise, flat from 0 to 1", "noise", "the alt text of noise is too short"),
    "diagram": (
        "![A histogram of the noise, flat from 0 to 1](pictures/noise.en.png)",
        "",
        "at least one diagram",
    ),
    "language": ("noise.en.png", "noise.fr.png", "in another language"),
    "elsewhere": ("pictures/noise.en.png", "https://example.org/noise.png", "a picture on a line of its own"),
    "run_first": (
        "**Goal.** Write it.",
        "**Goal.**\n\n```python run\nshow(1)\n```",
        "runs before there is an answer",
    ),
    "spoils": ("**Goal.** Write it.", "> **Take away.** Clip.", "stands above the answer"),
}


@pytest.mark.parametrize(("old", "new", "problem"), LACKS.values(), ids=LACKS)
def test_what_is_missing_is_told(old, new, problem):
    assert old in GOOD
    assert any(problem in each for each in problems(GOOD.replace(old, new)))


def test_the_other_language_has_the_same_parts_in_the_same_order():
    french = GOOD
    for word, other in {
        "Goals": "Objectifs",
        "What you should know": "Prérequis",
        "Time": "Durée",
        "Predict": "Prévoyez",
        "Now look": "Regardez",
        "Take away": "À retenir",
        ".en.png": ".fr.png",
    }.items():
        french = french.replace(word, other)
    first, second = parse(GOOD), parse(french, "statement.fr.md")
    assert list(differences(first, second, ("en", "fr"))) == []

    (swapped,) = differences(first, parse(french.replace("**Regardez.**", "**Hm.**"), "f.md"), ("en", "fr"))
    assert "the parts come in another order" in str(swapped)


def test_what_a_statement_lacks_is_said_in_the_readers_language():
    (*found,) = shortcomings(parse("# Titre\n\nTexte.\n\n## q1 Une question\n\nRien.\n", "s.fr.md"), "fr")
    said = [each.text("fr").replace("\u00a0", " ") for each in found]
    assert any("il faut d’abord une image de ce qui sera possible à la fin" in each for each in said)
    assert any("il faut la ligne" in each and "à la place de la réponse" in each for each in said)
    assert not any(" expected " in each for each in said)
