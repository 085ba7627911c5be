"""A real IPython kernel as an editor drives it, and a stand-in for what Colab puts into its own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager

# What Colab's own package answers: what its page holds is what the file `page.json` holds here.
_COLAB = {
    "google/__init__.py": "",
    "google/colab/__init__.py": "",
    "google/colab/_message.py": (
        "import json, pathlib\n"
        "def blocking_request(kind, request='', timeout_sec=5):\n"
        "    assert kind == 'get_ipynb'\n"
        "    page = pathlib.Path(__file__).with_name('page.json')\n"
        "    return {'ipynb': json.loads(page.read_text(encoding='utf-8'))} if page.is_file() else None\n"
    ),
    "google/colab/files.py": (
        "import pathlib\n"
        "def download(name):\n"
        "    pathlib.Path(__file__).with_name('downloaded.txt').write_text(name, encoding='utf-8')\n"
    ),
}


@dataclass
class Editor:
    """A running kernel, and what its cells have shown so far."""

    client: BlockingKernelClient
    shown: list[str] = field(default_factory=list)

    def run(self, source: str, *, silent: bool = False) -> str:
        """Run a cell and return what it shows, tracebacks included. `silent`: as editors run what is their own."""
        texts: list[str] = []

        def heard(message: dict) -> None:
            content = message["content"]
            if message["msg_type"] in ("display_data", "execute_result"):
                texts.append(content["data"]["text/plain"])
            elif message["msg_type"] == "stream" and content["name"] == "stdout":
                texts.append(content["text"])
            elif message["msg_type"] == "error":
                texts.append("\n".join(content["traceback"]))

        self.client.execute_interactive(
            source, silent=silent, store_history=not silent, output_hook=heard, timeout=120
        )
        self.shown.append("\n".join(texts))
        return self.shown[-1]

    def run_all(self, path: Path) -> None:
        """Run the code cells of a notebook, as *Run All* does."""
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                self.run(cell.source)


@contextlib.contextmanager
def _kernel(folder: Path, **environment: str) -> Iterator[Editor]:
    manager = KernelManager(kernel_name="python3")
    kept = {
        name: value for name, value in os.environ.items() if name not in ("JPY_SESSION_NAME", "PYTHONPATH")
    }
    manager.start_kernel(cwd=str(folder), env={**kept, "AUTOGRADER_LANGUAGE": "en", **environment})
    client = manager.blocking_client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=60)
        yield Editor(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@contextlib.contextmanager
def jupyter(notebook: Path, **environment: str) -> Iterator[Editor]:
    """Give a kernel as Jupyter's server starts it: the file's path in the environment."""
    with _kernel(notebook.parent, JPY_SESSION_NAME=str(notebook), **environment) as editor:
        yield editor


@contextlib.contextmanager
def vs_code(notebook: Path, **environment: str) -> Iterator[Editor]:
    """Give a kernel as VS Code starts it: no session's name, and the file's path among the globals."""
    with _kernel(notebook.parent, **environment) as editor:
        editor.run(f"__vsc_ipynb_file__ = {str(notebook)!r}", silent=True)
        yield editor


@contextlib.contextmanager
def nameless(folder: Path) -> Iterator[Editor]:
    """Give a kernel that nobody tells the notebook's name, as PyCharm's and Spyder's."""
    with _kernel(folder) as editor:
        yield editor


@dataclass
class Colab:
    """Colab's kernel, and the page in front of it."""

    editor: Editor
    package: Path

    def show(self, book: nbformat.NotebookNode) -> None:
        """Let the page hold a notebook."""
        (self.package / "page.json").write_text(nbformat.writes(book), encoding="utf-8")

    def downloaded(self) -> str:
        """Return the path that the page was asked to save."""
        return (self.package / "downloaded.txt").read_text(encoding="utf-8")


@contextlib.contextmanager
def colab(content: Path, packages: Path) -> Iterator[Colab]:
    """Give a kernel as Colab starts it: in /content (here: `content`), with google.colab imported."""
    for name, text in _COLAB.items():
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_text(text, encoding="utf-8")
    with _kernel(content, PYTHONPATH=str(packages)) as editor:
        editor.run("import google.colab", silent=True)
        yield Colab(editor, packages / "google/colab")
