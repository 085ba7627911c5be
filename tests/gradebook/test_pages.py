"""What both kinds of page share: nothing from outside, the same bytes again, a text for each picture."""

from __future__ import annotations

import re

import pytest

from autograder.gradebook import report
from autograder.gradebook.pages import marked
from tests.gradebook import showcase
from tests.gradebook.seen import Outline


def test_marks_of_markdown_are_escaped_first():
    assert marked("`a<b` **x** <i>") == "<code>a&lt;b</code> <strong>x</strong> &lt;i&gt;"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_load_nothing_from_anywhere(course, tmp_path, language):
    showcase.build(course, tmp_path, students=12)
    page = report.write(course, tmp_path, language=language)
    pages = [page, *(tmp_path / "feedback").iterdir()]
    assert len(pages) > 8
    for path in pages:
        text = path.read_text(encoding="utf-8")
        outline = Outline(text)
        addresses = [
            attrs.get(name)
            for _, attrs in outline.tags
            for name in ("src", "href", "srcset")
            if attrs.get(name)
        ]
        assert all(each.startswith(("data:", "#", "feedback/")) for each in addresses)
        assert "default-src 'none'" in text
        assert (f'<html lang="{language}">') in text
        scripts = [attrs for tag, attrs in outline.tags if tag == "script"]
        assert len(scripts) == (1 if path == page else 0)


def test_the_same_results_give_the_same_pages(course, tmp_path):
    showcase.build(course, tmp_path, students=6)
    first = report.write(course, tmp_path).read_bytes()
    assert report.write(course, tmp_path).read_bytes() == first


def test_every_picture_has_a_text(course, tmp_path):
    showcase.build(course, tmp_path, students=12)
    outline = Outline(report.write(course, tmp_path).read_text(encoding="utf-8"))
    alts = [attrs["alt"] for tag, attrs in outline.tags if tag == "img"]
    assert len(alts) == 6
    assert all(re.search(r"\d", alt) for alt in alts)
