"""What an answer needs of its folder."""

import pytest

from autograder.course.load import load_assignment
from autograder.student.beside import needed

FILES = {
    "tools.py": "import deeper\nopen('data.json')\n",
    "deeper.py": "x = 1\n",
    "unused.py": "x = 1\n",
    "book.ipynb": '{"cells": [], "nbformat": 4}',
    "utils/__init__.py": "",
    "utils/more.py": "from deeper import x\n",
    "data.json": "[]",
    "images/a.npy": "1",
    "images/b.npy": "2",
    "images/.hidden": "3",
    "notes.md": "mine",
    "01_light.py": "the stub",
    "01_light.zip": "the last archive",
}


@pytest.fixture
def folder(student):
    for name, text in FILES.items():
        (student / "01_light" / name).parent.mkdir(exist_ok=True)
        (student / "01_light" / name).write_text(text, encoding="utf-8")
    (student / "far.json").write_text("[]", encoding="utf-8")
    return student / "01_light"


@pytest.mark.parametrize(
    ("source", "modules", "data"),
    [
        ("from tools import x\nimport numpy", "tools.py deeper.py", "data.json"),
        ("import import_ipynb\nimport book", "book.ipynb", ""),
        ("from ipynb.fs.full.book import x", "book.ipynb", ""),
        ("open('/content/drive/MyDrive/data.json')", "", "data.json"),
        ("open('C:\\\\tp\\\\images\\\\a.npy')", "", "images/a.npy"),
        ("open(r'\\\\nas\\ann\\data.json')", "", "data.json"),
        ("open('/nowhere/other.json')", "", ""),
        ("import utils.more", "utils/__init__.py utils/more.py deeper.py", ""),
        ("import importlib\nm = importlib.import_module('tools')", "tools.py deeper.py", "data.json"),
        ("exec(open('deeper.py').read())", "deeper.py", ""),
        ("%run deeper.py", "", ""),  # what a magic names, `without_magics` has written out before
        ("x = open('images/a.npy')", "", "images/a.npy"),
        ("from pathlib import Path\nx = Path('images') / 'b.npy'", "", "images/a.npy images/b.npy"),
        ("x = [open(f'images/{name}.npy') for name in 'ab']", "", "images/a.npy images/b.npy"),
        ("open('notes.md'), open('01_light.py'), open('01_light.zip'), 'checks', '.', '..'", "", ""),
        ("def broken(:\nimport deeper", "deeper.py", ""),
        ("x = 'no file', '\\0', 'C:/x', 'a' * 500, '~'", "", ""),
    ],
)
def test_what_is_imported_and_named_is_found_with_its_folders(folder, source, modules, data):
    found = needed(source, folder, load_assignment(folder))
    assert set(found.modules) == set(modules.split()) and set(found.data) == set(data.split())
    assert not found.too_large and not found.outside


def test_a_file_outside_of_the_folder_is_told_once(folder):
    found = needed("open('../far.json')\nopen('../far.json')\n", folder, load_assignment(folder))
    assert found.outside == ["../far.json"] and not found.data


def test_files_lie_beside_the_answer_and_not_beside_the_assignment(folder):
    (folder / "work").mkdir()
    (folder / "work/mine.py").write_text("x = 1\n", encoding="utf-8")
    found = needed("import mine, tools", folder / "work", load_assignment(folder))
    assert set(found.modules) == {"mine.py"}


def test_large_data_is_left_out_and_named(folder, monkeypatch):
    monkeypatch.setattr("autograder.student.beside.MOST_BYTES", 10)
    (folder / "big.json").write_text("x" * 11, encoding="utf-8")
    found = needed("open('big.json')\nopen('data.json')\nopen('big.json')", folder, load_assignment(folder))
    assert found.too_large == ["big.json"] and set(found.data) == {"data.json"}
