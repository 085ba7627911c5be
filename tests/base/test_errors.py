"""Errors: exit codes, the place in front of the problem, and their way through a process pool."""

import errno
import pickle

import pytest

from autograder.base.errors import (
    ContentError,
    CourseError,
    HandInError,
    MachineError,
    UsageError,
    refusal,
)
from autograder.base.messages import Message, words


@pytest.mark.parametrize(
    ("kind", "code"), [(CourseError, 1), (UsageError, 2), (ContentError, 3), (MachineError, 4)]
)
def test_each_kind_has_the_exit_code_the_help_promises(kind, code):
    assert kind.exit_code == code


def test_a_malformed_file_is_named_with_its_line_first():
    assert str(ContentError("no title", "a/assignment.toml", 14)) == "a/assignment.toml:14: no title"
    assert str(ContentError("no title", "a/assignment.toml")) == "a/assignment.toml: no title"


@pytest.mark.parametrize(
    "error",
    [
        UsageError("expected a number"),
        UsageError("roster.unreadable", path="a.csv", why=Message("os.ENOENT")),
        ContentError(Message("os.ENOENT"), "a/assignment.toml", 14),
        ContentError("no title", "a/assignment.toml", 14),
        HandInError("archive.count", limit=500),
    ],
)
def test_an_error_crosses_from_a_pool_of_processes_whole(error):
    """concurrent.futures pickles what a worker raises."""
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error) and str(back) == str(error) and vars(back) == vars(error)


def test_an_error_speaks_any_language_and_is_english_to_programs():
    error = UsageError("roster.unreadable", path="a.csv", why=Message("os.ENOENT"))

    assert str(error) == "a.csv: cannot read the roster (No such file or directory)."
    assert error.text("fr") == (
        "a.csv\u00a0: impossible de lire la liste de classe (fichier ou dossier introuvable)."
    )
    assert UsageError("said by somebody else").text("fr") == "said by somebody else"


def test_a_hand_in_that_cannot_be_read_speaks_any_language_too():
    assert HandInError("archive.count", limit=5).text("fr").startswith("L’archive")
    assert str(HandInError("archive.damaged")) == "archive.damaged", "digests are made of it"


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (errno.ENOSPC, "No space left on device", "disque plein"),
        (errno.EACCES, "Permission denied", "accès refusé"),
        (errno.ELOOP, "Too many levels", "Too many levels"),  # rare: in the system's own words
    ],
)
def test_what_the_system_refuses_is_said_in_any_language(number, english, french):
    why = refusal(OSError(number, english))

    assert (words(why, "en"), words(why, "fr")) == (english, french)
