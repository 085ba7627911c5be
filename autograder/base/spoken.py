"""Verbs and options that say their help in the language of whoever asks, by gettext, which Click itself speaks.

The English is the source and stands beside what it speaks of. Its French stands in
`locale/fr/LC_MESSAGES/messages.po`, Click's own sentences included; `make translations` compiles it.
"""

from __future__ import annotations

import gettext
import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

LOCALE = Path(__file__).parent / "locale"
_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])
_DOMAIN = "messages"  # the one that is asked where none is named, and Click names none


def speak(language: str) -> None:
    """Let help and errors of the command line be in `language` from now on; English where there is no catalogue."""
    gettext.bindtextdomain(_DOMAIN, LOCALE)
    os.environ["LANGUAGE"] = language  # where gettext looks first


def said(text: str) -> str:
    """Return a text of ours in the language that is spoken."""
    return gettext.gettext(text) if text else text  # the empty text would bring the catalogue's head


class _Spoken:
    """What has a `help`, written in English and read in the language that is spoken."""

    _help: str | None = None

    @property
    def help(self) -> str | None:
        """The help in the language that is spoken."""
        return self._help and said(self._help)

    @help.setter
    def help(self, text: str | None) -> None:
        self._help = text and inspect.cleandoc(text)


class Option(_Spoken, click.Option):
    """An option that speaks the language of whoever asks: its help, and the word for what is to be given (TEXT,
    PATH).
    """

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the value in the help."""
        return said(super().make_metavar(ctx))

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Return what an error calls it."""
        return " / ".join(self.opts)


class Argument(click.Argument):
    """An argument that an error calls by its bare name."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Return what an error calls it."""
        return self.human_readable_name


class Verb(_Spoken, click.Command):
    """A command that speaks it."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option --help, its own help in the language that is spoken now:
        Click would keep the first one's.
        """
        self._help_option = None
        return super().get_help_option(ctx)


class Verbs(_Spoken, click.Group):
    """A group of commands, with what it says at its end."""

    command_class = Verb

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what stands behind the program's name in the line of usage."""
        return [said(each) for each in super().collect_usage_pieces(ctx)]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the epilogue in the language that is spoken."""
        english, self.epilog = self.epilog, self.epilog and said(inspect.cleandoc(self.epilog))
        try:
            super().format_epilog(ctx, formatter)
        finally:
            self.epilog = english


# Any: Click's own signature.
def option(*names: str, **settings: Any) -> Callable[[_Decorated], _Decorated]:
    """Return a decorator that gives a command such an option."""
    return click.option(*names, cls=Option, **settings)


# Any: Click's own signature.
def argument(*names: str, **settings: Any) -> Callable[[_Decorated], _Decorated]:
    """Return a decorator that gives a command such an argument."""
    return click.argument(*names, cls=Argument, **settings)
