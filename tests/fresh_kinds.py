"""Kinds found by looking with fresh eyes: layouts of folders, what notebooks do to files, and what lies in archives."""

from __future__ import annotations

import gzip
import io
import pickle
import textwrap

import numpy as np

from tests.more_kinds import HELPED, LIMITS, PLAIN, Q1, Q2, SETUP, STUB, book, code, packed

READ = "import json\nlimits = json.load(open('{}'))\n"


def npz() -> bytes:
    data = io.BytesIO()
    np.savez(data, limits=np.array([0.0, 1.0]))
    return data.getvalue()


def typed(source: str) -> str:
    """Return a source as Python's own prompt shows it."""
    return "\n".join(f"{'>>> ' if line[:1].strip() else '... '}{line}" for line in source.split("\n"))


DATABRICKS = f"""# Databricks notebook source
# MAGIC %md
# MAGIC # TP lumière

# COMMAND ----------

# MAGIC %pip install numpy

# COMMAND ----------

# DBTITLE 1,Setup
{SETUP}dbutils.widgets.text("a", "b")

# COMMAND ----------

{Q1}
# COMMAND ----------

{Q2}
display(darkest(np.zeros((1, 2, 2))))

# COMMAND ----------

# MAGIC %sql
# MAGIC select 1
"""

# All five checks pass.
FRESH: dict[str, dict[str, str | bytes]] = {
    # Layouts of folders: these lost marks until they were looked at.
    "../data, notebook in a folder": {"nb/light.ipynb": book(READ.format("../data/s.json"), HELPED), "data/s.json": "[0.0, 1.0]"},
    "Path('..')": {"nb/light.ipynb": book("import json\nfrom pathlib import Path\nlimits = json.loads((Path('..') / 'data' / 's.json').read_text())", HELPED), "data/s.json": "[0.0, 1.0]"},
    "parents[1] of __file__": {"src/light.py": "import json\nfrom pathlib import Path\nlimits = json.loads((Path(__file__).resolve().parents[1] / 'data' / 's.json').read_text())\n" + HELPED, "data/s.json": "[0.0, 1.0]"},
    "from src.tools, run from above": {"src/light.py": "from src.tools import limits\n" + HELPED, "src/tools.py": LIMITS},
    "src/data, run from above": {"tp/src/light.py": READ.format("src/data/s.json") + HELPED, "tp/src/data/s.json": "[0.0, 1.0]"},
    "data beside src, in a folder": {"tp/src/light.py": READ.format("data/s.json") + HELPED, "tp/data/s.json": "[0.0, 1.0]"},
    "sys.path to the folder above": {"nb/light.ipynb": book("import sys\nsys.path.insert(0, '..')\nfrom src.tools import limits", HELPED), "src/tools.py": LIMITS, "src/__init__.py": ""},
    "relative import of two dots": {"tp/ex/light.py": "from ..tools import limits\n" + HELPED, "tp/tools.py": LIMITS, "tp/__init__.py": "", "tp/ex/__init__.py": ""},
    "sys.path to a folder": {"light.ipynb": book("import sys\nsys.path.append('utils')\nfrom tools import limits", HELPED), "utils/tools.py": LIMITS},
    "answers in __init__.py": {"__init__.py": PLAIN},
    "answers called support.py": {"support.py": PLAIN},
    # What a notebook does to files.
    "%cd and back": {"light.ipynb": book("%cd utils\nfrom tools import limits\n%cd ..", HELPED), "utils/tools.py": LIMITS},
    "%cd to a drive, and up": {"light.ipynb": book("from google.colab import drive\ndrive.mount('/content/drive')\n%cd /content/drive/MyDrive/tp\n%cd ..", READ.format("s.json"), HELPED), "s.json": "[0.0, 1.0]"},
    "os.chdir": {"light.py": "import os, json\nos.chdir('data')\nlimits = json.load(open('s.json'))\n" + HELPED, "data/s.json": "[0.0, 1.0]"},
    "%%writefile into a folder": {"light.ipynb": book("!mkdir -p utils", "%%writefile utils/tools.py\n" + LIMITS, "from utils.tools import limits", HELPED)},
    "%%writefile, a name with a space": {"light.ipynb": book("%%writefile 'mes outils.json'\n[0.0, 1.0]", READ.format("mes outils.json"), HELPED)},
    "%%writefile of a variable": {"light.ipynb": book("name = 'tools.py'", "%%writefile $name\n" + LIMITS, "from tools import limits", HELPED)},
    "%%file": {"light.ipynb": book("%%file tools.py\n" + LIMITS, "from tools import limits", HELPED)},
    "!unzip of data": {"light.ipynb": book("!unzip -q data.zip", READ.format("s.json"), HELPED), "data.zip": packed({"s.json": "[0.0, 1.0]"})},
    "an archive of data, opened": {"light.py": "import json, zipfile\nlimits = json.loads(zipfile.ZipFile('data.zip').read('s.json'))\n" + HELPED, "data.zip": packed({"s.json": "[0.0, 1.0]"})},
    "npz": {"light.py": SETUP + "limits = np.load('l.npz')['limits']\n" + HELPED, "l.npz": npz()},
    "gzip": {"light.py": "import gzip, json\nlimits = json.load(gzip.open('s.json.gz', 'rt'))\n" + HELPED, "s.json.gz": gzip.compress(b"[0.0, 1.0]")},
    "pickle": {"light.py": "import pickle\nlimits = pickle.load(open('l.pkl', 'rb'))\n" + HELPED, "l.pkl": pickle.dumps((0.0, 1.0))},
    "config.toml": {"light.py": "import tomllib\nlimits = tomllib.load(open('config.toml', 'rb'))['limits']\n" + HELPED, "config.toml": "limits = [0.0, 1.0]\n"},
    "glob": {"light.py": "import glob, json\nlimits = json.load(open(glob.glob('*.json')[0]))\n" + HELPED, "s.json": "[0.0, 1.0]"},
    # Notebooks of other places.
    "Databricks": {"light.py": DATABRICKS},
    "JupyterLite": {"light.ipynb": book("import piplite\nawait piplite.install(['numpy'])", SETUP, Q1, Q2, kernelspec={"name": "python", "display_name": "Python (Pyodide)"})},
    "frozen and hidden cells": {"light.ipynb": book(code(SETUP, init_cell=True), code(Q1, run_control={"frozen": True}, tags=["skip-execution"], editable=False), code(Q2, jupyter={"source_hidden": True}))},
    "automagics": {"light.ipynb": book("ls", "cd ..", "pip install numpy", SETUP, Q1, Q2)},
    "a notebook that imports its .py": {"light.ipynb": book("from light import brighten, darkest"), "light.py": PLAIN},
    # Code.
    "a dataclass with late annotations": {"light.py": "from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass Range:\n    low: float = 0.0\n    high: float = 1.0\n" + SETUP + "def brighten(images, amount):\n    r = Range()\n    return np.clip(images + amount, r.low, r.high)\n" + Q2},
    "own classes, pickled": {"light.py": "import pickle, typing\nclass Range(typing.NamedTuple):\n    low: float = 0.0\n    high: float = 1.0\nlimits = pickle.loads(pickle.dumps(Range()))\n" + HELPED},
    "methods of an object": {"light.py": SETUP + "class TP:\n    limits = (0.0, 1.0)\n    def brighten(self, images, amount):\n        return np.clip(images + amount, *self.limits)\n    @classmethod\n    def darkest(cls, images):\n        return int(np.argmin(images.mean(axis=(1, 2))))\ntp = TP()\nbrighten, darkest = tp.brighten, TP.darkest\n"},
    "a partial, an object that is called": {"light.py": SETUP + "import functools\nclass Brighten:\n    def __call__(self, images, amount):\n        return np.clip(images + amount, 0.0, 1.0)\nbrighten = Brighten()\ndef _darkest(axis, images):\n    return int(np.argmin(images.mean(axis=axis)))\ndarkest = functools.partial(_darkest, (1, 2))\n"},
    "defined by exec": {"light.py": f"{SETUP}exec({Q1!r})\n{Q2}"},
    "defined in main()": {"light.py": SETUP + "def main():\n    global brighten, darkest\n" + textwrap.indent(Q1 + Q2, "    ") + "main()\n"},
    "argparse": {"light.py": "import argparse\np = argparse.ArgumentParser()\np.add_argument('--low', type=float, default=0.0)\nargs = p.parse_args()\nlimits = (args.low, 1.0)\n" + HELPED},
    "input until it is a number": {"light.py": "while True:\n    x = input('nombre ? ')\n    if x.isdigit():\n        break\n" + PLAIN},
    "doctest and unittest": {"light.py": PLAIN + "import doctest, unittest\ndoctest.testmod()\nclass T(unittest.TestCase):\n    def test(self):\n        self.assertEqual(1, 1)\nunittest.main(argv=[''], exit=False)\nunittest.main()\n"},
    "a pool of processes": {"light.py": PLAIN + "from multiprocessing import Pool\ndef square(x):\n    return x * x\nif __name__ == '__main__':\n    with Pool(2) as pool:\n        print(pool.map(square, [1, 2]))\n"},
    "the output sent elsewhere": {"light.py": "import sys\nsys.stdout = open('log.txt', 'w')\nprint('hi')\n" + PLAIN + "sys.stdout.close()\n"},
    "NumPy's own integer": {"light.py": SETUP + Q1 + "def darkest(images):\n    return np.argmin(images.mean(axis=(1, 2)))\n"},
    # Text.
    "all of it typed at the prompt": {"light.py": typed(PLAIN)},
    "all of it indented": {"light.py": textwrap.indent(PLAIN, "    ")},
    "tabs": {"light.py": PLAIN.replace("    ", "\t")},
    "lines ended twice": {"light.py": PLAIN.replace("\n", "\r\r\n").encode()},
    "typographic quotes in one line": {"light.py": PLAIN + "print(“fini”)\n"},
    "an answer copied from a chat": {"light.py": "Voici la solution :\n\n```python\n" + PLAIN + "```\n\nCette fonction éclaircit les images.\n"},
    "a title without a comment sign": {"light.py": "TP 1 – Élodie Dupont\n====================\n" + PLAIN},
    "the stub above the answer": {"light.ipynb": book(SETUP, STUB, Q1, Q2)},
    # Archives and folders.
    "a Mac folder's picture": {"a.zip": packed({"tp/light.py": PLAIN, "tp/Icon\r": ""})},
    "an archive for each question": {"q1.zip": packed({"q1.py": SETUP + Q1}), "q2.zip": packed({"q2.py": SETUP + Q2})},
    "an archive and the file in it": {"light.zip": packed({"light.py": PLAIN}), "light.py": PLAIN},
    "the course's wheel beside": {"01_light/01_light.py": PLAIN, "autograder-1.0-py3-none-any.whl": packed({"autograder/expect.py": "x = 1"})},
    "an editor's leavings": {"light.py": PLAIN, ".light.py.swp": b"b0VIM 8.2\0\0", "light.py~": PLAIN.replace("+", "-"), "~$rapport.docx": b"\x05Ann"},
}  # fmt: skip
