"""Notebooks: versions of the format, their metadata, and in which order cells stand."""

import json

from tests.kinds.parts import (
    ANNOTATED,
    FIRST,
    HELPED,
    LATE,
    PLAIN,
    Q1,
    Q2,
    SECOND,
    SETUP,
    STUB,
    Kind,
    book,
    book_of_version_3,
    code,
    text,
)

KINDS = {
    "plain notebook": Kind({"light.ipynb": book(FIRST, SECOND)}),
    "nbformat 3, two worksheets": Kind({"light.ipynb": book_of_version_3(FIRST, SECOND)}),
    "await in a cell": Kind(
        {"light.ipynb": book("import asyncio\nawait asyncio.sleep(0)\n" + FIRST, SECOND)}
    ),
    "answer in a cell of text": Kind(
        {"light.ipynb": book(SETUP, text(Q1), Q2)}, passes=2, remark="handin.text_cell"
    ),
    "answer in a raw cell": Kind(
        {"light.ipynb": book(SETUP, text(Q1, "raw"), Q2)}, passes=2, remark="handin.text_cell"
    ),
    "bare cells, no metadata": Kind(
        {
            "light.ipynb": json.dumps(
                {"cells": [{"cell_type": "code", "source": each} for each in (SETUP, Q1, Q2)]}
            )
        }
    ),
    "NaN among the outputs": Kind(
        {"light.ipynb": book({**code(SETUP), "outputs": [{"data": {"x": float("nan")}}]}, Q1, Q2)}
    ),
    "outputs of two megabytes": Kind(
        {"light.ipynb": book({**code(SETUP), "outputs": [{"data": {"image/png": "A" * 2**21}}]}, Q1, Q2)}
    ),
    "a notebook's lines ended as by old Macs": Kind(
        {"light.ipynb": book("\ufeff" + SETUP, Q1.replace("\n", "\r"), Q2)}
    ),
    "half a character in a docstring": Kind(
        {"light.ipynb": book(SETUP, Q1.replace("\n    ", "\n    'clair \ud83d'\n    "), Q2)}
    ),
    "the stub left below the answer": Kind({"light.ipynb": book(SETUP, Q1, Q2, STUB)}),
    "an attempt above the answer": Kind({"light.ipynb": book(SETUP, Q1.replace("+", "-"), Q1, Q2)}),
    "a notebook that asks __main__": Kind(
        {"light.ipynb": book(SETUP, "if __name__ == '__main__':\n    limits = (0.0, 1.0)", HELPED)}
    ),
    "annotations from the future, notebook": Kind({"light.ipynb": book(LATE, SETUP, ANNOTATED + Q2)}),
    "notebook minified one line": Kind(
        {"light.ipynb": json.dumps(json.loads(book(SETUP, Q1, Q2)), separators=(",", ":"))}
    ),
    "source nested list newline-less": Kind(
        {"light.ipynb": book(code(SETUP.splitlines(keepends=True)), code(Q1.splitlines(keepends=True)), Q2)}
    ),
    "cell ending in backslash": Kind({"light.ipynb": book(SETUP + "x = 1 + \\\n 2\n", Q1, Q2)}),
    "trailing semicolon and comment": Kind({"light.ipynb": book(SETUP + "np.zeros(2); # hi", Q1 + ";", Q2)}),
    "indented cell": Kind({"light.ipynb": book(SETUP, "    " + Q1.replace("\n", "\n    ").rstrip(), Q2)}),
    "helper defined after use, globals": Kind(
        {
            "light.ipynb": book(
                SETUP,
                "def brighten(images, amount):\n    return _clip(images + amount)\n",
                Q2,
                "def _clip(x):\n    return np.clip(x, 0.0, 1.0)\n",
            )
        }
    ),
    "del at end": Kind({"light.ipynb": book(SETUP, Q1, Q2, "tmp = 1\ndel tmp\n%reset_selective -f tmp")}),
    "frozen and hidden cells": Kind(
        {
            "light.ipynb": book(
                code(SETUP, init_cell=True),
                code(Q1, run_control={"frozen": True}, tags=["skip-execution"], editable=False),
                code(Q2, jupyter={"source_hidden": True}),
            )
        }
    ),
    "a notebook that imports its .py": Kind(
        {"light.ipynb": book("from light import brighten, darkest"), "light.py": PLAIN}
    ),
    "the stub above the answer": Kind({"light.ipynb": book(SETUP, STUB, Q1, Q2)}),
}
