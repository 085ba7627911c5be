"""Serving the page on this machine alone, until it is stopped."""

from __future__ import annotations

import contextlib
import html
import os
import platform
import secrets
import socket
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import uvicorn

from autograder.base.errors import UsageError, refusal
from autograder.course.model import Course
from autograder.gradebook.review.app import application
from autograder.gradebook.review.jobs import Jobs

HOST = "127.0.0.1"


def serve(
    course: Course,
    out: Path,
    *,
    language: str,
    port: int = 0,
    open_browser: bool = True,
    options: Sequence[str] = (),
    earlier: Sequence[Path] = (),
    say: Callable[[str], None] = print,
) -> None:
    """Serve the pages over the results in `out` until interrupted.

    Args:
        port: 0 for a free one.
        options: Given to `autograder batch` when something is judged again (--sandbox, say).
        earlier: Folders of earlier years, for copies.
        say: Told the address, which holds this run's token.

    Raises:
        UsageError: The port is taken.
    """
    token = secrets.token_urlsafe(24)
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise UsageError("review.port", port=str(port), why=refusal(error)) from None
        number = listener.getsockname()[1]
        hosts = (f"{HOST}:{number}", f"localhost:{number}")
        jobs = Jobs(course.folder, out, options)
        app = application(
            course, out, language=language, token=token, hosts=hosts, jobs=jobs, earlier=earlier
        )
        address = f"http://{HOST}:{number}/?token={token}"
        say(address)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        with contextlib.ExitStack() as ended:
            if open_browser:
                webbrowser.open(ended.enter_context(_way_in(out, address)))
            uvicorn.Server(config).run(sockets=[listener])


@contextlib.contextmanager
def _way_in(out: Path, address: str) -> Iterator[str]:
    """Give what a browser is started with: a file that only this account can read, which leads to the address.

    The address holds the token, and every account of a machine sees with which words a program was started.
    """
    if "microsoft" in platform.release().lower():  # WSL: the browser is Windows', and knows no file of ours
        yield address
        return
    page = out / "open-review.html"
    page.unlink(missing_ok=True)
    with open(os.open(page, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(f'<!doctype html><meta http-equiv="refresh" content="0; url={html.escape(address)}">\n')
    try:
        yield page.resolve().as_uri()
    finally:
        page.unlink(missing_ok=True)
