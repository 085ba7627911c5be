"""Kinds that did right by every door when they were first tried, and have to stay so: all five checks pass."""

from __future__ import annotations

import io
import json

import numpy as np

from tests.more_kinds import ACCENTS, HELPED, LIMITS, PLAIN, Q1, Q2, SETUP, book, code, packed


def npy(*values: float) -> bytes:
    data = io.BytesIO()
    np.save(data, np.array(values))
    return data.getvalue()


STILL_MORE: dict[str, dict[str, str | bytes]] = {
"cookie utf-8 on line 2": {"light.py":"#!/usr/bin/env python\n# vim: set fileencoding=utf-8 :\n"+ACCENTS},
"gbk declared": {"light.py":("# -*- coding: gbk -*-\n# 变亮\n"+PLAIN).encode("gbk")},
"gbk undeclared": {"light.py":("# 变亮图像\n"+PLAIN).encode("gbk")},
"shift-jis undeclared": {"light.py":("# 明るく表示\n"+PLAIN).encode("shift_jis")},
"japanese notebook names": {"明るさ.ipynb":book(SETUP,Q1,Q2)},
"notebook minified one line": {"light.ipynb":json.dumps(json.loads(book(SETUP,Q1,Q2)),separators=(",",":"))},
"source nested list newline-less": {"light.ipynb":book(code(SETUP.splitlines(keepends=True)),code(Q1.splitlines(keepends=True)),Q2)},
"heredoc bash then python": {"light.ipynb":book("%%bash\nfor i in 1 2; do echo $i; done",SETUP,Q1,Q2)},
"%%writefile of test then pytest": {"light.ipynb":book(SETUP,Q1,Q2,"%%writefile test_x.py\nimport pytest\ndef test(): pass\n","!pytest -q test_x.py")},
"%pip install in middle of cell": {"light.ipynb":book("import os\n%pip install numpy -q\n"+SETUP+Q1+Q2)},
"question mark help": {"light.ipynb":book(SETUP,"np.clip?\n?np\nnp.clip??",Q1,Q2)},
"shell with braces": {"light.ipynb":book(SETUP,"p='x'\n!ls {p} | head -n 3 > out.txt\nfiles = !ls *.py\nprint(files.n if hasattr(files,'n') else len(files))",Q1,Q2)},
"%%html cell": {"light.ipynb":book("%%html\n<style>.x{}</style>",SETUP,Q1,Q2)},
"tensorboard magics": {"light.ipynb":book("%load_ext tensorboard\n%tensorboard --logdir logs\n%reload_ext autoreload",SETUP,Q1,Q2)},
"widgets": {"light.ipynb":book("import ipywidgets as widgets\nfrom tqdm.notebook import tqdm\nwidgets.IntSlider()",SETUP,Q1,Q2)},
"cell ending in backslash": {"light.ipynb":book(SETUP+"x = 1 + \\\n 2\n",Q1,Q2)},
"trailing semicolon and comment": {"light.ipynb":book(SETUP+"np.zeros(2); # hi",Q1+";",Q2)},
"indented cell": {"light.ipynb":book(SETUP,"    "+Q1.replace("\n","\n    ").rstrip(),Q2)},
"leading blank indented docstring": {"light.py":'"""\n  Mon TP\n"""\n\n\n'+PLAIN},
"type hints np.ndarray | None": {"light.py":SETUP+Q1.replace("(images, amount)","(images: np.ndarray | None, amount: float = 0.1) -> np.ndarray")+Q2},
"decorated with lru/time": {"light.py":"import functools, time\ndef timed(f):\n    @functools.wraps(f)\n    def g(*a, **k):\n        t=time.time(); r=f(*a, **k); print(time.time()-t); return r\n    return g\n"+SETUP+"@timed\n"+Q1+"@timed\n"+Q2},
"helper defined after use, globals": {"light.ipynb":book(SETUP,"def brighten(images, amount):\n    return _clip(images + amount)\n",Q2,"def _clip(x):\n    return np.clip(x, 0.0, 1.0)\n")},
"del at end": {"light.ipynb":book(SETUP,Q1,Q2,"tmp = 1\ndel tmp\n%reset_selective -f tmp")},
"numpy as star": {"light.py":"from numpy import *\nimport numpy as np\n"+Q1+Q2},
"warnings and seeds": {"light.py":"import warnings; warnings.filterwarnings('error')\nimport random; random.seed(0)\n"+PLAIN},
"prints a lot": {"light.py":"for i in range(5000): print('x'*80)\n"+PLAIN},
"class with main method": {"light.py":PLAIN+"class App:\n    def run(self): pass\nApp().run()\n"},
"zip cp850 names": {"a.zip":packed({"Devoir_élève/light.py":PLAIN})},
"zip one folder with dots": {"a.zip":packed({"TP 1 (final).v2/light.ipynb":book(SETUP,Q1,Q2)})},
"folder in folder same name": {"tp/tp/light.py":"from tools import limits\n"+HELPED,"tp/tp/tools.py":LIMITS},
"abs path by __file__": {"tp/light.py":"import os, json\nhere = os.path.dirname(os.path.abspath(__file__))\nlimits = json.load(open(os.path.join(here, 's.json')))\n"+HELPED,"tp/s.json":"[0.0,1.0]"},
"pathlib __file__": {"light.py":"from pathlib import Path\nimport json\nlimits = json.loads((Path(__file__).parent / 's.json').read_text())\n"+HELPED,"s.json":"[0.0,1.0]"},
"csv with pandas": {"light.ipynb":book("import pandas as pd\nlimits = tuple(pd.read_csv('l.csv').iloc[0])",HELPED),"l.csv":"a,b\n0.0,1.0\n"},
"npy file": {"light.ipynb":book("import numpy as np\nlimits = np.load('l.npy')",HELPED),"l.npy":npy(0.0, 1.0)},
"q1.ipynb q2.ipynb": {"q1.ipynb":book(SETUP,Q1),"q2.ipynb":book(SETUP,Q2)},
"notebook and html export": {"light.ipynb":book(SETUP,Q1,Q2),"light.html":"<!DOCTYPE html><html>"},
"notebook and pdf report": {"light.ipynb":book(SETUP,Q1,Q2),"rapport.pdf":b"%PDF-1.4\0","rapport.docx":packed({"[Content_Types].xml":"x"})},
"requirements and readme": {"light.py":PLAIN,"requirements.txt":"numpy\n","README.md":"# Mon TP\n```python\ndef brighten(images, amount): ...\n```\n","setup.py":"from setuptools import setup\n"},
"pycache and pyc": {"light.py":PLAIN,"__pycache__/light.cpython-311.pyc":b"\0\1"},
"name with quote and spaces": {"TP n°1 – l'élève.ipynb":book(SETUP,Q1,Q2)},
"otter log": {"light.ipynb":book("import otter\ngrader = otter.Notebook('light.ipynb')",SETUP,Q1,"grader.check('q1')",Q2,"grader.export()"),".OTTER_LOG":b"\x80\x04x"},
"nbgrader metadata": {"light.ipynb":book(SETUP,code("### BEGIN SOLUTION\n"+Q1+"### END SOLUTION",nbgrader={"grade":False,"solution":True,"grade_id":"a"}),code(Q2,nbgrader={"grade_id":"a"}))},
"autograder calls": {"light.ipynb":book("import autograder\nautograder.use('01_light', language='fr')",SETUP,Q1,"autograder.check('q1')",Q2,"autograder.hint('q2')\nautograder.export()")},
"python 2 print": {"light.py":PLAIN+"print 'done'\n"},
"two answers in a .py, the right one last": {"light.py": SETUP + Q1.replace("+", "-") + "if __name__ == '__main__':\n    pass\n" + Q1 + Q2},
}  # fmt: skip
