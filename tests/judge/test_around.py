"""What lies around an answer."""

from autograder.judge.around import Answer, beside, found_here
from autograder.judge.cells import code_in


def code(source):
    return code_in(source.encode(), "light.py")


def test_a_path_of_another_machine_leads_to_what_lies_beside():
    given = code(
        "x = open('/content/drive/MyDrive/tp/data/s.json')\ny = open(r\"C:\\Users\\Ann\\tp\\s.txt\")"
    )

    found, remarks = found_here(given, {"data/s.json", "s.txt"})

    assert [cell.source for cell in found.cells] == ["x = open('data/s.json')", 'y = open(r"s.txt")']
    assert "data/s.json" in found.sources[""]
    assert [remark.values["name"] for remark in remarks] == ["data/s.json", "s.txt"]


def test_a_folder_of_another_machine_keeps_its_last_slash():
    found, _ = found_here(code("base = '/kaggle/input/tp/data/'"), {"data/s.json"})

    assert found.cells[0].source == "base = 'data/'"


def test_a_path_that_ends_like_nothing_beside_stays():
    given = code("x = open('/content/other.json')\ny = 's.json'\nz = '/etc/s.json'")

    assert found_here(given, {"s.json"}) == (given, ())


def test_a_notebook_lies_beside_as_python_where_the_answer_imports_notebooks():
    notebook = b'{"cells": [{"cell_type": "code", "source": "!ls\\nx = 1"}], "nbformat": 4}'

    def names(source):
        answer = Answer("tp/light.py", code(source), frozenset())
        return dict(beside({"tp/light.py": b"", "tp/helper.ipynb": notebook}, answer, ()))

    assert b"!" not in names("import import_ipynb\nimport helper")["helper.ipynb"]
    assert names("import import_ipynb\nimport other") == names("import helper") == {}
