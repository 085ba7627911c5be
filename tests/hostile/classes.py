"""Classes in which every hostile kind sits among honest students, as a download from which `batch` takes them.

A student's name is the kind, so that a mark that is not as it should be says whose it is.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.corpus import HONEST, corpus
from tests.judge.reader.files import DAMAGED, HEAVY

WORTH = {
    "doubles": 1,
    "doubles_unseen": 2,
    "means": 1,
    "streams": 1,
}  # of the target's checks, the model's left out
FULL = sum(WORTH.values())
STALLS = ("stall", "resource", "exit", "persist")
# One of each room of the corpus, and what reads and shows hand-ins: quick enough for every run of the tests.
FEW = {
    *(
        "exit_os_exit",
        "stall_loop",
        "resource_memory_at_once",
        "peek_gc",
        "peek_network_table",
        "tamper_forged_reply",
    ),
    *(
        "tamper_loud_names",
        "tamper_memory_of_arguments",
        "persist_locks",
        "network_socket",
        "evade_mutate_input",
    ),
}
FEW_FILES = {
    *(
        "a sum of 900 terms",
        "an encoding that always fails",
        "an encoding for host names",
        "half a surrogate pair",
    ),
    *(
        "a hexadecimal number of 6000 digits",
        "a magic with a million spaces",
        "eight megabytes of statements",
    ),
}


def archive(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return data.getvalue()


def notebook(source: str) -> bytes:
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": source}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def hand_ins(*, few: bool) -> Iterator[tuple[bytes, bytes, bytes, float | None]]:
    """Yield (student's folder, file name, content, points); None: it is told, and gives no points."""
    honest = HONEST.encode()
    for each in corpus("handins"):
        if not few or each.name in FEW:
            points = sum(WORTH[check] for check in each.in_a_class)
            yield each.name.encode(), f"01_{each.name}.py".encode(), each.hand_in, points
    for number, (kind, (name, data)) in enumerate({**DAMAGED, **HEAVY}.items()):
        if not few or kind in FEW_FILES:
            # Whoever reads it may find something to run in it: the student has no function, and no points.
            yield f"file {number}".encode(), f"01_target_{name}".encode(), data, 0
    yield b"Zo\xe9 Martin", b"01_target_\xe9.py", honest, FULL
    yield b"dotted", b".01_target.py", honest, FULL
    yield b"placeholder", b".01_target.py.icloud", b"bplist00", 0
    yield b"escape \x1b[2J\xc2\x9b31m", b"01_target.py", honest, FULL
    yield "right to left \u202e yp".encode(), b"01_target.py", honest, FULL
    yield b"=HYPERLINK(1)", b"01_target.py", honest, FULL
    yield b"<script>alert(1)</script>".replace(b"/", b"_"), b"01_target.py", honest, FULL
    yield b"long inside", b"01_target.zip", archive({"n" * 400 + ".txt": b"x", "answer.py": honest}), 5
    yield b"nobody", b"01_target.ipynb", notebook(HONEST), FULL


def written(folder: Path, size: int, *, few: bool) -> dict[str, float]:
    """Write a class of `size`, honest students beside the hostile ones; return the points that each must get."""
    wanted = {}
    everybody = list(hand_ins(few=few))
    everybody += [
        (f"honest {number:03}".encode(), b"01_target.py", f"# {number}\n{HONEST}".encode(), FULL)
        for number in range(size - len(everybody))
    ]
    for student, name, data, points in everybody:
        place = os.path.join(os.fsencode(folder), student)
        os.makedirs(place)
        with open(os.path.join(place, name), "wb") as file:
            file.write(data)
        wanted[student.decode("cp1252" if b"\xe9" in student else "utf-8", "replace")] = points
    return wanted
