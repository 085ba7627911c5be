"""Where an answer looks for things: paths of the machine on which it was written, its own name, names further below."""

from __future__ import annotations

from tests.kinds.parts import HELPED, PLAIN, Q1, Q2, SETUP, STUB, Kind, book, packed

BESIDE = {"s.json": "[0.0, 1.0]"}
JSON = "import json\nlimits = json.load(open({}))\n"
IN_COLAB = """try:
    import google.colab
    IN_COLAB = True
except ImportError:
    IN_COLAB = False
base = '/content/' if IN_COLAB else './'
"""


def opening(path: str, before: str = "") -> dict[str, str | bytes]:
    """Return an answer that opens a file by a path, and the file."""
    return {"light.py": before + JSON.format(path) + HELPED, **BESIDE}


_FILES: dict[str, dict[str, str | bytes]] = {
    "a path in /tmp": opening("'/tmp/s.json'", "import tempfile\n"),
    "a path of a codespace": opening("'/workspaces/tp/s.json'"),
    "a path of a container": opening("'/data/tp/s.json'"),
    "a path from home": opening("os.path.expanduser('~/tp/s.json')", "import os\n"),
    "a path of a server": opening(r"r'\\nas\ann\tp\s.json'"),
    "a folder of another machine, joined": opening(
        "os.path.join('C:/Users/Ann/tp', 's.json')", "import os\n"
    ),
    "a folder of another machine, added": opening("'/content/drive/MyDrive/tp/' + 's.json'"),
    "a folder of another machine, divided": opening(
        "Path('/home/ann/tp') / 's.json'", "from pathlib import Path\n"
    ),
    "a name set into a path": opening("f'/content/drive/MyDrive/tp/{name}.json'", "name = 's'\n"),
    "os.chdir to another machine": {
        "light.ipynb": book(
            "import os\nos.chdir('/content/drive/MyDrive/tp')", JSON.format("'s.json'"), HELPED
        ),
        **BESIDE,
    },
    "whether this is Colab": {
        "light.ipynb": book(IN_COLAB + JSON.format("base + 's.json'"), HELPED),
        **BESIDE,
    },
    "a zip with whole paths": {
        "a.zip": packed(
            {"/home/ann/tp/light.py": JSON.format("'s.json'") + HELPED, "/home/ann/tp/s.json": "[0, 1]"}
        )
    },
    "a zip with whole paths of Windows": {"a.zip": packed({"C:\\tp\\light.py": PLAIN})},
    "a module that imports the answer by its name": {
        "light.py": SETUP + "LOW = 0.0\nimport tools\n" + Q1.replace("0.0, 1.0", "*tools.limits()") + Q2,
        "tools.py": "def limits():\n    import light\n    return light.LOW, 1.0\n",
    },
    "a package that hands its module's names on": {
        "light/__init__.py": "from .core import brighten, darkest\n",
        "light/core.py": PLAIN,
    },
    "a project with src and tests": {
        "src/light.py": PLAIN,
        "tests/test_light.py": "from light import brighten\n\n\ndef test_it():\n    assert brighten\n",
        "pyproject.toml": "[project]\nname = 'x'\n",
    },
    "a notebook for each language": {
        "01_light.fr.ipynb": book(
            SETUP, Q1, "def darkest(images):\n    raise NotImplementedError('q2: answer')\n"
        ),
        "01_light.en.ipynb": book(SETUP, STUB, Q2),
    },
    "the stub's last line left below": {
        "light.py": SETUP + Q1 + "    raise NotImplementedError('q1: answer')\n" + Q2
    },
    "a path of Windows in the docstring": {"light.py": '"""\n@author: C:\\Users\\ann\n"""\n' + PLAIN},
    "what Spyder writes to begin anew": {
        "light.py": "from IPython import get_ipython\nget_ipython().run_line_magic('reset', '-sf')\n" + PLAIN
    },
}
_FILES |= {
    # The order of a notebook's cells that only its kernel knew.
    "a name that a cell further below defines": {
        "light.ipynb": book(HELPED, "limits = bounds()", "def bounds():\n    return 0.0, 1.0\n")
    },
    "a library that a cell further below imports": {
        "light.ipynb": book("limits = np.array([0.0, 1.0])", HELPED)
    },
    "two cells in the order of the kernel": {
        "light.ipynb": book(
            "limits = (low, high)", "low, high = pair()", "def pair():\n    return 0.0, 1.0\n", HELPED
        )
    },
    "an order of the kernel in a .py": {
        "light.py": "limits = pair()\n\n\ndef pair():\n    return 0.0, 1.0\n" + HELPED
    },
}
KINDS = {name: Kind(files) for name, files in _FILES.items()}

NOT_FOUND_ALONE = {
    "a package that hands its module's names on",
    "a project with src and tests",
    "a notebook for each language",
}
