"""Everyday kinds: what scripts ask of their own place, what notebooks run, how archives and several files lie."""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
import textwrap
from pathlib import Path

import h5py
import numpy as np

from tests.kinds.parts import (
    ACCENTS,
    HELPED,
    LIMITS,
    PLAIN,
    Q1,
    Q2,
    READ,
    SETUP,
    STUB,
    Kind,
    book,
    packed,
    text,
)

BESIDE = {"s.json": "[0.0, 1.0]"}
JSON_HERE = "import json\nlimits = json.load(open({}))\n"
# A script that takes its limits from what it is called with.
ASKED = (
    "import argparse\n"
    "p = argparse.ArgumentParser()\n"
    "p.add_argument('--high', type=float)\n"
    "limits = (0.0, p.parse_args().high)\n"
)
MAGIC = "# Databricks notebook source\n"


def magic(source: str) -> str:
    """Return a cell as Databricks writes one of another language, or of commands."""
    return "".join(f"# MAGIC {line}\n" for line in source.splitlines())


def cells(*sources: str) -> str:
    return MAGIC + "\n# COMMAND ----------\n\n".join(sources)


def hdf5() -> bytes:
    data = io.BytesIO()
    with h5py.File(data, "w") as file:
        file["limits"] = np.array([0.0, 1.0])
    return data.getvalue()


def database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "l.db")
        connection = sqlite3.connect(path)
        connection.execute("create table limits (low real, high real)")
        connection.execute("insert into limits values (0, 1)")
        connection.commit()
        connection.close()
        return path.read_bytes()


HELPER_NOTEBOOK = book(text("# Tools"), "%matplotlib inline\n" + LIMITS)
SAME_NAME = {
    "q1.py": SETUP
    + (
        "def helper(x):\n"
        "    return np.clip(x, 0.0, 1.0)\n\n\n"
        "def brighten(images, amount):\n"
        "    return helper(images + amount)\n"
    ),
    "q2.py": SETUP
    + (
        "def helper(x):\n"
        "    return x.mean(axis=(1, 2))\n\n\n"
        "def darkest(images):\n"
        "    return int(np.argmin(helper(images)))\n"
    ),
}
GALLERY = (
    '"""\nTP lumière\n==========\n"""\n'
    f"{SETUP}\n###########\n# Some text\n\n"
    f"{Q1}\n# %%\n# More text: it's here\n\n"
    f"{Q2}"
)

# All five checks pass.
_FILES: dict[str, dict[str, str | bytes]] = {
    # A script's own place.
    "os.chdir(sys.path[0])": {
        "light.py": "import os, sys, json\nos.chdir(sys.path[0])\nlimits = json.load(open('s.json'))\n"
        + HELPED,
        **BESIDE,
    },
    "a file below sys.path[0]": {
        "light.py": "import os, sys\n" + JSON_HERE.format("os.path.join(sys.path[0], 's.json')") + HELPED,
        **BESIDE,
    },
    "the folder of sys.argv[0]": {
        "light.py": "import os, sys\nos.chdir(os.path.dirname(os.path.abspath(sys.argv[0])))\n"
        + JSON_HERE.format("os.path.join(os.path.dirname(sys.argv[0]), 's.json')")
        + HELPED,
        **BESIDE,
    },
    "os.chdir to the folder of __file__": {
        "light.py": "import os\nos.chdir(os.path.dirname(os.path.realpath(__file__)))\n"
        + JSON_HERE.format("'s.json'")
        + HELPED,
        **BESIDE,
    },
    "os.getcwd() and a slash": {
        "light.ipynb": book("import os\n" + JSON_HERE.format("os.getcwd() + '/s.json'"), HELPED),
        **BESIDE,
    },
    "inspect.currentframe": {
        "light.py": "import inspect, os\n"
        + JSON_HERE.format(
            "os.path.join(os.path.dirname(os.path.abspath(inspect.getfile(inspect.currentframe()))), 's.json')"
        )
        + HELPED,
        **BESIDE,
    },
    "./data/../s.json": {
        "light.py": JSON_HERE.format("'./data/../s.json'") + HELPED,
        "data/x.csv": "1",
        **BESIDE,
    },
    "a path of another machine": {
        "light.py": JSON_HERE.format("r'C:\\Users\\Ann\\Desktop\\tp\\s.json'") + HELPED,
        **BESIDE,
    },
    "a path of Colab's drive": {
        "light.ipynb": book(
            "from google.colab import drive\ndrive.mount('/content/drive')",
            JSON_HERE.format("'/content/drive/MyDrive/tp/s.json'"),
            HELPED,
        ),
        **BESIDE,
    },
    "a path of Kaggle's input": {
        "light.ipynb": book(JSON_HERE.format('"/kaggle/input/tp-light/s.json"'), HELPED),
        **BESIDE,
    },
    "Colab's upload": {
        "light.ipynb": book(
            (
                "import json\n"
                "from google.colab import files\n"
                "uploaded = files.upload()\n"
                "limits = json.loads(uploaded['s.json'])"
            ),
            HELPED,
        ),
        **BESIDE,
    },
    # What a notebook runs.
    "%run with arguments": {"light.ipynb": book("%run tools.py --high 1.0", HELPED), "tools.py": ASKED},
    "%run -i with quoted arguments": {
        "light.ipynb": book("high = '1.0'", '%run -i "mes outils.py" --high $high', HELPED),
        "mes outils.py": ASKED,
    },
    "%run of a guarded script": {
        "light.ipynb": book("%run tools", HELPED),
        "tools.py": (
            "def main():\n"
            "    return (0.0, 1.0)\n\n"
            "if __name__ == '__main__':\n"
            "    limits = main()\n"
            "    import sys\n"
            "    sys.exit(0)\n"
        ),
    },
    "%run ./helper, Databricks": {
        "light.py": cells(magic("%run ./helper"), HELPED),
        "helper.py": MAGIC + LIMITS,
    },
    "%run ./helper, a notebook": {
        "light.ipynb": book("%run ./helper", HELPED),
        "helper.ipynb": HELPER_NOTEBOOK,
    },
    '%run "./Includes/helper", Databricks': {
        "light.py": cells(magic('%run "./Includes/helper" $mode="x"'), HELPED),
        "Includes/helper.py": MAGIC + LIMITS,
    },
    "%python cells of Databricks": {
        "light.py": cells(
            magic("%md\n# Title"),
            magic("%python\n" + SETUP),
            magic("%python\n" + Q1),
            magic("%sql\nselect 1"),
            magic("%python\n\n" + Q2),
        )
    },
    "cells of text as Databricks exports them": {
        "light.ipynb": book(
            "%md\n# Title\nLet's see what it's for",
            "%python\n" + SETUP,
            "%sh\nls -l\nfor i in 1; do echo $i; done",
            Q1,
            "%sql\nselect * from x",
            Q2,
        )
    },
    "import_ipynb": {
        "light.ipynb": book("import import_ipynb\nfrom helper import limits", HELPED),
        "helper.ipynb": HELPER_NOTEBOOK,
    },
    "import_ipynb, in two cells": {
        "light.ipynb": book(
            "!pip install import-ipynb",
            "import import_ipynb",
            "import helper as h\nlimits = h.limits",
            HELPED,
        ),
        "helper.ipynb": HELPER_NOTEBOOK,
    },
    "nbimporter": {
        "light.ipynb": book("import nbimporter\nimport helper\nfrom helper import *", HELPED),
        "helper.ipynb": HELPER_NOTEBOOK,
    },
    "ipynb.fs": {
        "light.ipynb": book("from ipynb.fs.full.helper import limits", HELPED),
        "helper.ipynb": HELPER_NOTEBOOK,
    },
    "importnb": {
        "light.ipynb": book(
            "from importnb import Notebook\nwith Notebook():\n    import helper\nlimits = helper.limits",
            HELPED,
        ),
        "helper.ipynb": HELPER_NOTEBOOK,
    },
    "exec of a file that answers the first question": {
        "light.ipynb": book("exec(open('q1.py').read())", Q2),
        "q1.py": SETUP + Q1,
    },
    "runpy": {
        "light.ipynb": book("import runpy\nglobals().update(runpy.run_path('tools.py'))", HELPED),
        "tools.py": LIMITS,
    },
    "a reloaded module": {
        "light.ipynb": book("import tools, importlib\nimportlib.reload(tools)\nfrom tools import *", HELPED),
        "tools.py": LIMITS,
    },
    "%pylab": {
        "light.ipynb": book(
            "%pylab inline", "limits = array([0.0, 1.0])", Q1.replace("0.0, 1.0", "*limits"), Q2
        )
    },
    "%env and os.environ": {
        "light.ipynb": book(
            "%env HIGH=1.0\n%set_env LOW 0.0",
            "import os\nlimits = float(os.environ['LOW']), float(os.environ['HIGH'])",
            HELPED,
        )
    },
    "!mkdir, and a file written there": {
        "light.ipynb": book(
            "!mkdir -p out/a 'out b'\nimport json\njson.dump([0.0, 1.0], open('out/a/s.json', 'w'))",
            JSON_HERE.format("'out/a/s.json'"),
            HELPED,
        )
    },
    "!cp of a file handed in": {
        "light.ipynb": book("!cp data/s.json .\n!cp -r data other", JSON_HERE.format("'s.json'"), HELPED),
        "data/s.json": "[0.0, 1.0]",
    },
    "a shell line's value": {
        "light.ipynb": book(
            "lines = !cat limits.txt\nlimits = tuple(float(each) for each in lines) or (0.0, 1.0)", HELPED
        ),
        "limits.txt": "0\n1\n",
    },
    # Cells.
    "a cell that raises before it defines": {
        "light.ipynb": book(SETUP, "assert 1 == 2, 'essai'\n" + Q1, "1 / 0", Q2)
    },
    "raise KeyboardInterrupt": {"light.ipynb": book(SETUP, Q1, "raise KeyboardInterrupt", Q2)},
    "a source of null, a cell of nothing": {
        "light.ipynb": json.dumps(
            {
                "cells": [
                    {"cell_type": "code", "source": None},
                    {},
                    {"cell_type": "code", "source": [SETUP, None]},
                    {"cell_type": "code", "source": [Q1, Q2]},
                ],
                "nbformat": 4,
            }
        )
    },
    "a notebook with bytes of Windows": {
        "light.ipynb": json.dumps(json.loads(book(SETUP, "# été\n" + Q1, Q2)), ensure_ascii=False).encode(
            "cp1252"
        )
    },
    "a picture in the code": {"light.ipynb": book(SETUP + f"logo = '{'iVBOR' * 60_000}'\n", Q1, Q2)},
    "sphinx-gallery": {"light.py": GALLERY},
    "hydrogen, with a mistake in a cell": {
        "light.py": f"# %%\n%matplotlib inline\n{SETUP}\n"
        "# %%\n!ls\nx = = 1\n"
        f"# %%\n{Q1}\n"
        "# %% md\n# text\n"
        f"# %%\n%%time\n{Q2}"
    },
    "R Markdown": {
        "light.Rmd": "---\ntitle: TP\n---\n\n"
        "```{r setup, include=FALSE}\nlibrary(reticulate)\n```\n\n"
        f"```{{python, echo=FALSE}}\n{SETUP}{Q1}```\n\n"
        "It's\n\n"
        f"```{{python}}\n{Q2}```\n"
    },
    # Code.
    "the names of built-ins taken": {
        "light.py": "sum = 0\nlist = [1]\nid = 3\ntype = 'x'\nstr = ''\nint_ = int\nfilter = max = None\n"
        + PLAIN
    },
    "only where types are checked": {
        "light.py": (
            "from __future__ import annotations\n"
            "from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n"
            "    from numpy.typing import NDArray\n"
        )
        + SETUP
        + Q1.replace("(images, amount)", "(images: NDArray, /, amount: float) -> NDArray")
        + Q2
    },
    "defined in a try, an if, a loop": {
        "light.py": "try:\n    import cupy as np\nexcept ImportError:\n    import numpy as np\nif np:\n"
        + textwrap.indent(Q1, "    ")
        + "for _ in range(1):\n"
        + textwrap.indent(Q2, "    ")
    },
    "set by globals() and setattr": {
        "light.py": SETUP
        + Q1.replace("brighten", "f")
        + Q2.replace("darkest", "g")
        + "import sys\nglobals()['brighten'] = f\nsetattr(sys.modules[__name__], 'darkest', g)\n"
    },
    "read from __main__": {"light.ipynb": book(LIMITS, "import __main__\nlimits = __main__.limits", HELPED)},
    "singledispatch": {
        "light.py": SETUP
        + (
            "import functools\n"
            "@functools.singledispatch\n"
            "def brighten(images, amount):\n"
            "    raise TypeError\n"
            "@brighten.register\n"
            "def _(images: np.ndarray, amount):\n"
            "    return np.clip(images + amount, 0.0, 1.0)\n"
        )
        + Q2
    },
    "match, walrus, an annotated lambda": {
        "light.py": SETUP
        + (
            "def brighten(images, amount):\n"
            "    match (high := 1.0):\n"
            "        case float():\n"
            "            return np.clip(images + amount, 0.0, high)\n"
            "darkest: object = lambda images: int(np.argmin(images.mean(axis=(1, 2))))\n"
        )
    },
    "a bar of progress": {
        "light.ipynb": book(
            "from tqdm.auto import tqdm\nfrom tqdm.notebook import trange",
            SETUP,
            (
                "def brighten(images, amount):\n"
                "    return np.stack([np.clip(each + amount, 0.0, 1.0) for each in tqdm(images)])"
                " if len(images) else np.clip(images + amount, 0, 1)"
            ),
            Q2,
        )
    },
    "a thread that goes on": {
        "light.py": (
            "import threading, time\n"
            "def turn():\n"
            "    while True:\n"
            "        time.sleep(0.2)\n"
            "threading.Thread(target=turn).start()\n"
        )
        + PLAIN
    },
    "threads in an answer": {
        "light.py": SETUP
        + (
            "from concurrent.futures import ThreadPoolExecutor\n"
            "def brighten(images, amount):\n"
            "    with ThreadPoolExecutor(2) as pool:\n"
            "        found = pool.map(lambda each: np.clip(each + amount, 0.0, 1.0), images)\n"
            "        return np.array(list(found)).reshape(images.shape)\n"
        )
        + Q2
    },
    "asyncio.run in an answer": {
        "light.ipynb": book(
            SETUP,
            (
                "import asyncio\n"
                "async def add(images, amount):\n"
                "    await asyncio.sleep(0)\n"
                "    return np.clip(images + amount, 0.0, 1.0)\n"
                "print(await add(np.zeros((1, 2, 2)), 1))"
            ),
            "def brighten(images, amount):\n    return asyncio.run(add(images, amount))",
            Q2,
        )
    },
    "an alarm, a signal, a limit": {
        "light.py": (
            "import signal, sys, gc, os\n"
            "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
            "sys.setrecursionlimit(10**6)\n"
            "gc.disable()\n"
            "os.system('clear')\n"
        )
        + PLAIN
    },
    "numpy raises": {
        "light.py": "import numpy as np\nnp.seterr(all='raise')\nnp.random.seed(0)\nnp.set_printoptions(precision=2)\n"
        + PLAIN
    },
    "prints inside, with letters of all kinds": {
        "light.py": SETUP
        + (
            "import sys\n"
            "def brighten(images, amount):\n"
            "    print('→ éclaircir ✓ 変', images.shape, flush=True)\n"
            "    sys.stdout.write('\\x1b[31m…')\n"
            "    print('!', file=sys.stderr)\n"
            "    return np.clip(images + amount, 0.0, 1.0)\n"
        )
        + Q2
    },
    "a log beside": {
        "light.py": "import logging\nlogging.basicConfig(filename='tp.log', level=logging.DEBUG)\nlogging.info('été')\n"
        + PLAIN
        + "import faulthandler\nfaulthandler.enable()\nsys.stdout.reconfigure(encoding='utf-8')\n"
    },
    "asked again and again, whatever is answered": {
        "light.py": (
            "while True:\n"
            "    try:\n"
            "        x = int(input('n ? '))\n"
            "        break\n"
            "    except ValueError:\n"
            "        print('encore')\n"
        )
        + PLAIN
    },
    "a line separator in a comment": {
        "light.py": PLAIN.replace("\n\n\n", "\n# une\u2028autre \x0b \x85 ligne\n\n")
    },
    "lines ended in two ways": {"light.py": PLAIN.replace("\n", "\r\n", 4)},
    "latin-1 declared, and UTF-8": {"light.py": ("# -*- coding: latin-1 -*-\n" + ACCENTS).encode()},
    "KOI8-R": {"light.py": ("# Осветлить\n" + PLAIN).encode("koi8-r")},
    "a folder of another machine": {
        "light.ipynb": book(
            "import json\nbase = '/content/drive/MyDrive/tp/data/'\nlimits = json.load(open(base + 's.json'))",
            HELPED,
        ),
        "data/s.json": "[0.0, 1.0]",
    },
    # Data beside.
    "a database": {
        "light.py": (
            "import sqlite3\n"
            "limits = sqlite3.connect('l.db').execute('select low, high from limits').fetchone()\n"
        )
        + HELPED,
        "l.db": database(),
    },
    "HDF5": {
        "light.ipynb": book("import h5py\nlimits = h5py.File('l.h5')['limits'][()]", HELPED),
        "l.h5": hdf5(),
    },
    "config.ini": {
        "light.py": (
            "import configparser\n"
            "c = configparser.ConfigParser()\n"
            "c.read('config.ini', encoding='utf-8')\n"
            "limits = (c['l'].getfloat('low'), c['l'].getfloat('high'))\n"
        )
        + HELPED,
        "config.ini": "[l]\nlow = 0\nhigh = 1\n",
    },
    "importlib.resources": {
        "light.py": (
            "import json\n"
            "from importlib import resources\n"
            "limits = json.loads(resources.files('data').joinpath('s.json').read_text())\n"
        )
        + HELPED,
        "data/__init__.py": "",
        "data/s.json": "[0.0, 1.0]",
    },
    "a file that a module beside opens": {
        "light.py": "from utils.tools import limits\n" + HELPED,
        "utils/tools.py": (
            "import json, pathlib\n"
            "limits = json.loads((pathlib.Path(__file__).parent / 's.json').read_text())\n"
        ),
        "utils/s.json": "[0.0, 1.0]",
    },
    "a module called answer": {"light.py": "from answer import limits\n" + HELPED, "answer.py": LIMITS},
    "a module called support": {"light.py": "from support import limits\n" + HELPED, "support.py": LIMITS},
    "modules in folders called helpers and hints": {
        "light.py": "from helpers.a import low\nfrom hints.b import high\nlimits = (low, high)\n" + HELPED,
        "helpers/a.py": "low = 0.0\n",
        "hints/b.py": "high = 1.0\n",
    },
    "an answer named like a library": {"numpy.py": PLAIN},
    # Several files, several versions.
    "two files whose helpers have one name": SAME_NAME,
    "a module that both files import": {
        "q1.py": SETUP
        + "from common import limits\ndef brighten(images, amount):\n    return np.clip(images + amount, *limits)\n",
        "q2.ipynb": book(SETUP + "import common", Q2),
        "common.py": LIMITS,
    },
    "a main that imports both": {
        "main.py": "from q1 import *\nfrom q2 import darkest\n",
        "q1.py": SETUP + Q1,
        "q2.py": SETUP + Q2,
    },
    "an old version in a folder": {"light.py": PLAIN, "old/light.py": SETUP + STUB + Q2},
    "a template of another name": {
        "rendu.ipynb": book(SETUP, Q1, Q2),
        "01_light.ipynb": book(
            SETUP, STUB, "def darkest(images):\n    raise NotImplementedError('q2: answer')\n"
        ),
    },
    "a first part in another file": {"light.ipynb": book(SETUP, Q1), "light.py": PLAIN},
    # Names and archives.
    "a name of no stem": {".ipynb": book(SETUP, Q1, Q2)},
    "an ending that a browser wrote": {"light.ipynb.txt": book(SETUP, Q1, Q2)},
    "a number after the ending": {"light.ipynb(1)": book(SETUP, Q1, Q2)},
    "a copy of an editor alone": {"light.py~": PLAIN},
    "called test_light": {"test_light.py": PLAIN},
    "answers in a folder called tests": {"tests/light.py": PLAIN, "tests/__init__.py": ""},
    "answers in a folder called hints": {"hints/light.py": PLAIN, "hints/__init__.py": ""},
    "names with a letter that is a picture": {"💡 lumière%20(finale) #2.ipynb": book(SETUP, Q1, Q2)},
    "a zip with names that begin by ./": {
        "a.zip": packed({"./tp/light.py": "from tools import limits\n" + HELPED, "./tp/tools.py": LIMITS})
    },
    "a zip with entries of folders": {
        "a.zip": packed(
            {
                "tp/": "",
                "tp/data/": "",
                "tp/light.py": READ.format("data/s.json") + HELPED,
                "tp/data/s.json": "[0.0, 1.0]",
            }
        )
    },
    "a zip with another environment": {
        "a.zip": packed(
            {
                "tp/light.py": PLAIN,
                "tp/monenv/pyvenv.cfg": "home = x\n",
                **{
                    f"tp/monenv/Lib/site-packages/lib{n}/core.py": "def brighten(x):\n    return x\n"
                    for n in range(300)
                },
            }
        )
    },
    "a zip with a repository": {
        "a.zip": packed(
            {
                "tp/light.py": PLAIN,
                "tp/.git/HEAD": "ref",
                "tp/.git/hooks/pre-commit.py": "x = 1",
                "tp/.gitignore": "*.pyc",
                "tp/Thumbs.db": b"\xd0\xcf\x11\xe0",
                "tp/desktop.ini": "[x]",
            }
        )
    },
    "the whole course in a zip": {
        "a.zip": packed(
            {
                "cours/01_light/01_light.ipynb": book(SETUP, Q1, Q2),
                "cours/02_noise/02_noise.ipynb": book("def add_noise(images):\n    return images\n"),
                "cours/01_light/01_light.py": SETUP + STUB,
                "cours/README.md": "# x",
            }
        )
    },
}
KINDS = {name: Kind(files) for name, files in _FILES.items()}

# `autograder check` on the files as they lie: told which file, or on the machine where a path leads somewhere, it sees
# the same.
NOT_FOUND_ALONE = {
    "a path of another machine",
    "a path of Colab's drive",
    "a path of Kaggle's input",
    "a folder of another machine",
    "exec of a file that answers the first question",
    "two files whose helpers have one name",
    "a module that both files import",
    "a main that imports both",
    "answers in a folder called hints",
    "answers in a folder called tests",
}
