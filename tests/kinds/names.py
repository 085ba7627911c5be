"""Names and endings that say something else than what the file holds."""

from tests.kinds.parts import FIRST, PLAIN, Q1, Q2, RIGHT, SECOND, SETUP, Kind, book

KINDS = {
    ".py.txt": Kind({"light.py.txt": RIGHT}),
    ".ipynb.json": Kind({"light.ipynb.json": book(FIRST, SECOND)}),
    "notebook called .py": Kind({"light.py": book(FIRST, SECOND)}),
    "Python called .ipynb": Kind({"light.ipynb": RIGHT}),
    ".py.txt beside a picture": Kind({"light.py.txt": RIGHT, "a.png": b"\x89PNG\0\0"}),
    "ending in capitals": Kind({"LIGHT.IPYNB": book(SETUP, Q1, Q2)}),
    "ending twice": Kind({"light.ipynb.ipynb": book(SETUP, Q1, Q2)}),
    "a browser's (1)": Kind({"light (1).py": PLAIN}),
    "endings of other habits": Kind({"light.py3": PLAIN}),
    "IPython's own ending": Kind({"light.ipy": "%matplotlib inline\n" + PLAIN}),
    "a number after .py": Kind({"light.py.1": PLAIN}),
    "a browser's unfinished .py": Kind({"light.py.crdownload": PLAIN}),
    "a slip in the ending": Kind({"light.pynb": PLAIN}),
    "Python called .md": Kind({"light.md": PLAIN}),
    "no ending": Kind({"light": PLAIN}),
    "japanese notebook names": Kind({"明るさ.ipynb": book(SETUP, Q1, Q2)}),
    "name with quote and spaces": Kind({"TP n°1 – l'élève.ipynb": book(SETUP, Q1, Q2)}),
}
