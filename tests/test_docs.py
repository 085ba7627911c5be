"""The documents: a site that is built strictly, whose links lead somewhere, and that asks no other machine for anything."""

from __future__ import annotations

import logging
import re
import shlex
from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from autograder import expect
from autograder.cli import autograder
from autograder.course.shapes import CourseShape
from autograder.judge.handles import Handle, Model
from autograder.judge.submission import Submission

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
# What a browser fetches by itself; an `a` is followed by a person.
FETCHED = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return the folder of the built site, and what was warned about: links and anchors that lead nowhere."""
    folder, warnings = tmp_path_factory.mktemp("site"), []

    class Listener(logging.Handler):
        def emit(self, record):
            warnings.append(record.getMessage())

    log, listener = logging.getLogger("mkdocs"), Listener(logging.WARNING)
    log.addHandler(listener)
    try:
        for name, target in (("mkdocs.yml", folder), ("mkdocs.fr.yml", folder / "fr")):
            build(load_config(str(ROOT / name), site_dir=str(target)))
    finally:
        log.removeHandler(listener)
    return folder, warnings


class _Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.fetched, self.links = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if (target := found.get(FETCHED.get(tag, ""))) and found.get("rel") not in ("canonical", "alternate"):
            self.fetched.append(target)
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])


def test_every_page_and_anchor_that_is_linked_exists(site):
    assert site[1] == []


def test_nothing_is_fetched_from_another_machine(site):
    for page in site[0].rglob("*.html"):
        fetched = _Page(page.read_text(encoding="utf-8")).fetched
        assert [each for each in fetched if re.match(r"(https?:)?//", each)] == [], page
    for sheet in site[0].rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"(url\(|@import )['\"]?(https?:)?//", text), sheet


def test_what_the_site_links_to_inside_of_it_is_there_in_both_languages(site):
    for page in (path for path in site[0].rglob("*.html") if path.name != "404.html"):
        for link in _Page(page.read_text(encoding="utf-8")).links:
            if not re.match(r"\w+:|#", link):
                assert (page.parent / link.split("#")[0]).exists(), f"{page}: {link}"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
def test_every_command_shown_is_understood(page):
    """Typed as they stand, from a bash block or from a table."""
    text = page.read_text(encoding="utf-8")
    shown = [
        line.split(" #")[0]
        for block in re.findall(r"```bash\n(.*?)```", text, re.S)
        for line in block.splitlines()
    ]
    shown += re.findall(r"^\|[^|]*\| `(autograder [^`]*)` \|", text, re.M)
    for command in shown:
        if command.startswith("autograder "):
            _, name, *arguments = shlex.split(command.split(" > ")[0])
            verb = autograder.commands[name]
            _, left, _ = verb.make_parser(verb.context_class(verb)).parse_args(arguments)
            assert not left, command


def test_whatever_a_check_may_say_and_ask_is_listed_for_those_who_write_one():
    text = (ROOT / "docs/teachers/checks.md").read_text(encoding="utf-8")
    said = [
        name for name, each in vars(expect).items() if callable(each) and each.__module__ == expect.__name__
    ]
    asked = [
        f"{what}.{name}"
        for what, kind in (("submission", Submission), ("model", Model), ("handle", Handle))
        for name in vars(kind)
    ]
    named = [f"expect.{name}" for name in said] + asked
    assert len(named) > 50
    missing = [name for name in named if "._" not in name and not re.search(rf"{re.escape(name)}\b", text)]
    assert missing == []


def test_every_key_of_course_toml_is_explained():
    text = (ROOT / "autograder/release/starter_files/assignments/course.en.toml").read_text(encoding="utf-8")
    for name, field in CourseShape.model_fields.items():
        assert re.search(rf"^(\[{name}\]|{name} = )", text, re.M), name
        for inner in getattr(field.annotation, "model_fields", ()):
            assert re.search(rf"^{inner} = ", text, re.M), inner


def test_every_variable_of_the_environment_is_explained():
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "autograder").rglob("*.py"))
    ours = set(re.findall(r'"(AUTOGRADER_[A-Z_]+)"', sources)) - {"AUTOGRADER_WORKER", "AUTOGRADER_HANDED_IN"}
    text = (ROOT / "docs/teachers/course.md").read_text(encoding="utf-8")
    assert {each for each in ours if f"`{each}`" not in text} == set(), "internal ones stand in this test"
