"""Take the READMEs' pictures with a real chromium: `python -m benchmarks.pictures`.

What a student sees is a notebook of 02, run with a wrong answer; what a teacher sees is a hand-in on the review page of
the demo's class (`make demo` first). Both in both languages, into benchmarks/results.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from playwright.sync_api import Browser, sync_playwright

from autograder.course.load import load_course
from autograder.release.bundle import student_bundle, student_zip
from benchmarks.tables import RESULTS, ROOT

ASSIGNMENT = "02_noise"
DEMO = ROOT / "dist/demo/results"
# A student of the demo with passes and failures, whose key begins so.
STUDENT = "noel-o-connor"
SIZE = {"width": 1000, "height": 640}
WRONG = """\
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    return images + factor * rng.random(images.shape)
"""
# The cells of the notebook that lead to the picture, by their ids' endings.
RUN = ("use", "setup", "q1-answer", "q1-check")


def main() -> int:
    """Write the pictures and say where they lie."""
    if not DEMO.is_dir():
        print(f"expected the class of the demo in {DEMO}. Run: make demo", file=sys.stderr)
        return 4
    with chromium() as browser, tempfile.TemporaryDirectory() as work:
        for language in ("en", "fr"):
            page = Path(work, f"{language}.html")
            page.write_text(notebook_page(language), encoding="utf-8")
            take(browser, page.as_uri(), RESULTS / f"student_{language}.png")
            with review(language) as address:
                take(browser, address, RESULTS / f"teacher_{language}.png")
    return 0


def notebook_page(language: str) -> str:
    """Return the notebook as a student sees it after a wrong answer to the first question, as HTML."""
    name = f"{ASSIGNMENT}.{language}.ipynb"
    with tempfile.TemporaryDirectory() as folder:
        data = student_zip(student_bundle(load_course(ROOT / "assignments", [ASSIGNMENT])))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            archive.extractall(folder)
        place = Path(folder, "student_template", ASSIGNMENT)
        notebook = nbformat.read(place / name, as_version=4)
        for cell in notebook.cells:
            if part(cell) == "q1-answer":
                cell.source = WRONG
        client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(place)}})
        with client.setup_kernel():
            for index, cell in enumerate(notebook.cells):
                if part(cell) in RUN:
                    client.execute_cell(cell, index)
    notebook.cells = [cell for cell in notebook.cells if part(cell) in ("q1-answer", "q1-check")]
    text: str = HTMLExporter(template_name="lab").from_notebook_node(notebook)[0]
    return text


def part(cell: nbformat.NotebookNode) -> str:
    """Return which part of the notebook a cell is: "q1-answer"."""
    return str(cell.id).removeprefix(f"{ASSIGNMENT}-")


@contextmanager
def review(language: str) -> Iterator[str]:
    """Serve the demo's class, and give the address of a hand-in."""
    command = [
        sys.executable,
        "-m",
        "autograder",
        "review",
        "--out",
        str(DEMO),
        "--no-browser",
        "-l",
        language,
    ]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT, env=environment
    ) as server:
        assert server.stdout
        address = server.stdout.readline().strip()
        _wait_for(address)
        key = next(path.name for path in (DEMO / "students").iterdir() if path.name.startswith(STUDENT))
        try:
            yield address.replace("/?", f"/hand-in/{ASSIGNMENT}/{key}?")
        finally:
            server.terminate()


def _wait_for(address: str, seconds: float = 60) -> None:
    """Return as soon as something listens at the address: it is told a moment before."""
    place = urlsplit(address)
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection((place.hostname, place.port), timeout=2).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def take(browser: Browser, address: str, target: Path) -> None:
    """Write what a page shows first."""
    page = browser.new_page(viewport=SIZE, device_scale_factor=1.5)
    page.goto(address)
    page.wait_for_timeout(500)
    page.screenshot(path=target)
    page.close()
    print(target.relative_to(ROOT))


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give the system's browser."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as running:
        # Chromium refuses its own sandbox to root; the pages are ours.
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
