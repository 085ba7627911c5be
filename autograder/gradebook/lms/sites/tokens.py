"""Where tokens are kept: the system's keyring, else a file that only its owner can read;
a variable goes before both.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from autograder.base.errors import UsageError

SERVICE = "autograder"
VARIABLE = "AUTOGRADER_TOKEN"
FILE_VARIABLE = "AUTOGRADER_TOKEN_FILE"  # a secret of a container, a credential of systemd


def folder() -> Path:
    """Return where the logins of this account are remembered."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "autograder"


def keep(system: str, url: str, token: str) -> str:
    """Keep a token, and return where: "keyring" or the path of the file."""
    where = "keyring"
    if not _into_keyring(f"{system} {url}", token):
        _write("tokens.json", {**_read("tokens.json"), f"{system} {url}": token})
        where = str(folder() / "tokens.json")
    _write("logins.json", {**_read("logins.json"), f"{system} {url}": where})
    return where


def kept(system: str, url: str) -> str:
    """Return the token of a site.

    Raises:
        UsageError: There is none.
    """
    if token := os.environ.get(VARIABLE, "").strip():
        return token
    if path := os.environ.get(FILE_VARIABLE):
        return Path(path).read_text(encoding="utf-8").strip()
    token = _from_keyring(f"{system} {url}") or _read("tokens.json").get(f"{system} {url}", "")
    if not token:
        raise UsageError("login.none", url=url, system=system)
    return token


def sites(system: str) -> list[str]:
    """Return the addresses of this system that somebody logged in at."""
    return [each.split(" ", 1)[1] for each in _read("logins.json") if each.startswith(f"{system} ")]


def _into_keyring(name: str, token: str) -> bool:
    import keyring
    import keyring.errors

    try:
        keyring.set_password(SERVICE, name, token)
        return keyring.get_password(SERVICE, name) == token
    except (keyring.errors.KeyringError, RuntimeError, OSError):  # no desktop, no session bus, a locked one
        return False


def _from_keyring(name: str) -> str:
    import keyring
    import keyring.errors

    try:
        return keyring.get_password(SERVICE, name) or ""
    except (keyring.errors.KeyringError, RuntimeError, OSError):
        return ""


def _read(name: str) -> dict[str, str]:
    path = folder() / name
    if not path.exists():
        return {}
    if path.stat().st_mode & 0o077:
        raise UsageError("login.open_file", path=path)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise UsageError("login.damaged", path=path) from None
    return {str(key): str(value) for key, value in data.items()} if isinstance(data, dict) else {}


def _write(name: str, data: Mapping[str, str]) -> None:
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder() / name
    fresh = path.with_suffix(f".{os.getpid()}")
    # Never, not for a moment, with the rights of everybody.
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(dict(data), file, indent=1)
    fresh.replace(path)
