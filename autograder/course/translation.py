"""Whether the languages of a course say the same: parts, pictures, code, code spans and numbers of texts,
docstrings too.
"""

from __future__ import annotations

import ast
import io
import itertools
import re
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from autograder.base.errors import ContentError
from autograder.base.messages import Message, Said, in_a_row
from autograder.course.docstrings import Docstring, below, called, named
from autograder.course.master import Master
from autograder.course.outline import outline
from autograder.course.source import parse_file
from autograder.course.statement import Hint, Section, Statement
from autograder.course.text import read_text

_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_FENCED = re.compile(r"^```.*?^```\s*$|^!\[[^\]]*\]\([^)]*\)", re.M | re.S)
_LETTERS = re.compile(r"(?!of$)[a-z]{2}")  # of a language; `of` names a value
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
            names = {"name": section.name, "first": first.path.name}
            yield ContentError("translation.no_section", second.path, 1, **names)
            continue
        yield from _part_differences(first, section, second, other, languages)
        yield from _code_differences(first, section, second, other)
        yield from _prose_differences(first, section, second, other)


def hint_differences(
    first: Mapping[str, tuple[Hint, ...]], second: Mapping[str, tuple[Hint, ...]]
) -> Iterator[Message]:
    """Yield the functions whose hints differ in number, in their code spans or in the checks they fit."""
    for name, hints in first.items():
        others = second.get(name, ())
        if len(hints) != len(others):
            yield Message.of("translation.hints_count", name=name, ours=len(hints), theirs=len(others))
        for position, (one, two) in enumerate(zip(hints, others), start=1):
            where = {"name": name, "number": position}
            if one.checks != two.checks:
                yield Message("translation.hints_checks", where | {"ours": one.checks, "theirs": two.checks})
            if _spans(one.text) != _spans(two.text):
                contrast = _contrast(_spans(one.text), _spans(two.text))
                yield Message("translation.hints_spans", where | {"contrast": contrast})


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
        yield ContentError("translation.comment", master.path, line, comment=comment)


def check_differences(path: Path, languages: Sequence[str]) -> Iterator[ContentError]:
    """Yield the sentences in a check file that do not stand in every language of the course: `expect.that`, {"en":
    …}.
    """
    for node in ast.walk(parse_file(path, read_text(path))):
        said = _languages_said(node)
        missing = [each for each in languages if each not in said]
        if missing and said & {*languages, "en", "fr"}:
            row = in_a_row(map(called, missing), "and")
            yield ContentError("translation.unsaid", path, getattr(node, "lineno", 1), languages=row)


def _languages_said(node: ast.AST) -> frozenset[str]:
    """Return the languages in which a call of `expect.that`, or a dictionary of texts, says something;
    none for others.
    """
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "that":
        names = [each.arg for each in node.keywords]
        positional = ("en", "fr")[: max(0, len(node.args) - 1)]
        return (
            frozenset()
            if None in names
            else frozenset({*positional, *filter(_LETTERS.fullmatch, filter(None, names))})
        )
    if isinstance(node, ast.Dict):
        keys = [each.value if isinstance(each, ast.Constant) else None for each in node.keys]
        if keys and all(isinstance(each, str) and _LETTERS.fullmatch(each) for each in keys):
            return frozenset(map(str, keys))
    return frozenset()


def _docstring_differences(master: Master, docstring: Docstring) -> Iterator[ContentError]:
    name = named(docstring.owner)
    first, *others = sorted(master.languages, key=lambda each: each != "en")  # the order of its parts
    if missing := [each for each in master.languages if each not in docstring.parts]:
        yield ContentError(
            "translation.no_part" if docstring.parts else "translation.one_language",
            master.path,
            docstring.first,
            name=name,
            language=called(missing[0]),
            first=called(first),
            below=below(others),
        )
        return
    ours = "\n".join(docstring.text(first))
    for language in others:
        theirs = "\n".join(docstring.text(language))
        for what, find in (
            ("spans", lambda text: _spans(_flat(text))),
            ("numbers", lambda text: _numbers(_flat(text))),
            ("quoted", _quoted),
            ("entries", _entries),
        ):
            if find(ours) != find(theirs):
                yield ContentError(
                    "translation.part_differs",
                    master.path,
                    docstring.first,
                    name=name,
                    what=Message(f"translation.{what}"),
                    language=called(language),
                    first=called(first),
                    contrast=_contrast(find(ours), find(theirs)),
                )


def _named(section: Section) -> Said:
    return section.name or Message("translation.introduction_name")


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
            found = Message("translation.nothing_here")
            if two:
                found = Message.of("translation.here", what=two.what)
            wanted = Message.of("translation.nothing_there", first=first.path.name)
            if one:
                there = f"{first.path.name}:{one.line}"
                wanted = Message.of("translation.there", what=one.what, first=there)
            line, name = two.line if two else other.line, _named(section)
            yield ContentError(
                "translation.order", second.path, line, section=name, found=found, wanted=wanted
            )
            return


def _code_differences(
    first: Statement, section: Section, second: Statement, other: Section
) -> Iterator[ContentError]:
    ours = [block for block in section.blocks if block.run]
    theirs = [block for block in other.blocks if block.run]
    if len(ours) != len(theirs):
        counts = {"theirs": len(theirs), "ours": len(ours), "first": first.path.name}
        yield ContentError("translation.cells", second.path, other.line, **counts)
    for one, two in zip(ours, theirs):
        if _bare(one.text, first, one.line) != _bare(two.text, second, two.line):
            there = f"{first.path.name}:{one.line}"
            yield ContentError("translation.code", second.path, two.line, first=there)


def _prose_differences(
    first: Statement, section: Section, second: Statement, other: Section
) -> Iterator[ContentError]:
    ours, theirs = (_prose(each) for each in (section, other))
    for what, find in (("spans", _spans), ("numbers", _numbers)):
        if find(ours) != find(theirs):
            yield ContentError(
                "translation.prose",
                second.path,
                other.line,
                section=_named(section),
                what=Message(f"translation.{what}"),
                first=first.path.name,
                contrast=_contrast(find(ours), find(theirs)),
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
        raise ContentError("content.no_python_cell", statement.path, line, why=str(error)) from None
    skipped = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
    return [
        '""' if token.type == tokenize.STRING or _is_fstring(token) else token.string
        for token in tokens
        if token.type not in skipped
    ]


def _is_fstring(token: tokenize.TokenInfo) -> bool:
    return tokenize.tok_name[token.type].startswith("FSTRING_MIDDLE")


def _contrast(ours: Counter[str], theirs: Counter[str]) -> Message:
    missing, extra = (", ".join(list(each.elements())[:4]) for each in (ours - theirs, theirs - ours))
    if missing and extra:
        return Message.of("translation.missing_and_extra", missing=missing, extra=extra)
    return Message.of("translation.missing" if missing else "translation.extra", names=missing or extra)
