"""A system is one file and one line; what it can do follows from the methods it has."""

from pathlib import Path

import click
import pytest

from autograder import cli
from autograder.base.errors import UsageError
from autograder.gradebook.csv_sheet import read_sheet
from autograder.gradebook.lms import registry
from autograder.gradebook.lms.base import File
from autograder.gradebook.lms.download import Download


def _options(verb: str) -> dict[str, click.Option]:
    return {option.name: option for option in cli.autograder.commands[verb].params}


def _download(*paths: str) -> Download:
    return Download({path: File(path) for path in paths})


def test_each_system_has_a_file_of_its_own():
    folder = Path(registry.__file__).parent
    shared = {"__init__", "base", "download", "filling", "marks", "registry"}
    files = {path.stem for path in folder.glob("*.py")} - shared
    assert files == {type(each).__module__.rsplit(".", 1)[-1] for each in registry.SYSTEMS} | {"folders"}


def test_what_a_system_can_do_follows_from_its_methods():
    assert list(registry.READERS) == [
        "moodle",
        "canvas",
        "gradescope",
        "ilias",
        "sakai",
        "blackboard",
        "brightspace",
        "plain",
    ]
    assert list(registry.FILLERS) == ["moodle", "canvas"]
    assert list(registry.GRADERS) == ["gradescope", "prairielearn"]


def test_the_command_line_offers_what_the_registry_knows():
    assert list(_options("batch")["lms"].type.choices) == list(registry.READERS)
    assert list(_options("grade")["system"].type.choices) == list(registry.GRADERS)
    assert registry.FILLERS.keys() <= _options("report").keys()


@pytest.mark.parametrize(
    ("paths", "lms"),
    [
        (["A_1_assignsubmission_file/tp2.py"], "moodle"),
        (["dupontjean_4321_98765_tp1.ipynb"], "canvas"),
        (["submission_12/tp1.py"], "gradescope"),
        (["ann/tp1.py", "bob/a_1_2_x.py", "cy/tp1.py"], "plain"),
        ([], "plain"),
    ],
)
def test_a_download_is_recognised_by_its_paths(paths, lms):
    assert registry.recognised(_download(*paths)).lms == lms


def test_a_system_that_is_named_is_not_guessed():
    ((path, why),) = registry.recognised(_download("ann/tp1.py"), "moodle").unrecognised
    assert (path, str(why)) == ("ann/tp1.py", "not a path of a download from Moodle")
    with pytest.raises(UsageError, match="expected --lms to be one of moodle, canvas"):
        registry.recognised(_download("ann/tp1.py"), "learn")


def test_a_table_that_tells_of_nobody_is_no_worksheet():
    assert registry.participants(read_sheet(b"a,b\n1,2\n")) is None
    people = registry.participants(read_sheet(b"Identifier,Full name\nParticipant 3,Ann\n"))
    assert people["3"].name == "Ann"
