"""Encodings, marks, ends of lines, and characters one does not see."""

from tests.kinds.parts import ACCENTS, PLAIN, Q1, Q2, RIGHT, SETUP, Kind, book

KINDS = {
    "UTF-16": Kind({"light.py": RIGHT.encode("utf-16")}),
    "UTF-8 with its mark": Kind({"light.py": ACCENTS.encode("utf-8-sig")}),
    "notebook with UTF-8's mark, CRLF": Kind(
        {"light.ipynb": book(SETUP, Q1, Q2).replace("\n", "\r\n").encode("utf-8-sig")}
    ),
    "notebook in UTF-16 BE": Kind({"light.ipynb": b"\xfe\xff" + book(SETUP, Q1, Q2).encode("utf-16-be")}),
    "UTF-16 without a mark": Kind({"light.py": PLAIN.encode("utf-16-le")}),
    "UTF-32": Kind({"light.py": PLAIN.encode("utf-32")}),
    "Windows-1252, undeclared": Kind({"light.py": ACCENTS.encode("cp1252")}),
    "Latin-1, declared": Kind(
        {
            "light.py": ("# -*- coding: latin-1 -*-\n" + ACCENTS)
            .replace("’", "'")
            .replace("œ", "oe")
            .encode("latin-1")
        }
    ),
    "an encoding nobody knows": Kind({"light.py": ("# -*- coding: utf8mb4 -*-\n" + ACCENTS).encode()}),
    "MacRoman": Kind({"light.py": ACCENTS.encode("mac_roman")}),
    "lines ended as by old Macs": Kind({"light.py": PLAIN.replace("\n", "\r").encode()}),
    "Ctrl-Z at the end": Kind({"light.py": PLAIN.encode() + b"\x1a"}),
    "zeros after the end": Kind({"light.ipynb": book(SETUP, Q1, Q2).encode() + bytes(9)}),
    "form feeds": Kind({"light.py": PLAIN.replace("\n\n\n", "\n\x0c\n\n")}),
    "two files with marks, joined": Kind(
        {"light.py": (SETUP + Q1).encode("utf-8-sig") + Q2.encode("utf-8-sig")}
    ),
    "a no-break space in one line": Kind(
        {"light.py": PLAIN.replace("import numpy", "x =\N{NO-BREAK SPACE}1\nimport numpy")}
    ),
    "cookie utf-8 on line 2": Kind(
        {"light.py": "#!/usr/bin/env python\n# vim: set fileencoding=utf-8 :\n" + ACCENTS}
    ),
    "gbk declared": Kind({"light.py": ("# -*- coding: gbk -*-\n# 变亮\n" + PLAIN).encode("gbk")}),
    "gbk undeclared": Kind({"light.py": ("# 变亮图像\n" + PLAIN).encode("gbk")}),
    "shift-jis undeclared": Kind({"light.py": ("# 明るく表示\n" + PLAIN).encode("shift_jis")}),
    "tabs": Kind({"light.py": PLAIN.replace("    ", "\t")}),
    "lines ended twice": Kind({"light.py": PLAIN.replace("\n", "\r\r\n").encode()}),
}
