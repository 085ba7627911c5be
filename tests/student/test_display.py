"""How verdicts look: words, symbols and colours together, nothing of the student's executed, both languages."""

from __future__ import annotations

import html.parser
import io
import re

import pytest

from autograder.base.verdict import Message, Outcome, Picture, Reason, Verdict
from autograder.student.display import _CELL, Lines, Note, Row, VerdictTable, show, summary_markdown

VALUE = lambda text: Message("expect.value", {"value": text})  # noqa: E731
PNG = b"\x89PNG\r\n\x1a\n"


def _rows():
    wrong = Verdict(
        "clips",
        Outcome.FAIL,
        Reason.WRONG,
        message=Message("expect.within", {"low": 0.0, "high": 1.0, "where": "[0, 3, 5]"}),
        call="add_noise(images, 0.9, seed=1)",
        received=VALUE(-2.35),
        picture=Picture(PNG, Message("check.picture")),
    )
    return (
        Row("Same seed, same noise.", Verdict("seeded", Outcome.PASS)),
        Row("Values stay between 0 and 1.", wrong),
        Row(
            "It learns.",
            Verdict("learns", Outcome.NOT_RUN, Reason.MISSING_NAME, message=VALUE("no such name")),
        ),
        Row("It is fast.", Verdict("fast", Outcome.JUDGE_ERROR, detail="SECRET TRACEBACK")),
    )


def _table(language="en"):
    return VerdictTable("Question 1", _rows(), language, ("2 of 3 pass.",))


class _Balance(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.tags = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def _parsed(text):
    parser = _Balance()
    parser.feed(text)
    assert parser.open == []
    return parser.tags


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_table_is_one_a_screen_reader_can_read(language):
    tags = _parsed(_table(language)._repr_html_())
    names = [name for name, _ in tags]
    assert "caption" in names and names.count("tr") == 5
    assert [attrs["scope"] for name, attrs in tags if name == "th"] == ["col"] * 3
    assert next(attrs for name, attrs in tags if name == "div")["lang"] == language
    (image,) = (attrs for name, attrs in tags if name == "img")
    assert image["alt"] and image["src"].startswith("data:image/png;base64,")


def test_every_outcome_has_a_word_a_symbol_and_a_colour_of_its_own():
    text = _table()._repr_html_()
    for word in ("passed", "failed", "not run", "grader error"):
        assert word in text
    assert len(set(re.findall(r"background:(#\w{6})", text))) == 4


@pytest.mark.parametrize("colour", ["#1a7f37", "#b3261e", "#57606a", "#8a4b00"])
def test_white_on_the_badges_has_enough_contrast(colour):
    """WCAG 2.1, 1.4.3: 4.5 to 1, from the relative luminance it defines."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (luminance + 0.05) >= 4.5


def test_no_colour_of_text_is_set_outside_the_badges():
    """The theme's own text colour stays, so that dark themes can be read."""
    without_badges = re.sub(r'<span style="[^"]*">', "", _table()._repr_html_())
    assert (
        "color:inherit" in without_badges
    )  # where a page has no doctype, tables do not inherit by themselves
    assert not re.search(r"[^-]color:#", without_badges.replace("background:#fff", ""))


def test_what_a_student_wrote_is_never_markup():
    evil = "<script>alert(1)</script>"
    row = Row("x", Verdict("x", Outcome.FAIL, message=VALUE(evil), call=evil, received=VALUE(f"`{evil}`")))
    text = VerdictTable(evil, (row,), "en", (evil,))._repr_html_()
    assert "<script" not in text
    assert "<script" not in Note((evil, evil), "en")._repr_html_()


def test_the_judges_detail_is_not_shown_to_the_student():
    assert "SECRET" not in _table()._repr_html_() + str(_table())


def test_a_terminal_gets_the_same_words_aligned():
    lines = str(_table()).splitlines()
    assert lines[0] == "Question 1"
    assert lines[1] == "  ✓ passed        Same seed, same noise."
    assert lines[3] == "                  Call: add_noise(images, 0.9, seed=1)"
    assert "Received: -2.35" in lines[5]
    assert all(line == line.rstrip() for line in lines)


def test_french_has_french_words_and_decimal_commas():
    text = str(_table("fr"))
    assert "réussi" in text and "échoué" in text and "-2,35" in text


def test_a_console_without_check_marks_gets_letters():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", errors="replace")
    show(_table(), stream)
    stream.flush()
    assert b"  + passed" in raw.getvalue() and b"  x failed" in raw.getvalue()


def test_output_to_a_file_has_no_colour_codes():
    stream = io.StringIO()
    show(_table(), stream)
    assert "\x1b" not in stream.getvalue()


def test_code_in_sentences_is_code_in_html_and_bare_in_a_terminal():
    note = Note(("Use `np.clip`.",), "en")
    assert "<code>np.clip</code>" in note._repr_html_()
    assert str(note) == "Use np.clip."


def test_a_job_summary_is_a_markdown_table_that_nothing_can_break():
    evil = Row("a | b", Verdict("x", Outcome.FAIL, message=VALUE("one\ntwo <b> | three")))
    text = summary_markdown([("02_noise", evil), ("02_noise", _rows()[0])], "en")
    rows = [line for line in text.splitlines() if line.startswith("| 02_noise")]
    assert len(rows) == 2
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    assert "<b>" not in text
    assert "1 of 2" in text


def test_a_table_of_passed_checks_has_no_column_for_what_was_found():
    text = VerdictTable("Question 1", _rows()[:1], "en")._repr_html_()
    assert [attrs["scope"] for name, attrs in _parsed(text) if name == "th"] == ["col"] * 2
    assert "What was found" not in text


def test_a_reason_that_several_checks_share_is_said_once():
    missing = Message("worker.missing_name", {"name": "f"})
    rows = tuple(
        Row(f"Fact {n}.", Verdict(f"c{n}", Outcome.NOT_RUN, Reason.MISSING_NAME, missing)) for n in range(4)
    )
    table = VerdictTable("Question 1", rows, "en")

    for text in (str(table), table._repr_html_()):
        assert text.count("does not define f") == 1
        assert "The same reason as above." not in text
    assert _parsed(table._repr_html_()).count(("td", {"style": _CELL, "rowspan": "4"})) == 1
    assert str(table).splitlines()[-1].strip().endswith("does not define f.")


def test_a_reason_said_further_up_is_called_the_same(monkeypatch):
    missing = Message("worker.missing_name", {"name": "f"})
    away = Verdict("a", Outcome.NOT_RUN, Reason.MISSING_NAME, missing)
    rows = (Row("One.", away), Row("Two.", Verdict("b", Outcome.PASS)), Row("Three.", away))

    assert str(VerdictTable("Question 1", rows, "en")).count("The same reason as above.") == 1


def test_the_hint_that_fits_a_failure_stands_beside_it():
    row = Row("Clipped.", Verdict("c", Outcome.FAIL, Reason.WRONG, VALUE("1")), 'autograder.hint("clipped")')
    table = VerdictTable("Question 1", (row,), "en")

    assert 'Hint: autograder.hint("clipped")' in str(table)
    assert "<b>Hint:</b> <code>autograder.hint(&quot;clipped&quot;)</code>" in table._repr_html_()


def test_checks_that_received_different_values_each_say_theirs():
    message = Message("expect.number")
    rows = tuple(
        Row("A fact.", Verdict(f"c{n}", Outcome.FAIL, Reason.WRONG, message, received=VALUE(n)))
        for n in (1, 2)
    )

    assert str(VerdictTable("Question 1", rows, "en")).count("A finite number was expected") == 2


def test_lines_are_a_table_in_a_notebook_and_aligned_elsewhere():
    lines = Lines("Progress", (("01_light", "1/2"), ("02", "<b>")), "In all: `1`.", "en")
    assert str(lines).splitlines() == ["Progress", "01_light  1/2", "02        <b>", "In all: 1."]
    tags = [name for name, _ in _parsed(lines._repr_html_())]
    assert tags.count("td") == 4 and "b" not in tags


def test_a_console_without_check_marks_gets_letters_in_sums_too():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    show(Note(("✓ one", "✗ two", "– three", "four"), "en"), stream)
    stream.seek(0)
    assert stream.read().splitlines() == ["+ one", "x two", "- three", "four"]


def test_bold_words_of_a_hint_are_bold_in_html_and_bare_in_a_terminal():
    note = Note(("Title", "Divide **only once**, before `a**b` and x**2 + y**2; f(**a, **b)."), "en")
    assert (
        "Divide <b>only once</b>, before <code>a**b</code> and x**2 + y**2; f(**a, **b)."
        in note._repr_html_()
    )
    assert str(note).endswith("Divide only once, before a**b and x**2 + y**2; f(**a, **b).")
