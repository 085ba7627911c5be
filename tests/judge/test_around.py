"""What lies around an answer."""

import unicodedata

import pytest

from autograder.judge.around import Answer, beside, found_here, named_elsewhere
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


def test_what_may_be_a_path_of_this_machine_or_the_end_of_one_stays():
    lines = (
        "x = open('/srv/tp/other.json')",
        "y = 's.json'",
        "z = '/etc/s.json'",
        "from google.colab import drive; drive.mount('/content/drive')",
        "u = here + '/tp/s.json'",
        "v = here +'/tp/s.json'",
        "w = 'https://host/tp/s.json'",
    )
    given = code("\n".join(lines))

    assert found_here(given, {"s.json"}) == (given, ())


@pytest.mark.parametrize(
    ("line", "here"),
    [
        ("open('/tmp/tp/s.json')", "open('s.json')"),
        ("expanduser('~/tp/s.json')", "expanduser('s.json')"),
        (r"open(r'\\nas\ann\s.json')", "open(r's.json')"),
        ("base = '/content/'", "base = './'"),
        ("os.chdir('/content')", "os.chdir('.')"),
        ("Path('/home/ann/tp') / 's.json'", "Path('.') / 's.json'"),
        ("'/content/drive/MyDrive/' + name", "'./' + name"),
        ("f'/Users/ann/data/{name}.json'", "f'data/{name}.json'"),
        ("fig.savefig('C:/Users/Ann/out.png')", "fig.savefig('out.png')"),
    ],
)
def test_a_place_on_another_machine_is_the_answers_own_place_here(line, here):
    found, remarks = found_here(code(line), {"s.json", "data/x.json"})

    assert (found.cells[0].source, len(remarks)) == (here, 1)


def test_a_path_that_leads_somewhere_on_this_machine_stays():
    given = code("open('/home/ann/s.json')")

    assert found_here(given, {"s.json"}, lambda path: path == "/home/ann/s.json") == (given, ())


def test_without_files_beside_nothing_is_changed():
    given = code("open('/home/ann/s.json')")

    assert found_here(given, ()) == (given, ())


def test_a_notebook_lies_beside_as_python_where_the_answer_imports_notebooks():
    notebook = b'{"cells": [{"cell_type": "code", "source": "!ls\\nx = 1"}], "nbformat": 4}'

    def names(source):
        answer = Answer("tp/light.py", code(source), frozenset())
        return dict(beside({"tp/light.py": b"", "tp/helper.ipynb": notebook}, answer, ()))

    assert b"!" not in names("import import_ipynb\nimport helper")["helper.ipynb"]
    assert names("import import_ipynb\nimport other") == names("import helper") == {}


@pytest.mark.parametrize("place", ["données/été.csv", "été.csv"])
def test_a_file_is_found_by_a_name_that_a_mac_spells_with_accents_apart(place):
    apart = unicodedata.normalize("NFD", place)
    files = {place: b"1", "plain.csv": b"2"}

    assert dict(named_elsewhere(files, f'open("{apart}")')) == {apart: b"1"}
    assert dict(named_elsewhere(files, f'open("{place}")')) == {}
