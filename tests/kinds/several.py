"""Several files: copies, parts, and what lies beside an answer without being one."""

from tests.kinds.parts import FIRST, PLAIN, Q1, Q2, RIGHT, SECOND, SETUP, STUB, Kind, book, packed

KINDS = {
    "notebook and its copy": Kind({"light.ipynb": book(RIGHT), "light-Copy1.ipynb": book(RIGHT)}),
    "notebook and its .py": Kind({"light.ipynb": book(FIRST, SECOND), "light.py": RIGHT}),
    "a comment more": Kind({"light.ipynb": book(RIGHT), "old.ipynb": book("# mine\n" + RIGHT)}),
    "two that differ": Kind(
        {"01_light.ipynb": book(RIGHT), "old.ipynb": book(RIGHT.replace("+ amount", "- amount"))},
        remark="handin.several_answers",
    ),
    "a later version beside": Kind(
        {"light_v1.ipynb": book(SETUP, Q1.replace("+", "-"), Q2), "light_v2.ipynb": book(SETUP, Q1, Q2)},
        remark="handin.several_answers",
    ),
    "a final version, and a draft": Kind(
        {
            "brouillon/tp.py": PLAIN.replace("+", "-"),
            "tp_v3.py": PLAIN.replace("+", "-"),
            "tp_final.py": PLAIN,
        },
        remark="handin.several_answers",
    ),
    "a file for each question": Kind({"q1.py": FIRST, "q2.py": SECOND}, remark="handin.put_together"),
    "checkpoints beside": Kind(
        {
            "light.ipynb": book(SETUP, Q1, Q2),
            ".ipynb_checkpoints/light-checkpoint.ipynb": book(SETUP, Q1.replace("+", "-"), Q2),
        }
    ),
    "macOS's shadows": Kind(
        {
            "light.ipynb": book(SETUP, Q1, Q2),
            "__MACOSX/._light.ipynb": b"\0\5\x16\7\0\2\0\0Mac OS X",
            "._light.ipynb": b"\0\5\x16\7\0\2\0\0Mac OS X",
            ".DS_Store": b"\0\0\0\1Bud1",
        }
    ),
    "beside the course's own files": Kind(
        {
            "light.ipynb": book(SETUP, Q1, Q2),
            "01_light.py": SETUP + STUB,
            "assignment.toml": "title = 1\n",
            "checks/test_public.py": "def test_x(): pass\n",
            "hints.en.md": "# Hints\n```python\nimport x\n```\n",
            "statement.fr.md": "x",
        }
    ),
    "a test of one's own": Kind(
        {
            "light.py": PLAIN,
            "test_light.py": "from light import brighten\ndef test_it():\n    assert brighten(1, 1)\n",
        }
    ),
    "a scratch notebook beside": Kind(
        {"light.ipynb": book(SETUP, Q1, Q2), "essais.ipynb": book("x = 1\nx / 0")}
    ),
    "q1.ipynb q2.ipynb": Kind({"q1.ipynb": book(SETUP, Q1), "q2.ipynb": book(SETUP, Q2)}),
    "notebook and html export": Kind(
        {"light.ipynb": book(SETUP, Q1, Q2), "light.html": "<!DOCTYPE html><html>"}
    ),
    "notebook and pdf report": Kind(
        {
            "light.ipynb": book(SETUP, Q1, Q2),
            "rapport.pdf": b"%PDF-1.4\0",
            "rapport.docx": packed({"[Content_Types].xml": "x"}),
        }
    ),
    "requirements and readme": Kind(
        {
            "light.py": PLAIN,
            "requirements.txt": "numpy\n",
            "README.md": "# Mon TP\n```python\ndef brighten(images, amount): ...\n```\n",
            "setup.py": "from setuptools import setup\n",
        }
    ),
    "pycache and pyc": Kind({"light.py": PLAIN, "__pycache__/light.cpython-311.pyc": b"\0\1"}),
    "an editor's leavings": Kind(
        {
            "light.py": PLAIN,
            ".light.py.swp": b"b0VIM 8.2\0\0",
            "light.py~": PLAIN.replace("+", "-"),
            "~$rapport.docx": b"\x05Ann",
        }
    ),
}
