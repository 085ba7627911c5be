"""Whether two languages say the same: headings, code, code spans and numbers of a pair of texts."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator

from autograder.course.statement import Section, Statement
from autograder.errors import ContentError

_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_FENCED = re.compile(r"^```.*?^```\s*$", re.M | re.S)
# 0.9 / 0,9 / 60 000 / 60,000 / 20 %: spaces inside a number may be non-breaking or narrow.
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)*(?![\w])")


def differences(first: Statement, second: Statement) -> Iterator[ContentError]:
    """Yield what the second statement says otherwise than the first, as errors with the second's file and line."""
    for section in first.sections:
        other = second.section(section.name)
        if other is None:
            yield ContentError(
                f'section "{section.name}" is missing here; {first.path.name} has it.', second.path, 1
            )
            continue
        yield from _code_differences(first, section, second, other)
        yield from _prose_differences(first, section, second, other)


def hint_differences(first: dict[str, tuple[str, ...]], second: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the functions whose hints differ in number or in their code spans."""
    for name, hints in first.items():
        others = second.get(name, ())
        if len(hints) != len(others):
            yield f"{name}: {len(hints)} hints in one language, {len(others)} in the other"
        for position, (one, two) in enumerate(zip(hints, others), start=1):
            if _spans(one) != _spans(two):
                yield f"{name}, hint {position}: code spans differ: {_told(_spans(one), _spans(two))}"


def _code_differences(first: Statement, section: Section, second: Statement, other: Section):
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


def _prose_differences(first: Statement, section: Section, second: Statement, other: Section):
    ours, theirs = (_prose(each) for each in (section, other))
    for what, find in (("code spans", _spans), ("numbers", _numbers)):
        if find(ours) != find(theirs):
            told = _told(find(ours), find(theirs))
            yield ContentError(
                f'"{section.name or "introduction"}": {what} differ from {first.path.name}: {told}.',
                second.path,
                other.line,
            )


def _prose(section: Section) -> str:
    return _FENCED.sub("", "\n".join(block.text for block in section.blocks if not block.run))


def _spans(text: str) -> Counter:
    return Counter(" ".join(span.split()) for span in _SPAN.findall(text))


def _numbers(text: str) -> Counter:
    return Counter(_Number(number) for number in _NUMBER.findall(_SPAN.sub("", text)))


class _Number(str):
    """A number as it is written; equal to one of the same digits: 60,000 is 60 000 in French, 0.259 is 0,259."""

    def _digits(self) -> str:
        return re.sub(r"\D", "", self)

    def __eq__(self, other):
        return self._digits() == other._digits()

    def __hash__(self):
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


def _told(ours: Counter, theirs: Counter) -> str:
    missing, extra = list((ours - theirs).elements()), list((theirs - ours).elements())
    parts = [f"missing {', '.join(missing[:4])}"] * bool(missing) + [f"extra {', '.join(extra[:4])}"] * bool(
        extra
    )
    return "; ".join(parts)
