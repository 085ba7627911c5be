"""The pictures of an assignment: drawn by its figures.py, one function a picture, and committed beside it.

They are drawn on request and not by every build: a curve of a real training takes its time, needs the real data, and
differs in its last digits from machine to machine. What is built packs the committed files.
"""

from __future__ import annotations

import importlib.util
import io
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.base.errors import ContentError
from autograder.course.model import Assignment
from autograder.course.source import public_functions

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DRAWING = "figures.py"
DPI = 125
# Flat drawings need no more; a photo of thousands of colours loses nothing one sees at this size.
_COLOURS = 255


def committed(assignment: Assignment) -> Mapping[str, bytes]:
    """Return the pictures that lie beside the statement: "pictures/opening.fr.png" -> bytes."""
    paths = sorted(assignment.folder.glob("pictures/*.png"))
    return {f"pictures/{path.name}": path.read_bytes() for path in paths}


def draw(assignment: Assignment, only: Collection[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield each picture of an assignment as it is drawn, in each language: its path in the folder, its PNG.

    `only` names those wanted; without it, all. The same machine draws the same bytes.

    Raises:
        ContentError: There is no figures.py, it has no such function, or one draws no figure.
    """
    path = assignment.folder / DRAWING
    if not path.is_file():
        raise ContentError("content.no_figures_file", path)
    names = public_functions(path)
    for name in only:
        if name not in names:
            raise ContentError("content.no_figure_function", path, name=name, known=", ".join(names))
    functions = _loaded(path)
    for name in names:
        if only and name not in only:
            continue
        for language in assignment.languages:
            yield f"pictures/{name}.{language}.png", _png(functions[name], language, path)


def _loaded(path: Path) -> Mapping[str, Callable[[str], Figure]]:
    name = f"figures_{path.parent.name}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ContentError("content.no_import", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return vars(module)


def _png(function: Callable[[str], Figure], language: str, path: Path) -> bytes:
    import matplotlib.pyplot as plt
    from PIL import Image

    from autograder.release.drawing import STYLE

    with plt.rc_context(STYLE):
        figure = function(language)
        if not hasattr(figure, "savefig"):
            raise ContentError("content.returns_no_figure", path, name=function.__name__)
        drawn = io.BytesIO()
        figure.savefig(drawn, dpi=DPI, transparent=False, facecolor="none", metadata={"Software": None})
        plt.close(figure)
    image = Image.open(drawn).convert("RGBA")
    packed = io.BytesIO()
    few = image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(packed, "PNG", optimize=True)
    return packed.getvalue()
