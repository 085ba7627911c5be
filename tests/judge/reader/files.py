"""Files made to stall or break whoever reads them: name -> (file name, bytes)."""

import json


def notebook(source):
    cell = {"cell_type": "code", "metadata": {}, "source": source}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


# What made readers raise.
DAMAGED = {
    "a sum of 900 terms": ("a.py", b"x = 1; y = " + b"1+" * 900 + b"1"),
    "a hexadecimal number of 6000 digits": ("a.py", b"x = 0x" + b"f" * 6000),
    "a decimal number of 6000 digits": ("a.py", b"x = " + b"9" * 6000),
    "an encoding that always fails": ("a.py", b"# coding: undefined\nx = 1\n"),
    "an encoding for host names": ("a.py", b"# coding: punycode\nx = 1\n"),
    "an encoding that is none": ("a.py", b"# coding: zlib_codec\nx = 1\n"),
    "a hundred thousand brackets": ("a.py", b"(" * 100_000),
    "a hundred thousand signs": ("a.py", b"x = " + b"-" * 100_000 + b"1"),
    "ninety calls in one another": ("a.py", b"f(" * 90 + b"x" + b")" * 90),
    "a notebook whose cells are a text": ("a.ipynb", b'{"cells": "abc", "nbformat": 4}'),
    "a notebook nested deeply": ("a.ipynb", b'{"cells": ' + b"[" * 90_000 + b"]" * 90_000 + b"}"),
    "half a surrogate pair": (
        "a.ipynb",
        b'{"cells": [{"cell_type": "code", "source": "x = \'\\ud800\'"}], "nbformat": 4}',
    ),
    "an utf-16 file cut in the middle": ("a.py", b"\xff\xfex"),
    "an archive that is only a beginning": ("a.zip", b"PK\x03\x04"),
}
# What made readers take minutes or gigabytes.
HEAVY = {
    "a magic with a million spaces": ("a.ipynb", notebook("%time -a" + " " * 1_000_000 + "\n)(\n")),
    "a million spaces before a dollar": ("a.py", b" " * 1_000_000 + b"$"),
    "many names before a magic": ("a.ipynb", notebook("a," * 400_000 + "\n$")),
    "eight megabytes of statements": ("a.py", b"a\n" * (4 * 2**20)),
    "half a million statements": ("a.py", b"a\n" * (2**19 - 1)),
    "a list of half a million numbers": ("a.py", b"x = [" + b"1," * 450_000 + b"]"),
    "a text with 300 000 holes": ("a.py", b"x = f'" + b"{a}" * 300_000 + b"'"),
    "half a million continued lines": ("a.py", b"\\\n" * 500_000),
    "a magic's option without an end": (
        "a.py",
        b"get_ipython().run_line_magic('run', '-" + b"0" * 900_000 + b"')",
    ),
    "a long host name": ("a.py", b"# coding: punycode\nx-" + b"a9" * 400_000),
}
