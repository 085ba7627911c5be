"""More kinds of hand-in, after public reports about notebook graders and what editors, systems and archivers write."""

from __future__ import annotations

import io
import json
import zipfile

SETUP = "import numpy as np\n"
Q1 = "def brighten(images, amount):\n    return np.clip(images + amount, 0.0, 1.0)\n"
Q2 = "def darkest(images):\n    return int(np.argmin(images.mean(axis=(1, 2))))\n"
PLAIN = f"{SETUP}\n\n{Q1}\n\n{Q2}"
STUB = "def brighten(images, amount):\n    raise NotImplementedError('q1: answer')\n"
HELPED = f"{SETUP}\n\ndef brighten(images, amount):\n    return np.clip(images + amount, *limits)\n\n\n{Q2}"
LIMITS = "limits = (0.0, 1.0)\n"


def code(source: str | list[str], **metadata: object) -> dict:
    return {
        "cell_type": "code",
        "metadata": metadata,
        "outputs": [],
        "execution_count": None,
        "source": source,
    }


def text(source: str, kind: str = "markdown") -> dict:
    return {"cell_type": kind, "metadata": {}, "source": source}


def book(*cells: dict | str, **metadata: object) -> str:
    made = [code(each) if isinstance(each, str) else each for each in cells]
    return json.dumps({"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def packed(files: dict[str, str | bytes], link: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        if link:
            info = zipfile.ZipInfo(link)
            info.create_system, info.external_attr = 3, 0o120777 << 16
            archive.writestr(info, "/usr/bin/python3")
    return data.getvalue()


ACCENTS = PLAIN + "\n# Éclaircir : été, à côté, l’œuvre\n"
MARIMO = '''import marimo

__generated_with = "0.9.14"
app = marimo.App(width="medium")


@app.cell
def __():
    import numpy as np
    return (np,)


@app.cell
def __(np):
    def brighten(images, amount):
        """Several
        lines."""
        return np.clip(images + amount, 0.0, 1.0)
    return (brighten,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""# Second""")
    return


@app.cell
def _(np):
    def darkest(images):
        return int(np.argmin(images.mean(axis=(1, 2))))
    return darkest,


if __name__ == "__main__":
    app.run()
'''
NEW_MARIMO = """import marimo

app = marimo.App()

with app.setup:
    import numpy as np


@app.function
def brighten(images, amount):
    return np.clip(images + amount, 0.0, 1.0)


@app.function(hide_code=True)
def darkest(images):
    return int(np.argmin(images.mean(axis=(1, 2))))


if __name__ == "__main__":
    app.run()
"""
LIGHT = f"""# -*- coding: utf-8 -*-
# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: light
# ---

# # A title

# + [markdown] slideshow={{"slide_type": "slide"}}
# Some text.

# + jupyter={{"outputs_hidden": true}}
import numpy as np
# %matplotlib inline
# -

{Q1}

{Q2}
"""
SPYDER = f"""# -*- coding: utf-8 -*-
\"\"\"
Created on Thu Mar  5 10:22:33 2026

@author: Élodie
\"\"\"
#%% clear
%clear
get_ipython().magic('reset -sf')
runfile('C:/Users/Elodie/old.py', wdir='C:/Users/Elodie')
#%% q1
{PLAIN}
"""
PYCHARM = f"#%% md\n# A title\nSome *text* that is no Python.\n#%%\n{SETUP}\n#%%\n{Q1}\n#%% md\nMore text, l'été.\n#%%\n{Q2}"
MYST = f"""---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  name: python3
---

# A title

Let's see what `brighten` does: it's easy.

```{{code-cell}} ipython3
{SETUP}
{Q1}```

```{{code-cell}} ipython3
:tags: [hide]
{Q2}```
"""
QUARTO = f"""---
title: "Light"
format: html
jupyter: python3
---

Don't panic (yet:

```{{python}}
#| echo: false
{SETUP}
{Q1}
```

```{{python}}
{Q2}
```
"""
FENCED = f"# My answers\n\n```python\n{SETUP}\n{Q1}\n```\n\nIt's done.\n\n```python\n{Q2}\n```\n"
COLAB = book(
    code(
        "from google.colab import drive, files\ndrive.mount('/content/drive')\nuploaded = files.upload()",
        id="x",
    ),
    code(
        "#@title Run me { display-mode: 'form' }\nn = 3 #@param {type:'slider', min:0, max:9}\n!nvidia-smi\n"
        + SETUP
    ),
    "%cd /content/drive/MyDrive/tp\n%pip install -q numpy\nimport sys\nsys.path.append('/content/drive/MyDrive')",
    Q1,
    code("%%time\n%matplotlib inline\n" + Q2),
    colab={"name": "Copie de light.ipynb", "provenance": []},
    accelerator="GPU",
)
KAGGLE = book(
    "# This Python 3 environment comes with many helpful analytics libraries installed\n"
    "import numpy as np # linear algebra\nimport os\nfor dirname, _, filenames in os.walk('/kaggle/input'):\n"
    "    for filename in filenames:\n        print(os.path.join(dirname, filename))\n",
    "from kaggle_secrets import UserSecretsClient\nkey = UserSecretsClient().get_secret('x')\n" + Q1,
    Q2,
    kaggle={"accelerator": "gpu", "isInternetEnabled": True},
)
DEEPNOTE = book(
    code(SETUP, deepnote_cell_type="code", cell_id="1", execution_start=1700000000000),
    {"cell_type": "markdown", "metadata": {"deepnote_cell_type": "text-cell-h1"}, "source": "# Title"},
    code("df = _deepnote_execute_sql('SELECT 1', 'SQL_DB')\ndf", deepnote_cell_type="sql"),
    code("_deepnote_run_altair(df, '''{}''')", deepnote_cell_type="visualization"),
    code([line + "\n" for line in Q1.splitlines()], deepnote_cell_type="code"),
    code(Q2),
    deepnote={}, deepnote_notebook_id="a", deepnote_execution_queue=[],
)  # fmt: skip
VS_CODE = book(
    code(SETUP, vscode={"languageId": "python"}),
    code("echo hello\ncd ..", vscode={"languageId": "shellscript"}),
    code("$x = Get-Item .", vscode={"languageId": "powershell"}),
    Q1,
    Q2,
    language_info={"name": "python"},
)
FUTURE = (
    "from __future__ import annotations\nimport numpy as np\n"
    "def brighten(images: Images, amount: Number) -> Images:\n    return np.clip(images + amount, 0.0, 1.0)\n"
    + Q2
)

# name of the kind: what is handed in, how many of five checks pass, the remark that must be made
MORE: dict[str, tuple[dict[str, str | bytes], int, str]] = {
    "UTF-8 with its mark": ({"light.py": ACCENTS.encode("utf-8-sig")}, 5, ""),
    "notebook with UTF-8's mark, CRLF": ({"light.ipynb": book(SETUP, Q1, Q2).replace("\n", "\r\n").encode("utf-8-sig")}, 5, ""),
    "notebook in UTF-16 BE": ({"light.ipynb": b"\xfe\xff" + book(SETUP, Q1, Q2).encode("utf-16-be")}, 5, ""),
    "UTF-16 without a mark": ({"light.py": PLAIN.encode("utf-16-le")}, 5, ""),
    "UTF-32": ({"light.py": PLAIN.encode("utf-32")}, 5, ""),
    "Windows-1252, undeclared": ({"light.py": ACCENTS.encode("cp1252")}, 5, ""),
    "Latin-1, declared": ({"light.py": ("# -*- coding: latin-1 -*-\n" + ACCENTS).replace("’", "'").replace("œ", "oe").encode("latin-1")}, 5, ""),
    "an encoding nobody knows": ({"light.py": ("# -*- coding: utf8mb4 -*-\n" + ACCENTS).encode()}, 5, ""),
    "MacRoman": ({"light.py": ACCENTS.encode("mac_roman")}, 5, ""),
    "lines ended as by old Macs": ({"light.py": PLAIN.replace("\n", "\r").encode()}, 5, ""),
    "Ctrl-Z at the end": ({"light.py": PLAIN.encode() + b"\x1a"}, 5, ""),
    "form feeds": ({"light.py": PLAIN.replace("\n\n\n", "\n\x0c\n\n")}, 5, ""),
    "two files with marks, joined": ({"light.py": (SETUP + Q1).encode("utf-8-sig") + Q2.encode("utf-8-sig")}, 5, ""),
    "a no-break space in one line": ({"light.py": PLAIN.replace("import numpy", "x =\N{NO-BREAK SPACE}1\nimport numpy")}, 5, ""),
    "tabs and spaces in a helper": ({"light.py": PLAIN + "def helper():\n\tx = 1\n        return x\n"}, 5, ""),
    "Colab's notebook": ({"Copie de light.ipynb": COLAB}, 5, ""),
    "Kaggle's notebook": ({"kernel.ipynb": KAGGLE}, 5, ""),
    "Deepnote's notebook": ({"light.ipynb": DEEPNOTE}, 5, ""),
    "VS Code's notebook, cells of other languages": ({"light.ipynb": VS_CODE}, 5, ""),
    "marimo's notebook": ({"light.py": MARIMO}, 5, ""),
    "marimo's notebook, newer": ({"light.py": NEW_MARIMO}, 5, ""),
    "Spyder's cells": ({"light.py": SPYDER}, 5, ""),
    "PyCharm's cells of text": ({"light.py": PYCHARM}, 5, ""),
    "jupytext, light": ({"light.py": LIGHT}, 5, ""),
    "jupytext, MyST": ({"light.md": MYST}, 5, ""),
    "Quarto": ({"light.qmd": QUARTO}, 5, ""),
    "Markdown with fences": ({"answers.md": FENCED}, 5, ""),
    "answer in a cell of text": ({"light.ipynb": book(SETUP, text(Q1), Q2)}, 2, "handin.text_cell"),
    "answer in a raw cell": ({"light.ipynb": book(SETUP, text(Q1, "raw"), Q2)}, 2, "handin.text_cell"),
    "bare cells, no metadata": ({"light.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": each} for each in (SETUP, Q1, Q2)]})}, 5, ""),
    "NaN among the outputs": ({"light.ipynb": book({**code(SETUP), "outputs": [{"data": {"x": float("nan")}}]}, Q1, Q2)}, 5, ""),
    "outputs of two megabytes": ({"light.ipynb": book({**code(SETUP), "outputs": [{"data": {"image/png": "A" * 2**21}}]}, Q1, Q2)}, 5, ""),
    "the stub left below the answer": ({"light.ipynb": book(SETUP, Q1, Q2, STUB)}, 5, ""),
    "an attempt above the answer": ({"light.ipynb": book(SETUP, Q1.replace("+", "-"), Q1, Q2)}, 5, ""),
    "magics of every day": ({"light.ipynb": book("%load_ext autoreload\n%autoreload 2\n%config InlineBackend.figure_format = 'svg'\n%env X=1\n" + SETUP, "%%capture out\n" + Q1, "%%timeit -n 1\nx = 1", Q2, "%timeit -n1 -r1 brighten(np.zeros((1, 2, 2)), 1)\n%who\n%lsmagic")}, 5, ""),
    "a cell switched off": ({"light.ipynb": book(SETUP, Q1, Q2, "%%script false --no-raise-error\n" + Q1.replace("+", "-"))}, 5, ""),
    "a shell by name": ({"light.ipynb": book("ip = get_ipython()\nip.run_line_magic('matplotlib', 'inline')\nget_ipython().ast_node_interactivity = 'all'\n", SETUP, Q1, Q2, "display(1)\nfrom IPython.display import clear_output\nclear_output()")}, 5, ""),
    "%run of a notebook": ({"light.ipynb": book("%run tools.ipynb", HELPED), "tools.ipynb": book("!ls\n" + LIMITS)}, 5, ""),
    "star import of a written file": ({"light.ipynb": book("%%writefile mine.py\n" + PLAIN, "from mine import *")}, 5, ""),
    "star import of a module": ({"main.ipynb": book("from mine import *"), "mine.py": PLAIN}, 5, ""),
    "guarded by __main__": ({"light.py": PLAIN + "\n\nif __name__ == '__main__':\n    print(brighten(np.zeros((1, 2, 2)), 1))\n    input()\n"}, 5, ""),
    "a notebook that asks __main__": ({"light.ipynb": book(SETUP, "if __name__ == '__main__':\n    limits = (0.0, 1.0)", HELPED)}, 5, ""),
    "sys.exit in the middle": ({"light.py": "import sys\n" + SETUP + Q1 + "sys.exit(0)\n" + Q2 + "exit()\nquit()\n"}, 5, ""),
    "input at the top": ({"light.py": "name = input('Your name: ')\nprint('Hello ' + name)\n" + PLAIN}, 5, ""),
    "a window for figures": ({"light.py": "import matplotlib\nmatplotlib.use('TkAgg')\nimport matplotlib.pyplot as plt\nplt.figure()\nplt.show()\n" + PLAIN}, 5, ""),
    "annotations from the future": ({"light.py": FUTURE}, 5, ""),
    "annotations from the future, notebook": ({"light.ipynb": book(*(FUTURE.split("import numpy as np\n")[0], SETUP, FUTURE.split("import numpy as np\n")[1]))}, 5, ""),
    "lambdas and a static method": ({"light.py": SETUP + "class A:\n    @staticmethod\n    def b(images, amount):\n        return np.clip(images + amount, 0.0, 1.0)\nbrighten = A.b\ndarkest = lambda images: int(np.argmin(images.mean(axis=(1, 2))))\n"}, 5, ""),
    "relative import in a package": ({"tp/light.py": "from .tools import limits\n" + HELPED, "tp/tools.py": LIMITS, "tp/__init__.py": ""}, 5, ""),
    "a name with decomposed accents": ({"light.py": "import json\nlimits = json.load(open('donn\u00e9es.json'))\n" + HELPED, "donne\u0301es.json": "[0.0, 1.0]"}, 5, ""),
    "a path written as on Windows": ({"light.py": "import json\nlimits = json.load(open(r'data\\s.json'))\n" + HELPED, "data/s.json": "[0.0, 1.0]"}, 5, ""),
    "another case of letters": ({"light.py": "import json\nlimits = json.load(open('Settings.json'))\n" + HELPED, "settings.JSON": "[0.0, 1.0]"}, 5, ""),
    "checkpoints beside": ({"light.ipynb": book(SETUP, Q1, Q2), ".ipynb_checkpoints/light-checkpoint.ipynb": book(SETUP, Q1.replace("+", "-"), Q2)}, 5, ""),
    "macOS's shadows": ({"light.ipynb": book(SETUP, Q1, Q2), "__MACOSX/._light.ipynb": b"\0\5\x16\7\0\2\0\0Mac OS X", "._light.ipynb": b"\0\5\x16\7\0\2\0\0Mac OS X", ".DS_Store": b"\0\0\0\1Bud1"}, 5, ""),
    "ending in capitals": ({"LIGHT.IPYNB": book(SETUP, Q1, Q2)}, 5, ""),
    "ending twice": ({"light.ipynb.ipynb": book(SETUP, Q1, Q2)}, 5, ""),
    "a browser's (1)": ({"light (1).py": PLAIN}, 5, ""),
    "no ending": ({"light": PLAIN}, 5, ""),
    "a notebook called .zip": ({"light.zip": book(SETUP, Q1, Q2)}, 5, ""),
    "a zip called .ipynb": ({"light.ipynb": packed({"light.ipynb": book(SETUP, Q1, Q2)})}, 5, ""),
    "a zip in a zip": ({"a.zip": packed({"b.zip": packed({"light.py": PLAIN})})}, 5, ""),
    "a zip with backslashes": ({"a.zip": packed({"tp\\light.py": "from tools import limits\n" + HELPED, "tp\\tools.py": LIMITS})}, 5, ""),
    "a zip with its environment": ({"a.zip": packed({"tp/light.py": PLAIN, **{f"tp/.venv/lib/python3.11/site-packages/p{n}.py": "x = 1" for n in range(2500)}}, link="tp/.venv/bin/python")}, 5, ""),
    "a zip with a link": ({"a.zip": packed({"light.py": PLAIN}, link="data")}, 5, "handin.left_out"),
    "a zip with a name no Windows takes": ({"a.zip": packed({"light.py": PLAIN, "aux.txt": "mine"})}, 5, "handin.left_out"),
    "beside the course's own files": ({"light.ipynb": book(SETUP, Q1, Q2), "01_light.py": SETUP + STUB, "assignment.toml": "title = 1\n", "checks/test_public.py": "def test_x(): pass\n", "hints.en.md": "# Hints\n```python\nimport x\n```\n", "statement.fr.md": "x"}, 5, ""),
    "a test of one's own": ({"light.py": PLAIN, "test_light.py": "from light import brighten\ndef test_it():\n    assert brighten(1, 1)\n"}, 5, ""),
    "a scratch notebook beside": ({"light.ipynb": book(SETUP, Q1, Q2), "essais.ipynb": book("x = 1\nx / 0")}, 5, ""),
    "conflict markers of git": ({"light.py": SETUP + "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n" + Q1 + Q2}, 5, ""),
}  # fmt: skip
