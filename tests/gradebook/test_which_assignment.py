"""Which assignments a student's files answer."""

import io
import json
import zipfile

import pytest

from autograder.base.errors import HandInError
from autograder.gradebook.which_assignment import (
    assignments_of,
    defined_names,
    divided,
    named_assignments,
)

NOISE = b"def add_noise(x):\n    pass\ndef add_salt(x):\n    pass\n"
MODEL = b"def build_model():\n    pass\n"


def notebook(*sources) -> bytes:
    cells = [{"cell_type": "code", "source": source.splitlines(keepends=True)} for source in sources]
    return json.dumps({"cells": cells, "nbformat": 4}).encode()


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("02_noise.ipynb", ("02_noise",)),
        ("tp2.py", ("02_noise",)),
        ("TP_02 Dupont.ipynb", ("02_noise",)),
        ("TP3-model.ipynb", ("03_model",)),
        ("assignment-3.py", ("03_model",)),
        ("noise.py", ("02_noise",)),
        ("my_noise_final.py", ("02_noise",)),
        ("2.py", ("02_noise",)),
        ("devoir2_v3.py", ("02_noise",)),
        ("tp2/answer.py", ("02_noise",)),
        ("tp22.py", ()),
        ("2026.py", ()),
        ("answer.py", ()),
        ("noisette.py", ()),
        ("tp2_tp3.py", ("02_noise", "03_model")),
    ],
)
def test_a_name_tells_its_assignments(course, name, ids):
    assert named_assignments(name, course.assignments) == ids


def test_definitions_tell_where_the_name_does_not(course):
    assert assignments_of("answer.py", NOISE, course.assignments) == ("02_noise",)
    assert assignments_of("answer.ipynb", notebook("import x", MODEL.decode()), course.assignments) == (
        "03_model",
    )
    assert assignments_of("answer.py", NOISE + MODEL, course.assignments) == ("02_noise", "03_model")
    assert assignments_of("answer.py", b"print(1)", course.assignments) == ()


def test_a_shared_function_alone_does_not_bring_in_another_assignment(course):
    # add_noise belongs to both; add_salt says which one is meant.
    assert assignments_of("answer.py", NOISE, course.assignments) == ("02_noise",)


def test_the_name_comes_before_the_definitions(course):
    assert assignments_of("tp3.py", NOISE, course.assignments) == ("03_model",)


def test_an_archive_answers_what_its_members_answer(course):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a/tp2.py", NOISE)
        archive.writestr("a/tp3.py", MODEL)
    assert assignments_of("work.zip", out.getvalue(), course.assignments) == ("02_noise", "03_model")
    assert assignments_of("tp2.zip", out.getvalue(), course.assignments) == ("02_noise",)


def test_files_are_shared_out(course):
    files = [
        ("tp2.py", NOISE),
        ("tp3.ipynb", notebook(MODEL.decode())),
        ("denoiser.keras", b"PK\x03\x04"),
        ("notes.txt", b""),
    ]
    sorting = divided(files, course.assignments)
    assert sorting.hand_ins == {"02_noise": (0, 3), "03_model": (1, 2, 3)}


def test_one_assignment_alone_takes_what_there_is(course):
    one = [course.assignment("02")]
    assert divided([("anything.py", b"print(1)")], one).hand_ins == {"02_noise": (0,)}
    assert divided([("report.pdf", b"%PDF")], one).hand_ins == {"02_noise": (0,)}
    assert divided([("tp2.py", NOISE), ("draft.py", b"")], one).hand_ins == {"02_noise": (0,)}


def test_what_answers_nothing_is_left_out(course):
    sorting = divided([("diary.py", b"print(1)"), ("a.png", b"")], course.assignments)
    assert sorting.hand_ins == {}
    assert [index for index, _ in sorting.left_out] == [0, 1]


def test_an_unreadable_file_goes_by_its_name(course):
    assert divided([("tp2.py", HandInError("archive.link"))], course.assignments).hand_ins == {
        "02_noise": (0,)
    }


@pytest.mark.parametrize(
    "source",
    [
        b"def add_noise(x):\n    return (\n",
        b"\xef\xbb\xbfdef add_noise(x):\r\n    pass\r\n",
        b"# caf\xe9\ndef add_noise(x): pass",
        "def add_noise(x): pass".encode("utf-16"),
        b"!pip install x\ndef add_noise(x):\n    pass\n",
    ],
)
def test_definitions_are_found_in_damaged_files(source):
    assert "add_noise" in defined_names("a.py", source)


@pytest.mark.parametrize(
    "source",
    [b"", b"\0\0", b"(" * 100_000, b"-" * 100_000 + b"1", b"x" + b".a" * 50_000, b"[" * 5000 + b"]" * 5000],
)
def test_hostile_sources_raise_nothing(source):
    assert defined_names("a.py", source) == frozenset()
    assert defined_names("a.ipynb", source) == frozenset()


def test_hostile_notebooks_raise_nothing():
    for data in (b'{"cells": 3}', b'{"cells": [3]}', b"[" * 100_000, b'{"cells": [{"cell_type": "code"}]}'):
        defined_names("a.ipynb", data)


@pytest.mark.parametrize("name", ["tp2.pyw", "tp2.py.bak", "tp2.txt", "tp2.py.1", "mine.pynb"])
def test_an_answer_with_another_ending_is_found_among_several_assignments(course, name):
    division = divided([(name, NOISE)], course.assignments)
    assert division.hand_ins == {"02_noise": (0,)} and not division.left_out
