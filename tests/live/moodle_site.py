"""A real Moodle on this machine, made in minutes from a tree that MOODLE_ROOT names, and thrown away.

MariaDB runs in a folder of its own on a socket, PHP's own server on 127.0.0.1. Nothing of Moodle is in this repository.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

NEEDED = ("php", "mariadbd", "mariadb-install-db", "mariadb")
SEED = Path(__file__).with_name("seed.php")


def missing() -> str:
    """Return why there can be no site here; empty where there can."""
    root = os.environ.get("MOODLE_ROOT", "")
    if not root:
        return "MOODLE_ROOT names no Moodle tree"
    if not (web(Path(root)) / "mod/assign/externallib.php").is_file():
        return f"MOODLE_ROOT={root}: no Moodle there"
    gone = [each for each in NEEDED if not shutil.which(each)]
    return f"not installed: {', '.join(gone)}" if gone else ""


def speaks(language: str) -> bool:
    """Return whether a site of ours has a language."""
    return language == "en" or (Path(os.environ.get("MOODLE_LANGUAGES", "-")) / language).is_dir()


def web(root: Path) -> Path:
    """Return the folder that is served: since 5.1 it is public/."""
    return root / "public" if (root / "public/mod").is_dir() else root


class Moodle:
    """A site in a folder: `url`, and after `seeded` what `seed.php` wrote."""

    def __init__(self, root: Path, folder: Path):
        self.root, self.folder = folder / "moodle", folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self._database: subprocess.Popen[bytes] | None = None
        self._server: subprocess.Popen[bytes] | None = None
        self._socket = folder / "db.sock"
        self.port = int(os.environ.get("MOODLE_PORT", "0")) or _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        if not self.root.exists():
            links = subprocess.run(["cp", "-al", str(root), str(self.root)], capture_output=True)
            if links.returncode:
                shutil.rmtree(self.root, ignore_errors=True)
                shutil.copytree(root, self.root)
            (self.root / "config.php").unlink(missing_ok=True)  # a link's other name would be written to

    def installed(self) -> Moodle:
        """Return the site with a Moodle in it; a folder that was kept has one already."""
        data = self.folder / "db"
        if (self.folder / "ready").exists():
            self._start_database(data)
            self._take_languages()
            return self
        _run([
            "mariadb-install-db", "--no-defaults", f"--datadir={data}", f"--user={getpass.getuser()}",
            "--auth-root-authentication-method=normal", "--skip-test-db",
        ])  # fmt: skip
        self._start_database(data)
        self.sql(
            "CREATE DATABASE moodle DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci", database=""
        )
        self.sql(
            "CREATE USER m@localhost IDENTIFIED BY 'm'; GRANT ALL ON moodle.* TO m@localhost", database=""
        )
        (self.folder / "data").mkdir()
        (self.root / "config.php").write_text(
            "<?php unset($CFG); global $CFG; $CFG = new stdClass();\n"
            "$CFG->dbtype='mariadb'; $CFG->dblibrary='native'; $CFG->dbhost='localhost'; $CFG->dbname='moodle';\n"
            "$CFG->dbuser='m'; $CFG->dbpass='m'; $CFG->prefix='mdl_';\n"
            f"$CFG->dboptions=['dbpersist'=>0,'dbsocket'=>'{self._socket}','dbcollation'=>'utf8mb4_unicode_ci'];\n"
            f"$CFG->wwwroot='{self.url}'; $CFG->dataroot='{self.folder / 'data'}'; $CFG->admin='admin';\n"
            f"require_once('{web(self.root)}/lib/setup.php');\n"
        )
        self.php(
            self.root / "admin/cli/install_database.php",
            "--lang=en", "--adminuser=admin", "--adminpass=Admin-pass-1", "--adminemail=a@example.org",
            "--agree-license", "--fullname=Test", "--shortname=test",
        )  # fmt: skip
        (self.folder / "ready").touch()
        self._take_languages()
        return self

    def _take_languages(self) -> None:
        """Give the site the language packs that MOODLE_LANGUAGES holds, a folder each: it can fetch none from here."""
        if packs := os.environ.get("MOODLE_LANGUAGES"):
            shutil.copytree(packs, self.folder / "data/lang", dirs_exist_ok=True)
            self.php(self.root / "admin/cli/purge_caches.php")

    def _start_database(self, data: Path) -> None:
        self._database = subprocess.Popen(
            [
                "mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={self._socket}", "--skip-networking",
                f"--pid-file={self.folder / 'db.pid'}", f"--user={getpass.getuser()}",
                "--innodb-flush-log-at-trx-commit=2", "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_ci",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        _until(self._socket.exists, 60)

    def seeded(
        self,
        names: Sequence[Sequence[str]],
        groups: Mapping[str, Sequence[str]],
        assignments: Mapping[str, Mapping[str, Any]],
        extensions: Sequence[Sequence[Any]],
    ) -> dict[str, Any]:
        """Return numbers and tokens of the people, groups and assignments that now exist."""
        listed, out = self.folder / "names.json", self.folder / "seed.json"
        listed.write_text(json.dumps(names))
        run = f"r{time.time_ns() // 10**6 % 10**9}"  # a kept site holds the courses of earlier runs
        data = [json.dumps(each) for each in (groups, assignments, extensions)]
        self.php(SEED, str(self.root), str(listed), *data, str(out), run)
        seed: dict[str, Any] = json.loads(out.read_text())
        return seed

    def serve(self) -> None:
        """Start the web server, and wait for it."""
        self._server = subprocess.Popen(
            ["php", "-d", "max_input_vars=5000", "-d", "upload_max_filesize=64M", "-d", "post_max_size=64M",
             "-S", f"127.0.0.1:{self.port}", "-t", str(web(self.root))],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            env={**os.environ, "PHP_CLI_SERVER_WORKERS": "4"},
        )  # fmt: skip
        _until(self._answers, 60)

    def kill(self) -> None:
        """End the web server at once, in the middle of whatever it does."""
        if self._server:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()
            self._server = None

    def stop(self) -> None:
        """End everything."""
        self.kill()
        if self._database:
            self._database.terminate()
            self._database.wait(30)

    def php(self, script: Path, *arguments: str) -> str:
        """Return what a script of the command line says."""
        return _run(["php", "-d", "max_input_vars=5000", str(script), *arguments])

    def sql(self, query: str, database: str = "moodle") -> list[list[str]]:
        """Return the rows of a query, cells as text."""
        found = _run(
            [
                "mariadb",
                "--no-defaults",
                "-S",
                str(self._socket),
                "-uroot",
                "-N",
                "-B",
                "--raw",
                "-e",
                query,
                *([database] if database else []),
            ]
        )
        return [line.split("\t") for line in found.splitlines()]

    def call(self, token: str, function: str, **values: Any) -> Any:
        """Return what a web service says; `__` in a name opens a bracket."""
        data = {"wstoken": token, "wsfunction": function, "moodlewsrestformat": "json"}
        answer = httpx.post(
            f"{self.url}/webservice/rest/server.php", data={**data, **values}, timeout=120
        ).json()
        assert not (isinstance(answer, dict) and "exception" in answer), answer
        return answer

    def hand_in(
        self, token: str, assignment: int, files: Mapping[str, bytes], *, submit: bool = False
    ) -> None:
        """Hand files in as a student's browser or app would."""
        item = 0
        for name, data in files.items():
            answer = httpx.post(
                f"{self.url}/webservice/upload.php",
                data={"token": token, "itemid": item},
                files={"file_1": (name, data)},
                timeout=120,
            ).json()
            item = answer[0]["itemid"]
        warnings = self.call(
            token,
            "mod_assign_save_submission",
            assignmentid=assignment,
            **{"plugindata[files_filemanager]": item},
        )
        assert not warnings, warnings
        if submit:
            self.call(
                token, "mod_assign_submit_for_grading", assignmentid=assignment, acceptsubmissionstatement=1
            )

    def _answers(self) -> bool:
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(f"{self.url}/login/token.php", timeout=30).status_code == 200
        return False


@contextlib.contextmanager
def moodle(folder: Path) -> Iterator[Moodle]:
    """Give a site that serves, and take it away."""
    kept = os.environ.get(
        "MOODLE_KEEP"
    )  # a folder that stays, for the next run: the port must stay too (MOODLE_PORT)
    folder = Path(kept) if kept else folder
    site = Moodle(Path(os.environ["MOODLE_ROOT"]), folder)
    try:
        yield site.installed()
    finally:
        site.stop()
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, f"{command[:3]}: {done.stdout[-1500:]}{done.stderr[-1500:]}"
    return done.stdout


def _until(there: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "it did not start"
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
