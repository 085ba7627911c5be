"""Tokens lie in the keyring, or in a file of their owner alone."""

from __future__ import annotations

import keyring
import keyring.backend
import keyring.errors
import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.lms.sites import tokens

URL = "https://moodle.example.org"


class _Ring(keyring.backend.KeyringBackend):
    priority = 1

    def __init__(self):
        self.kept = {}

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def get_password(self, service, username):
        return self.kept.get((service, username))


class _Locked(_Ring):
    def set_password(self, service, username, password):
        raise keyring.errors.KeyringLocked("no desktop")

    def get_password(self, service, username):
        raise keyring.errors.KeyringLocked("no desktop")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Give a folder of settings that is empty, and the keyring back afterwards."""
    for name in (tokens.VARIABLE, tokens.FILE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    before = keyring.get_keyring()
    yield tmp_path / "autograder"
    keyring.set_keyring(before)


def test_a_token_lies_in_the_keyring_and_nowhere_else(home):
    ring = _Ring()
    keyring.set_keyring(ring)
    assert tokens.keep("moodle", URL, "secret") == "keyring"
    assert list(ring.kept.values()) == ["secret"]
    assert "secret" not in "".join(path.read_text() for path in home.iterdir())
    assert tokens.kept("moodle", URL) == "secret"
    assert tokens.sites("moodle") == [URL]


def test_without_a_keyring_it_lies_in_a_file_of_its_owner(home):
    keyring.set_keyring(_Locked())
    where = tokens.keep("moodle", URL, "secret")
    assert where == str(home / "tokens.json")
    assert (home / "tokens.json").stat().st_mode & 0o777 == 0o600
    assert tokens.kept("moodle", URL) == "secret"
    (home / "tokens.json").chmod(0o644)
    with pytest.raises(UsageError, match="chmod 600"):
        tokens.kept("moodle", URL)


def test_a_variable_or_a_secrets_file_goes_before_both(home, tmp_path, monkeypatch):
    keyring.set_keyring(_Ring())
    (tmp_path / "secret").write_text("of the file\n")
    monkeypatch.setenv(tokens.FILE_VARIABLE, str(tmp_path / "secret"))
    assert tokens.kept("moodle", URL) == "of the file"
    monkeypatch.setenv(tokens.VARIABLE, "of the variable")
    assert tokens.kept("moodle", URL) == "of the variable"


def test_who_never_logged_in_is_told_how(home):
    keyring.set_keyring(_Ring())
    with pytest.raises(UsageError, match=f"autograder login moodle {URL}"):
        tokens.kept("moodle", URL)


def test_a_damaged_file_is_told(home):
    keyring.set_keyring(_Locked())
    tokens.keep("moodle", URL, "secret")
    (home / "tokens.json").write_text('{"moodle')
    with pytest.raises(UsageError, match="damaged"):
        tokens.kept("moodle", URL)
