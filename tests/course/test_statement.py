"""Statements and hints: their sections, and whether two languages say the same."""

from pathlib import Path

import pytest

from autograder.base.errors import ContentError
from autograder.course.statement import Hint, Statement, parse_hints
from autograder.course.translation import differences, hint_differences

TEXT = """\
# Noise

Why.

## q1 Add noise

Call `add_noise(images, 0.9)`; 60 000 images.

```python
add_noise(x)
```

```python run
# look
show("noisy", add_noise(x))
```

After.
"""
FRENCH = TEXT.replace("# look", "# regardons").replace('"noisy"', '"bruitées"').replace("60 000", "60 000")


def parse(text, name="statement.en.md"):
    return Statement.parse(Path(name), text, ["q1"])


def test_a_section_keeps_prose_and_cells_in_order():
    blocks = parse(TEXT).section("q1").blocks

    assert [block.run for block in blocks] == [False, True, False]
    assert blocks[1].text == '# look\nshow("noisy", add_noise(x))'
    assert blocks[1].line == 14
    assert "add_noise(x)\n```" in blocks[0].text


BROKEN = {
    "no_title": (TEXT.replace("# Noise", "Noise"), 1, 'expected "# Title"'),
    "missing": (TEXT.replace("## q1 Add noise", ""), 1, 'Add "## q1 …"'),
    "unknown": (TEXT + "\n## q2 More\n", 20, "belongs to no question"),
    "open_fence": (TEXT.replace("```\n\nAfter.", "After."), 13, "never closed"),
}


@pytest.mark.parametrize(("text", "line", "problem"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_told_with_its_line(text, line, problem):
    with pytest.raises(ContentError) as caught:
        parse(text)

    assert problem in str(caught.value)
    assert caught.value.line == line


def test_a_heading_inside_a_fence_is_code():
    text = TEXT.replace("add_noise(x)\n```\n", "## q9 not a heading\n```\n", 1)

    assert [section.name for section in parse(text).sections] == ["", "q1"]


def test_translated_comments_and_texts_are_no_difference():
    assert list(differences(parse(TEXT), parse(FRENCH, "statement.fr.md"))) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("add_noise(x))", "add_noise(y))", "this cell's code is not that of"),
        ("`add_noise(images, 0.9)`", "`add_noise(images, 0.8)`", "code spans differ"),
        ("60 000", "6 000", "numbers differ"),
    ],
)
def test_a_difference_of_substance_is_told(old, new, problem):
    (error,) = differences(parse(TEXT), parse(FRENCH.replace(old, new), "statement.fr.md"))

    assert problem in str(error)


def test_numbers_are_compared_whatever_their_language():
    english = parse(TEXT.replace("Why.", "A loss of 0.259 on 60,000 images."))
    french = parse(FRENCH.replace("Why.", "Une perte de 0,259 sur 60\u202f000 images."))

    assert list(differences(english, french)) == []


def test_hints_are_read_gentlest_first():
    hints = parse_hints(Path("h"), "# Hints\n\n## q1 f\n- What?\n- Look\n  there.\n- Do it.\n", {"f": "q1"})

    assert [each.text for each in hints["f"]] == ["What?", "Look there.", "Do it."]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("## q1 f\n- one\n- two\n", "Write three at least"),
        ("## q1 g\n- 1\n- 2\n- 3\n", "names no graded function"),
        ("# Hints\n", '"f" has no hints'),
    ],
)
def test_hints_that_do_not_fit_are_told(text, problem):
    with pytest.raises(ContentError, match=problem):
        parse_hints(Path("h"), text, {"f": "q1"})


def test_hints_of_two_languages_must_match():
    assert list(hint_differences({"f": (Hint.parse("a `x`"),)}, {"f": (Hint.parse("b `y`"),)}))
    assert not list(hint_differences({"f": (Hint.parse("a `x`"),)}, {"f": (Hint.parse("b `x`"),)}))
    assert list(hint_differences({"f": (Hint.parse("[seeded] a"),)}, {"f": (Hint.parse("b"),)}))


def test_a_hint_names_the_checks_it_fits_before_its_text():
    hint = Hint.parse("[seeded, own_noise] Where is the generator made?")
    assert hint.text == "Where is the generator made?"
    assert hint.checks == ("seeded", "own_noise")
    assert Hint.parse("[0, 1] is the range").checks == ()
