"""What kinds of hand-in are made of: the answer in pieces, notebooks, archives and files of data."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autograder.course.load import load_assignment
from autograder.course.master import SOLUTION


@dataclass(frozen=True)
class Kind:
    """What is handed in (name -> content), how many of the five checks it earns, and the remark it must earn."""

    files: Mapping[str, str | bytes]
    passes: int = 5
    remark: str = ""


TINY = load_assignment(Path(__file__).parents[1] / "fixtures/tiny/assignments/01_light")

# The master's own answer, whole and in its two questions.
RIGHT = TINY.master.view(SOLUTION)
FIRST, SECOND = RIGHT.split("# %% q2")  # brighten and what it needs; darkest
SECOND = f"import numpy as np\n# %% q2{SECOND}"

# The same answer, written shortly.
SETUP = "import numpy as np\n"
Q1 = "def brighten(images, amount):\n    return np.clip(images + amount, 0.0, 1.0)\n"
Q2 = "def darkest(images):\n    return int(np.argmin(images.mean(axis=(1, 2))))\n"
PLAIN = f"{SETUP}\n\n{Q1}\n\n{Q2}"
ACCENTS = PLAIN + "\n# Éclaircir : été, à côté, l’œuvre\n"
LATE = "from __future__ import annotations\n"  # so that nobody looks for what annotations name
ANNOTATED = Q1.replace("(images, amount)", "(images: Images, amount: Number) -> Images")
STUB = "def brighten(images, amount):\n    raise NotImplementedError('q1: answer')\n"

# An answer that takes its `limits` from somewhere else: from a module, or from a file that is read.
HELPED = f"{SETUP}\n\ndef brighten(images, amount):\n    return np.clip(images + amount, *limits)\n\n\n{Q2}"
LIMITS = "limits = (0.0, 1.0)\n"
READ = "import json\nlimits = json.load(open('{}'))\n"


def using(line: str, source: str = RIGHT) -> str:
    """Return the master's answer with a line before it, and a limit that it then takes from `limits`."""
    call = "return np.clip(brightened_images, *FLOOR_AND_CEILING)"
    return f"{line}\n{source}".replace(call, "return np.clip(brightened_images, *limits)")


def code(source: str | list[str], **metadata: object) -> dict[str, object]:
    """Return a notebook's cell of code."""
    return {
        "cell_type": "code",
        "metadata": metadata,
        "outputs": [],
        "execution_count": None,
        "source": source,
    }


def text(source: str, kind: str = "markdown") -> dict[str, object]:
    """Return a notebook's cell of text, or of another `kind`."""
    return {"cell_type": kind, "metadata": {}, "source": source}


def book(*cells: dict[str, object] | str, **metadata: object) -> str:
    """Return a notebook of these cells; a text is a cell of code."""
    made = [code(each) if isinstance(each, str) else each for each in cells]
    return json.dumps({"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def book_of_version_3(*sources: str) -> str:
    """Return a notebook of the format of 2014: a worksheet for each of these cells of code."""
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "input": each} for each in sources]
    return json.dumps({"worksheets": [{"cells": [each]} for each in cells], "nbformat": 3, "metadata": {}})


def packed(files: Mapping[str, str | bytes], link: str = "") -> bytes:
    """Return a zip of these files, and of a symbolic link called `link`."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        if link:
            info = zipfile.ZipInfo(link)
            info.create_system, info.external_attr = 3, 0o120777 << 16
            archive.writestr(info, "/usr/bin/python3")
    return data.getvalue()


def npy(*values: float) -> bytes:
    """Return an array as NumPy writes it."""
    data = io.BytesIO()
    np.save(data, np.array(values))
    return data.getvalue()


def npz(**arrays: tuple[float, ...]) -> bytes:
    """Return arrays in NumPy's archive, by their names."""
    data = io.BytesIO()
    np.savez(data, **{name: np.array(values) for name, values in arrays.items()})
    return data.getvalue()
