"""The protocols of a system, and the example of docs/contributors/lms.md, which is run."""

import re
from pathlib import Path

import pytest

from autograder.gradebook.lms import base
from autograder.gradebook.lms.base import File, Filler, Grader, Place, Reader, Who, grouped

PAGE = (Path(__file__).parents[3] / "docs/contributors/lms.md").read_text(encoding="utf-8")


@pytest.fixture
def example():
    """Return the system that the page writes."""
    section = PAGE.split("# Adding an LMS")[1].split("\n## ")[0]
    (source,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    names = {"re": re, **vars(base)}
    exec(source, names)
    return names["Example"]()


def test_the_example_of_the_page_is_a_reader_and_nothing_else(example):
    assert isinstance(example, Reader)
    assert not isinstance(example, Filler | Grader)


def test_the_example_of_the_page_reads_what_it_says(example):
    intake = example.recognised(
        {path: File(path) for path in ("x/Dupont Élodie - 4711/tp2.py", "readme.txt")}
    )
    (delivery,) = intake.deliveries
    assert delivery.who == (Who("Dupont Élodie", "4711"),)
    assert (delivery.folder, delivery.files[0].name) == ("Dupont Élodie - 4711", "tp2.py")
    assert intake.unrecognised == (("readme.txt", "not a path of an Example download"),)


def test_files_of_one_folder_are_one_delivery_late_if_one_of_them_is():
    def place(path):
        folder, name = path.split("/")
        return Place(folder, name, Who(folder), late=name == "b.py", skip="a note" if name == "n.txt" else "")

    intake = grouped("x", {path: File(path) for path in ("ann/a.py", "ann/b.py", "ann/n.txt")}, place, "why")
    (delivery,) = intake.deliveries
    assert [file.name for file in delivery.files] == ["a.py", "b.py"]
    assert delivery.late
    assert intake.unrecognised == (("ann/n.txt", "a note"),)
