"""Serving on this machine alone."""

import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.review import server
from autograder.gradebook.review.server import HOST, serve
from autograder.gradebook.roster import Student
from autograder.gradebook.store import Store


def test_a_port_that_is_taken_is_a_sentence(course, tmp_path):
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        with pytest.raises(UsageError, match="--port"):
            serve(course, tmp_path, language="en", port=other.getsockname()[1], open_browser=False)


def test_the_address_that_is_printed_shows_the_class(course, tmp_path):
    Store(tmp_path).enrol(Student("7", "Zoé"))
    command = [
        sys.executable,
        "-m",
        "autograder",
        "review",
        "--no-browser",
        "-l",
        "fr",
        "--out",
        str(tmp_path),
    ]
    command += ["--course", str(course.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            address = process.stdout.readline().strip()
            with httpx.Client(follow_redirects=True, transport=httpx.HTTPTransport(retries=20)) as client:
                answer = client.get(address, timeout=60)
        finally:
            process.terminate()
    assert address.startswith(f"http://{HOST}:")
    assert answer.status_code == 200
    assert "Relecture" in answer.text


def test_no_program_is_started_with_the_token_among_its_words(course, tmp_path, monkeypatch):
    opened, said = [], []
    monkeypatch.setattr(server.platform, "release", lambda: "6.1")
    monkeypatch.setattr(server.webbrowser, "open", opened.append)

    def run(self, sockets):
        (page,) = opened
        path = Path(page.removeprefix("file://"))
        assert path.stat().st_mode & 0o077 == 0
        assert said[0] in path.read_text()

    monkeypatch.setattr(server.uvicorn.Server, "run", run)
    serve(course, tmp_path, language="en", say=said.append)

    token = said[0].split("token=")[1]
    assert token not in opened[0]
    assert list(tmp_path.glob("*.html")) == []
