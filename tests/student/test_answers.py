"""Which files hold answers, and which questions are open."""

from __future__ import annotations

import os

import nbformat
import pytest

from autograder.base.errors import UsageError
from autograder.course.load import load_assignment
from autograder.student.answers import answers_in, named, saved_last, to_tell_of, unanswered, written
from autograder.student.export import pack
from tests.student.conftest import RIGHT


def test_a_notebook_without_any_answer_is_none(student):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print('scratch')")])
    nbformat.write(book, student / "01_light/scratch.ipynb")
    assignment = load_assignment(student / "01_light")
    assert [path.name for path in written(assignment)] == ["01_light.py"]


def _notebook(path, source):
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]), path)


def test_the_files_answered_in_come_the_one_saved_last_first(student):
    folder = student / "01_light"
    _notebook(folder / "01_light.fr.ipynb", RIGHT)
    (folder / "01_light.py").write_text(RIGHT, encoding="utf-8")
    os.utime(folder / "01_light.fr.ipynb", (1e9, 1e9))
    os.utime(folder / "01_light.py", (2e9, 2e9))
    found = written(load_assignment(folder))
    assert [path.name for path in found] == ["01_light.py", "01_light.fr.ipynb"]


def test_a_module_of_another_name_counts_where_it_answers(student):
    folder = student / "01_light"
    (folder / "dupont.py").write_text(RIGHT, encoding="utf-8")
    (folder / "tools.py").write_text("limits = (0, 1)\n", encoding="utf-8")
    assert [path.name for path in written(load_assignment(folder))] == ["dupont.py"]


def test_a_damaged_notebook_is_not_passed_over(student):
    folder = student / "01_light"
    (folder / "mine.ipynb").write_text('{"cells": [', encoding="utf-8")
    assert [path.name for path in written(load_assignment(folder))] == ["mine.ipynb"]


def test_where_both_were_saved_at_once_the_notebook_counts(student):
    folder = student / "01_light"
    _notebook(folder / "01_light.fr.ipynb", RIGHT)
    (folder / "01_light.py").write_text(RIGHT, encoding="utf-8")
    for name in ("01_light.fr.ipynb", "01_light.py"):
        os.utime(folder / name, (1e9, 1e9))
    assert written(load_assignment(folder))[0].name == "01_light.fr.ipynb"


@pytest.mark.parametrize(
    ("source", "open_functions"),
    [
        ("", {"brighten", "darkest"}),
        (
            "def brighten(images, amount):\n    raise NotImplementedError('q1: answer')",
            {"brighten", "darkest"},
        ),
        ("def brighten(images, amount):\n    return images", {"darkest"}),
        ("brighten = darkest = len", set()),
        ("from elsewhere import brighten, find as darkest", set()),
        ("def brighten(:", {"darkest"}),  # what is no Python is left to the judge, who says so
        ("def darkest(images):\n    return 0\ndef brighten(:", set()),
    ],
)
def test_a_function_is_open_until_something_else_than_the_stub_defines_it(student, source, open_functions):
    path = student / "01_light/mine.py"
    path.write_text(source, encoding="utf-8")
    assert unanswered(path, load_assignment(student / "01_light")) == open_functions


@pytest.mark.parametrize(
    ("name", "content"), [("absent.py", None), ("broken.ipynb", b"{"), ("mine.zip", b"PK\x03\x04")]
)
def test_answers_that_cannot_be_read_are_a_sentence(student, name, content):
    path = student / "01_light" / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=name.split(".")[0] if content is None else "."):
        answers_in(load_assignment(student / "01_light"), path, "en")


def test_a_path_of_another_machine_opens_what_lies_beside_and_one_of_this_machine_stays(student, tmp_path):
    folder = student / "01_light"
    (folder / "s.json").write_text("[0, 1]", encoding="utf-8")
    (tmp_path / "s.json").write_text("[0, 1]", encoding="utf-8")
    here, elsewhere, long = (
        f"{tmp_path}/s.json",
        "/content/drive/MyDrive/s.json",
        "/home/" + "x" * 280 + "/s.json",
    )
    text = "\n".join(f"open({path!r})" for path in (here, elsewhere, long))
    (folder / "01_light.py").write_text(text, encoding="utf-8")

    found = answers_in(load_assignment(folder), folder / "01_light.py", "en")

    assert [cell.source for cell in found.cells] == [f"open({here!r})", "open('s.json')", "open('s.json')"]
    assert [remark.values["name"] for remark in found.remarks] == ["s.json", "s.json"]


@pytest.mark.parametrize("name", ["README.md", "hints.en.md", "assignment.toml", "notes.txt"])
@pytest.mark.parametrize("door", ["check", "export"])
def test_a_file_that_holds_no_answer_is_refused_by_what_it_is(student, name, door):
    (student / "01_light/notes.txt").write_text("what I tried", encoding="utf-8")
    path = student / name if name == "README.md" else student / "01_light" / name
    assignment = load_assignment(student / "01_light")
    with pytest.raises(UsageError, match=r"holds no answer to 01_light\..*\.ipynb.*brighten"):
        answers_in(assignment, path, "en") if door == "check" else pack(assignment, str(path), "en")
    assert not (student / "01_light/01_light.zip").exists()


def test_answers_in_a_text_are_answers(student):
    (student / "01_light/mine.txt").write_text(RIGHT, encoding="utf-8")
    assert answers_in(load_assignment(student / "01_light"), student / "01_light/mine.txt", "en").cells


def test_a_damaged_notebook_saved_last_names_the_answers_that_can_be_read(student):
    folder = student / "01_light"
    _notebook(folder / "mine.ipynb", RIGHT)
    os.utime(folder / "mine.ipynb", (1e9, 1e9))
    (folder / "01_light.fr.ipynb").write_text('{"cells": [', encoding="utf-8")
    with pytest.raises(UsageError) as stopped:
        saved_last(load_assignment(folder), "en")
    assert "01_light.fr.ipynb is not a readable notebook" in str(stopped.value)
    assert 'hold answers, and can be read: mine.ipynb. To take one: `--answer "mine.ipynb"`' in str(
        stopped.value
    )


@pytest.mark.parametrize("door", ["check", "export"])
def test_a_damaged_notebook_alone_is_refused_by_every_door(student, door):
    folder = student / "01_light"
    (folder / "01_light.fr.ipynb").write_text('{"cells": [', encoding="utf-8")
    assignment = load_assignment(folder)
    with pytest.raises(UsageError, match=r"not a readable notebook[^`]*$"):
        saved_last(assignment, "en") if door == "check" else pack(assignment, None, "en")
    assert not (folder / "01_light.zip").exists()


def test_a_copy_saved_last_is_taken_and_the_original_is_named(student):
    folder = student / "01_light"
    for name, moment in (("01_light.py", 1e9), ("01_light (1).py", 2e9)):
        (folder / name).write_text(RIGHT, encoding="utf-8")
        os.utime(folder / name, (moment, moment))
    path, said = saved_last(load_assignment(folder), "fr")
    assert path.name == "01_light (1).py"
    assert "est pris\xa0: 01_light (1).py\xa0; pas les autres\xa0: 01_light.py." in said
    assert said.endswith('`--answer "01_light.py"`')


def test_a_single_answer_needs_no_word_about_others(student):
    (student / "01_light/01_light.py").write_text(RIGHT, encoding="utf-8")
    assert saved_last(load_assignment(student / "01_light"), "en")[1] == ""


def test_an_answer_is_named_from_here_or_from_the_folder_of_its_assignment(student, monkeypatch):
    monkeypatch.chdir(student)
    assignment = load_assignment(student / "01_light")
    for name in ("01_light.py", "01_light/01_light.py"):
        assert named(assignment, name, "en").resolve() == assignment.folder / "01_light.py"


def test_the_file_of_another_assignment_is_told_apart(student):
    other = student / "02_other"
    other.mkdir()
    toml = (student / "01_light/assignment.toml").read_text(encoding="utf-8")
    toml = toml.replace("brighten", "whiten").replace("darkest", "whitest")
    (other / "assignment.toml").write_text(toml, encoding="utf-8")
    (student / "01_light/mine.py").write_text("def whiten(images):\n    return images\n", encoding="utf-8")
    found = answers_in(load_assignment(student / "01_light"), student / "01_light/mine.py", "en")
    assert [(each.key, each.values["other"]) for each in found.remarks] == [
        ("handin.other_assignment", "02_other")
    ]


def test_a_damaged_notebook_does_not_count_as_all_answered(student):
    folder = student / "01_light"
    (folder / "01_light.py").write_text(RIGHT.partition("def darkest")[0], encoding="utf-8")
    os.utime(folder / "01_light.py", (1e9, 1e9))
    (folder / "01_light.fr.ipynb").write_text("{", encoding="utf-8")
    assert to_tell_of(load_assignment(folder)).name == "01_light.py"
