"""What options and arguments are given: files that are there, whole numbers, words of a list; what is none, in plain words.

Click says of such a value "Invalid value for '[FILE]': Path 'x' does not exist", or that 0 is not in the range x>=1.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from autograder.base.spoken import said

if TYPE_CHECKING:  # generic in recent versions alone; Any: whatever a kind of value makes of what was typed
    _Kind = click.ParamType[Any]
    _Words = click.Choice[str]
else:
    _Kind, _Words = click.ParamType, click.Choice


class _Plainly(_Kind):
    """A kind of value that is refused in a sentence: what it was given for, and what is wrong with it."""

    def fail(
        self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None
    ) -> NoReturn:
        """Raise the error that the command line shows."""
        name = param and param.get_error_hint(ctx)
        raise click.UsageError(f"{name}{said(': ')}{message}" if name else message, ctx)


class There(_Plainly, click.Path):
    """A file or a folder that exists."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    # Any: Click's own signature.
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path."""
        path = Path(str(super().convert(value, param, ctx)))
        if not path.exists():
            self.fail(said("there is no file and no folder {path}.").format(path=path), param, ctx)
        return path


class Number(_Plainly):
    """A whole number from `low` on, or up to `high`."""

    name = "number"

    def __init__(self, low: int = 0, high: int | None = None):
        self._low, self._high = low, high

    # Any: Click's own signature.
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        try:
            number = int(value)
        except ValueError:
            number = self._low - 1
        if self._low <= number and (self._high is None or number <= self._high):
            return number
        expected = (
            said("expected a whole number from {low} on, received {value}.")
            if self._high is None
            else said("expected a whole number from {low} to {high}, received {value}.")
        )
        self.fail(expected.format(low=self._low, high=self._high, value=value), param, ctx)


class OneOf(_Plainly, _Words):
    """One word of several."""

    def __init__(self, words: Sequence[str], *, capitals: bool = True):
        super().__init__(tuple(words), case_sensitive=capitals)

    # Any: Click's own signature.
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word as it stands in the list."""
        for word in self.choices:
            if value == word or (not self.case_sensitive and str(value).casefold() == word.casefold()):
                return word
        known = ", ".join(self.choices)
        self.fail(
            said("expected one of {known}, received {value}.").format(known=known, value=value), param, ctx
        )
