"""Archives: what archivers put in, and archives in archives."""

import io
import warnings
import zipfile

from tests.kinds.parts import HELPED, LIMITS, PLAIN, Q1, Q2, READ, SETUP, STUB, Kind, book, packed


def added_to(*files: tuple[str, str]) -> bytes:
    """Return a zip to which files were added one by one, whatever lay in it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that is there
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


KINDS = {
    "a notebook called .zip": Kind({"light.zip": book(SETUP, Q1, Q2)}),
    "a zip called .ipynb": Kind({"light.ipynb": packed({"light.ipynb": book(SETUP, Q1, Q2)})}),
    "a zip in a zip": Kind({"a.zip": packed({"b.zip": packed({"light.py": PLAIN})})}),
    "a zip with backslashes": Kind(
        {"a.zip": packed({"tp\\light.py": "from tools import limits\n" + HELPED, "tp\\tools.py": LIMITS})}
    ),
    "a zip with its environment": Kind(
        {
            "a.zip": packed(
                {
                    "tp/light.py": PLAIN,
                    **{f"tp/.venv/lib/python3.11/site-packages/p{n}.py": "x = 1" for n in range(2500)},
                },
                link="tp/.venv/bin/python",
            )
        }
    ),
    "a zip with a link": Kind({"a.zip": packed({"light.py": PLAIN}, link="data")}, remark="handin.left_out"),
    "a zip with a name that nobody can read": Kind(
        {"a.zip": packed({"light.py": PLAIN, "a\tb.txt": "mine"})}, remark="handin.left_out"
    ),
    "a module with a name no Windows takes": Kind(
        {"a.zip": packed({"light.py": "from aux import limits\n" + HELPED, "aux.py": LIMITS})}
    ),
    "data with a name no Windows takes": Kind(
        {"a.zip": packed({"light.py": READ.format("TP 1: s?.json") + HELPED, "TP 1: s?.json": "[0.0, 1.0]"})}
    ),
    "names that only capitals tell apart": Kind(
        {"a.zip": packed({"tp/light.py": PLAIN, "tp/README.md": "mine", "tp/Readme.md": "theirs"})},
        remark="handin.left_out",
    ),
    "a file that was added to an archive anew": Kind(
        {"a.zip": added_to(("tp/light.py", SETUP + STUB), ("tp/light.py", PLAIN))}
    ),
    "an array of zeros": Kind(
        {"a.zip": packed({"light.py": PLAIN, "empty.npy": bytes(10 * 2**20)})}, remark="handin.left_out"
    ),
    "a zip called .rar, beside a report": Kind(
        {"a.rar": packed({"light.py": PLAIN}), "rapport.pdf": b"%PDF-1.4\0"}
    ),
    "a zip without an ending": Kind({"rendu": packed({"light.py": PLAIN})}),
    "a name of two hundred bytes and more": Kind({"é" * 110 + ".py": PLAIN}),
    "zip cp850 names": Kind({"a.zip": packed({"Devoir_élève/light.py": PLAIN})}),
    "zip one folder with dots": Kind({"a.zip": packed({"TP 1 (final).v2/light.ipynb": book(SETUP, Q1, Q2)})}),
    "a Mac folder's picture": Kind({"a.zip": packed({"tp/light.py": PLAIN, "tp/Icon\r": ""})}),
    "an archive for each question": Kind(
        {"q1.zip": packed({"q1.py": SETUP + Q1}), "q2.zip": packed({"q2.py": SETUP + Q2})}
    ),
    "an archive and the file in it": Kind({"light.zip": packed({"light.py": PLAIN}), "light.py": PLAIN}),
    "the course's wheel beside": Kind(
        {
            "01_light/01_light.py": PLAIN,
            "autograder-1.0-py3-none-any.whl": packed({"autograder/expect.py": "x = 1"}),
        }
    ),
}
