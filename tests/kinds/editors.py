"""What editors and other places make of notebooks and cells: Colab, Kaggle, marimo, Spyder, Quarto …"""

import textwrap

from tests.kinds.parts import FIRST, PLAIN, Q1, Q2, RIGHT, SECOND, SETUP, Kind, book, code

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
PYCHARM = f"""#%% md
# A title
Some *text* that is no Python.
#%%
{SETUP}
#%%
{Q1}
#%% md
More text, l'été.
#%%
{Q2}"""
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
UNNAMED = (
    f"# TP\n\nC'est ma réponse :\n\n```\n{SETUP}{Q1}```\n\nL'autre (voir\n\n```\n{Q2}```\n\n"
    "```\narray([0.1 0.2])\n```\n"
)
FIRST_ITEM = textwrap.indent(f"```py3\n{SETUP}{Q1}```", "    ")
DIALOGUE = ">>> x = 1\n>>> x\n1\n>>> " + Q2.replace("\n    ", "\n...     ") + "..."
SECOND_ITEM = textwrap.indent(f"```pycon\n{DIALOGUE}\n```", "   ")
IN_A_LIST = f"1. Q1\n\n{FIRST_ITEM}\n\n2. Q2, it's\n\n{SECOND_ITEM}\n"
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
    deepnote={},
    deepnote_notebook_id="a",
    deepnote_execution_queue=[],
)
VS_CODE = book(
    code(SETUP, vscode={"languageId": "python"}),
    code("echo hello\ncd ..", vscode={"languageId": "shellscript"}),
    code("$x = Get-Item .", vscode={"languageId": "powershell"}),
    Q1,
    Q2,
    language_info={"name": "python"},
)
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

# What nbconvert makes of a notebook that somebody chose to export.
RST = "TP\n==\n\n" + "".join(
    f".. code:: ipython3\n\n{textwrap.indent(each, '    ')}\nDu texte\n\n.. parsed-literal::\n\n    array([1])\n\n"
    for each in (SETUP, Q1, Q2)
)
ASCIIDOC = "= TP\n\n" + "".join(
    f"+*In[1]:*+\n[source, ipython3]\n----\n{each}----\n" for each in (SETUP, Q1, Q2)
)
# Polyglot Notebooks.
DIB = f"#!meta\n\n{{}}\n\n#!python\n\n{SETUP}{Q1}\n#!python\n\n{Q2}"

KINDS = {
    "a notebook exported as reStructuredText": Kind({"light.rst": RST}),
    "a notebook exported as AsciiDoc": Kind({"light.asciidoc": ASCIIDOC}),
    "Polyglot Notebooks": Kind({"light.dib": DIB}),
    "converted notebook": Kind(
        {
            "light.py": "# In[1]:\n\n"
            + FIRST
            + f"\n# In[2]:\n\nget_ipython().run_cell_magic('time', '', {SECOND!r})\n"
        }
    ),
    "Colab's .py": Kind({"light.py": "!pip install -q numpy\n%matplotlib inline\n" + RIGHT}),
    "Colab's notebook": Kind({"Copie de light.ipynb": COLAB}),
    "Kaggle's notebook": Kind({"kernel.ipynb": KAGGLE}),
    "Deepnote's notebook": Kind({"light.ipynb": DEEPNOTE}),
    "VS Code's notebook, cells of other languages": Kind({"light.ipynb": VS_CODE}),
    "marimo's notebook": Kind({"light.py": MARIMO}),
    "marimo's notebook, newer": Kind({"light.py": NEW_MARIMO}),
    "Spyder's cells": Kind({"light.py": SPYDER}),
    "PyCharm's cells of text": Kind({"light.py": PYCHARM}),
    "jupytext, light": Kind({"light.py": LIGHT}),
    "jupytext, MyST": Kind({"light.md": MYST}),
    "Quarto": Kind({"light.qmd": QUARTO}),
    "Markdown with fences": Kind({"answers.md": FENCED}),
    "Markdown, fences that name no language": Kind({"answers.md": UNNAMED}),
    "Markdown, fences in a list, of a dialogue": Kind({"answers.md": IN_A_LIST}),
    "otter log": Kind(
        {
            "light.ipynb": book(
                "import otter\ngrader = otter.Notebook('light.ipynb')",
                SETUP,
                Q1,
                "grader.check('q1')",
                Q2,
                "grader.export()",
            ),
            ".OTTER_LOG": b"\x80\x04x",
        }
    ),
    "nbgrader metadata": Kind(
        {
            "light.ipynb": book(
                SETUP,
                code(
                    "### BEGIN SOLUTION\n" + Q1 + "### END SOLUTION",
                    nbgrader={"grade": False, "solution": True, "grade_id": "a"},
                ),
                code(Q2, nbgrader={"grade_id": "a"}),
            )
        }
    ),
    "autograder calls": Kind(
        {
            "light.ipynb": book(
                "import autograder\nautograder.use('01_light', language='fr')",
                SETUP,
                Q1,
                "autograder.check('q1')",
                Q2,
                "autograder.hint('q2')\nautograder.export()",
            )
        }
    ),
    "Databricks": Kind({"light.py": DATABRICKS}),
    "JupyterLite": Kind(
        {
            "light.ipynb": book(
                "import piplite\nawait piplite.install(['numpy'])",
                SETUP,
                Q1,
                Q2,
                kernelspec={"name": "python", "display_name": "Python (Pyodide)"},
            )
        }
    ),
}
