"""Archives: what archivers put in, and archives in archives."""

from tests.kinds.parts import HELPED, LIMITS, PLAIN, Q1, Q2, SETUP, Kind, book, packed

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
    "a zip with a name no Windows takes": Kind(
        {"a.zip": packed({"light.py": PLAIN, "aux.txt": "mine"})}, remark="handin.left_out"
    ),
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
