"""Files that are not quite Python: slips of syntax, prompts, what was pasted along."""

import textwrap

from tests.kinds.parts import FIRST, PLAIN, Q1, Q2, RIGHT, SECOND, SETUP, Kind, book


def typed(source: str) -> str:
    """Return a source as Python's own prompt shows it."""
    return "\n".join(f"{'>>> ' if line[:1].strip() else '... '}{line}" for line in source.split("\n"))


BROKEN = "def broken(:\n    pass\n"

KINDS = {
    "syntax error, plain .py": Kind({"light.py": (BROKEN + RIGHT).replace("# %%", "#")}),
    "syntax error, #%% cells": Kind({"light.py": "#%% a\n" + BROKEN + "#%% b\n" + RIGHT}),
    "syntax error, # In[3]:": Kind({"light.py": "# In[1]:\n" + BROKEN + "# In[3]:\n" + RIGHT}),
    "syntax error, Colab": Kind({"light.py": "!pip install x\n" + FIRST + BROKEN + SECOND}),
    "syntax error in a notebook's only cell": Kind({"light.ipynb": book(FIRST + BROKEN + SECOND)}),
    "prompts of a terminal": Kind(
        {"light.py": "\n".join(f">>> {line}" for line in ("x = 1",)) + "\n" + RIGHT}
    ),
    "tabs and spaces in a helper": Kind({"light.py": PLAIN + "def helper():\n\tx = 1\n        return x\n"}),
    "conflict markers of git": Kind(
        {"light.py": SETUP + "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n" + Q1 + Q2}
    ),
    "python 2 print": Kind({"light.py": PLAIN + "print 'done'\n"}),
    "all of it typed at the prompt": Kind({"light.py": typed(PLAIN)}),
    "all of it indented": Kind({"light.py": textwrap.indent(PLAIN, "    ")}),
    "typographic quotes in one line": Kind({"light.py": PLAIN + "print(“fini”)\n"}),
    "an answer copied from a chat": Kind(
        {
            "light.py": "Voici la solution :\n\n```python\n"
            + PLAIN
            + "```\n\nCette fonction éclaircit les images.\n"
        }
    ),
    "a title without a comment sign": Kind(
        {"light.py": "TP 1 – Élodie Dupont\n====================\n" + PLAIN}
    ),
}
