"""A live system is one file and one line; the verbs and lms.toml offer what the registry knows."""

from pathlib import Path

import pytest

from autograder import cli
from autograder.base.errors import ContentError
from autograder.gradebook import sync_settings
from autograder.gradebook.lms.sites import registry


def test_each_live_system_has_a_file_of_its_own():
    shared = {"__init__", "answers", "base", "moodle_rows", "patience", "registry", "tokens"}
    assert {
        path.stem for path in Path(registry.__file__).parent.glob("*.py")
    } - shared == registry.LIVE.keys()


@pytest.mark.parametrize("name", registry.LIVE)
def test_a_site_is_opened_for_a_token(name):
    site = registry.LIVE[name].opened("https://lms.example.org", "a-token", "7", None)
    assert (site.name, site.url) == (name, "https://lms.example.org")


def test_the_command_line_offers_what_the_registry_knows():
    options = {
        verb: {each.name: each for each in cli.autograder.commands[verb].params} for verb in ("login", "sync")
    }
    assert list(options["login"]["system"].type.choices) == list(registry.LIVE)
    assert registry.LIVE.keys() <= options["sync"].keys()


def test_lms_toml_may_name_what_the_registry_knows(tmp_path):
    path = tmp_path / "lms.toml"
    for name in registry.LIVE:
        path.write_text(f'system = "{name}"\nurl = "https://lms.example.org"\n')
        assert sync_settings.read(path).system == name
    path.write_text('system = "learn"\nurl = "https://lms.example.org"\n')
    with pytest.raises(ContentError, match="system: .*expected moodle or canvas, received 'learn'"):
        sync_settings.read(path)
