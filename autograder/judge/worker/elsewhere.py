"""Modules that answers import where they are written, and that no grader has: Colab's own, and notebooks as modules."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any


def install() -> None:
    """Let this process find them, after everything that is really there."""
    if not any(isinstance(each, _Finder) for each in sys.meta_path):
        sys.meta_path.append(_Finder())


def _nothing(*_: object, **__: object) -> None: ...


def _uploaded(*_: object, **__: object) -> dict[str, bytes]:
    """Return what was handed in beside the answer, as if somebody had chosen it in the browser."""
    return {path.name: path.read_bytes() for path in Path.cwd().iterdir() if path.is_file()}


class Notebook:
    """importnb's: `with Notebook(): import helper`."""

    def __enter__(self) -> Notebook:
        return self

    def __exit__(self, *_: object) -> None: ...


# After one of these is imported, notebooks are modules.
_IMPORTERS: Mapping[str, dict[str, Any]] = {
    "import_ipynb": {},
    "nbimporter": {"options": {}},
    "importnb": {"Notebook": Notebook},
}
# `from ipynb.fs.full.helper import …`
_PLACES = ("ipynb.fs.full.", "ipynb.fs.defs.")
_MODULES: Mapping[str, dict[str, Any]] = {
    **_IMPORTERS,
    "ipynb": {},
    "ipynb.fs": {},
    "ipynb.fs.full": {},
    "ipynb.fs.defs": {},
    "google": {},
    "google.colab": {},
    "google.colab.drive": {"mount": _nothing, "flush_and_unmount": _nothing},
    "google.colab.files": {"upload": _uploaded, "download": _nothing, "view": _nothing},
    "google.colab.output": {"clear": _nothing, "enable_custom_widget_manager": _nothing},
    "google.colab.patches": {"cv2_imshow": _nothing},
}


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how such a module is made; None for all others."""
        if fullname in _MODULES:
            return ModuleSpec(fullname, _Made(_given(_MODULES[fullname])), is_package=True)
        name = next((fullname.removeprefix(each) for each in _PLACES if fullname.startswith(each)), fullname)
        if name != fullname or not _IMPORTERS.keys().isdisjoint(sys.modules):
            for folder in path if path and name == fullname else sys.path:
                file = Path(folder, *name.split(".")[-1:]).with_suffix(".ipynb")
                if file.is_file():
                    return importlib.util.spec_from_file_location(fullname, file, loader=_Made(_run(file)))
        return None


class _Made(Loader):
    def __init__(self, fill: Callable[[ModuleType], None]):
        self._fill = fill

    def exec_module(self, module: ModuleType) -> None:
        """Give a module what is in it."""
        self._fill(module)


def _given(content: dict[str, Any]) -> Callable[[ModuleType], None]:
    return lambda module: vars(module).update(content)


def _run(file: Path) -> Callable[[ModuleType], None]:
    """Return what runs the cells of a notebook in a module; shell lines and magics do nothing."""

    def run(module: ModuleType) -> None:
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                lines = "".join(cell["source"]).split("\n")
                plain = "\n".join("" if line[:1] in ("!", "%") else line for line in lines)
                exec(compile(plain, str(file), "exec"), vars(module))

    return run
