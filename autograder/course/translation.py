"""Whether the languages of a course say the same: parts, pictures, code, code spans and numbers of texts, docstrings too."""

from __future__ import annotations

import ast
import io
import itertools
import re
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping

from autograder.base.errors import ContentError
from autograder.course.docstrings import Docstring, mark
from autograder.course.master import Master
from autograder.course.outline import outline
from autograder.course.statement import Hint, Section, Statement

_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_FENCED = re.compile(r"^```.*?^```\s*$|^!\[[^\]]*\]\([^)]*\)", re.M | re.S)
_QUOTED = re.compile(r'"(\w+)"')
# "Args:", "Exceptions :": the sections of a docstring that tell of things one by one; "    images: …" is one of them.
_LISTING = re.compile(r"^(?:Args|Raises|Arguments|Exceptions)\s?:\n((?:(?: .*)?\n?)*)", re.M)
_ENTRY = re.compile(r"^ {4}(\w+)\s?: ", re.M)
# 0.9 / 0,9 / 60 000 / 60,000 / 20 %: spaces inside a number may be non-breaking or narrow.
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)*(?![\w])")


def differences(
    first: Statement, second: Statement, languages: tuple[str, str] = ("fr", "en")
) -> Iterator[ContentError]:
    """Yield what the second statement says otherwise than the first, as errors with the second's file and line.

    `languages` are theirs, in the same order.
    """
    for section in first.sections:
        other = second.section(section.name)
        if other is None:
            yield ContentError(
                f'section "{section.name}" is missing here; {first.path.name} has it.', second.path, 1
            )
            continue
        yield from _part_differences(first, section, second, other, languages)
        yield from _code_differences(first, section, second, other)
        yield from _prose_differences(first, section, second, other)


def hint_differences(
    first: Mapping[str, tuple[Hint, ...]], second: Mapping[str, tuple[Hint, ...]]
) -> Iterator[str]:
    """Yield the functions whose hints differ in number, in their code spans or in the checks they fit."""
    for name, hints in first.items():
        others = second.get(name, ())
        if len(hints) != len(others):
            yield f"{name}: {len(hints)} hints in one language, {len(others)} in the other"
        for position, (one, two) in enumerate(zip(hints, others), start=1):
            if one.checks != two.checks:
                yield f"{name}, hint {position}: fits other checks: {one.checks} in one language, {two.checks} in the other"
            if _spans(one.text) != _spans(two.text):
                yield f"{name}, hint {position}: code spans differ: {_contrast(_spans(one.text), _spans(two.text))}"


def master_differences(master: Master) -> Iterator[ContentError]:
    """Yield what keeps a master's docstrings from promising the same in both languages of its course.

    A docstring that stands in one language only, one whose parts differ in their code spans, numbers, quoted names or
    entries (arguments, exceptions), and a comment outside the solution, which readers of both languages receive as it
    is. A course of one language has nothing to compare.
    """
    if len(master.languages) < 2:
        return
    for docstring in master.docstrings:
        yield from _docstring_differences(master, docstring)
    for line, comment in master.comments():
        problem = (
            f"students of every language receive this comment: {comment!r}. "
            "Say it in a docstring, in each language, or remove it."
        )
        yield ContentError(problem, master.path, line)


def _docstring_differences(master: Master, docstring: Docstring) -> Iterator[ContentError]:
    name = f"the docstring of {docstring.owner}" if docstring.owner else "the module's docstring"
    first, *others = sorted(master.languages, key=lambda each: each != "en")  # the order of its parts
    if missing := [each for each in master.languages if each not in docstring.parts]:
        problem = f"has no {_called(missing[0])} part" if docstring.parts else "stands in one language"
        below = " and ".join(f'below a line "{mark(each)}", {_called(each)}' for each in others)
        yield ContentError(
            f"{name} {problem}. Write it in each: {_called(first)} first, then, {below}.",
            master.path,
            docstring.first,
        )
        return
    ours = "\n".join(docstring.text(first))
    for language in others:
        theirs = "\n".join(docstring.text(language))
        for what, find in (
            ("code spans", lambda text: _spans(_flat(text))),
            ("numbers", lambda text: _numbers(_flat(text))),
            ("quoted names", _quoted),
            ("entries", _entries),
        ):
            if find(ours) != find(theirs):
                yield ContentError(
                    f"{name}: {what} of the {_called(language)} part differ from the {_called(first)} one: "
                    f"{_contrast(find(ours), find(theirs))}.",
                    master.path,
                    docstring.first,
                )


def _called(language: str) -> str:
    return {"en": "English", "fr": "French"}.get(language, f'"{language}"')


def _quoted(text: str) -> Counter[str]:
    return Counter(_QUOTED.findall(_SPAN.sub("", text)))


def _entries(text: str) -> Counter[str]:
    return Counter(name for listing in _LISTING.findall(text) for name in _ENTRY.findall(listing))


def _flat(text: str) -> str:
    """Return the text in one line: a span or a number may be cut by a line's end."""
    return re.sub(r"\s*\n\s*", " ", text)


def _part_differences(
    first: Statement, section: Section, second: Statement, other: Section, languages: tuple[str, str]
) -> Iterator[ContentError]:
    """Yield the first part (goals, picture, answer, cell, take-away …) that stands elsewhere in the other language."""
    ours, theirs = outline(section, languages[0]), outline(other, languages[1])
    for one, two in itertools.zip_longest(ours, theirs):
        if one is None or two is None or one.what != two.what:
            found = f"{two.what!r} here" if two else "nothing more here"
            wanted = (
                f"{one.what!r} in {first.path.name}:{one.line}"
                if one
                else f"nothing more in {first.path.name}"
            )
            line = two.line if two else other.line
            problem = (
                f'"{section.name or "introduction"}": the parts come in another order: {found}, {wanted}.'
            )
            yield ContentError(problem, second.path, line)
            return


def _code_differences(
    first: Statement, section: Section, second: Statement, other: Section
) -> Iterator[ContentError]:
    ours = [block for block in section.blocks if block.run]
    theirs = [block for block in other.blocks if block.run]
    if len(ours) != len(theirs):
        line = other.line
        yield ContentError(
            f"{len(theirs)} cells to run, {len(ours)} in {first.path.name}.", second.path, line
        )
    for one, two in zip(ours, theirs):
        if _bare(one.text, first, one.line) != _bare(two.text, second, two.line):
            problem = f"this cell's code is not that of {first.path.name}:{one.line}; only comments and texts may differ."
            yield ContentError(problem, second.path, two.line)


def _prose_differences(
    first: Statement, section: Section, second: Statement, other: Section
) -> Iterator[ContentError]:
    ours, theirs = (_prose(each) for each in (section, other))
    for what, find in (("code spans", _spans), ("numbers", _numbers)):
        if find(ours) != find(theirs):
            contrast = _contrast(find(ours), find(theirs))
            yield ContentError(
                f'"{section.name or "introduction"}": {what} differ from {first.path.name}: {contrast}.',
                second.path,
                other.line,
            )


def _prose(section: Section) -> str:
    return _FENCED.sub("", "\n".join(block.text for block in section.blocks if not block.run))


def _spans(text: str) -> Counter[str]:
    return Counter(" ".join(span.split()) for span in _SPAN.findall(text))


def _numbers(text: str) -> Counter[str]:
    return Counter(_Number(number) for number in _NUMBER.findall(_SPAN.sub("", text)))


class _Number(str):
    """A number as it is written; equal to one of the same digits: 60,000 is 60 000 in French, 0.259 is 0,259."""

    def _digits(self) -> str:
        return re.sub(r"\D", "", self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Number) and self._digits() == other._digits()

    def __hash__(self) -> int:
        return hash(self._digits())


def _bare(code: str, statement: Statement, line: int) -> list[str]:
    """Return the code's tokens without comments, line ends and the texts inside strings."""
    try:
        ast.parse(code)
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (SyntaxError, tokenize.TokenError) as error:
        raise ContentError(f"this cell is not Python: {error}.", statement.path, line) from None
    skipped = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
    return [
        '""' if token.type == tokenize.STRING or _is_fstring(token) else token.string
        for token in tokens
        if token.type not in skipped
    ]


def _is_fstring(token: tokenize.TokenInfo) -> bool:
    return tokenize.tok_name[token.type].startswith("FSTRING_MIDDLE")


def _contrast(ours: Counter[str], theirs: Counter[str]) -> str:
    missing, extra = list((ours - theirs).elements()), list((theirs - ours).elements())
    parts = [f"missing {', '.join(missing[:4])}"] * bool(missing) + [f"extra {', '.join(extra[:4])}"] * bool(
        extra
    )
    return "; ".join(parts)
