"""What both pages share: templates that escape everything, and a little Markdown in our own sentences."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from importlib import resources

import jinja2
from markupsafe import Markup, escape

from autograder.base.cleaning import clean
from autograder.base.messages import sentence
from autograder.gradebook.sentences import shortened


def rendered(template: str, language: str, area: str, **values: object) -> str:
    """Return a page. In it `say("x", …)` is the sentence `area.x` in `language`, and `style` the common style sheet."""
    say: Callable[..., str] = lambda key, **given: sentence(f"{area}.{key}", language, **given)  # noqa: E731
    return _environment().get_template(template).render(say=say, language=language, style=_style(), **values)


def marked(text: object) -> Markup:
    """Return text as HTML: escaped, shortened, and then `code`, **strong** and *emphasis* of our sentences.

    A student's text may hold these signs too; all it can reach is a word in another face.
    """
    safe = str(escape(shortened(str(text))))
    safe = re.sub(r"`([^`\n]+)`", r"<code>\1</code>", safe)
    safe = re.sub(r"\*\*([^*\n<]+)\*\*", r"<strong>\1</strong>", safe)
    safe = re.sub(r"(?<![\w*])\*([^*\s<][^*\n<]*)\*(?![\w*])", r"<em>\1</em>", safe)
    return Markup(safe)


def prose(text: str) -> Markup:
    """Return Markdown of ours (a statement) as HTML; tags that stand in it are text."""
    from markdown_it import MarkdownIt

    return Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.gradebook"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    environment.filters["marked"] = marked
    return environment


def _clean(value: object) -> object:
    """Return what stands in a page for a value: of a text that may be a stranger's (a name, say),
    what does not hide.
    """
    plain = isinstance(value, str) and not isinstance(value, Markup)
    return clean(str(value), len(str(value))) if plain else value


@functools.cache
def _style() -> Markup:
    return Markup(
        (resources.files("autograder.gradebook") / "templates" / "style.css").read_text(encoding="utf-8")
    )
