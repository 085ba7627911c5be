"""The leak check finds what is put into a bundle on purpose, in every kind of file."""

from __future__ import annotations

import json
import shutil

import pytest

from autograder.base.zips import zip_bytes
from autograder.course.load import load_assignment
from autograder.release.bundle import (
    solution_files,
    student_bundle,
    student_files,
    student_zip,
)
from autograder.release.leak import leaks
from autograder.release.trees import Bundle

SOLUTION_LINE = "    brightened_images = images + amount"


def test_the_student_bundle_gives_nothing_away(light, tiny):
    assert leaks(light, student_files(light).files) == ()
    assert leaks(light, student_bundle(tiny).files) == ()


def test_the_archive_for_students_gives_nothing_away(light, tiny):
    assert leaks(light, {"student_template.zip": student_zip(student_bundle(tiny))}) == ()


def test_the_solution_bundle_would_be_refused(light):
    found = [str(each) for each in leaks(light, solution_files(light).files)]
    assert any("01_light.py" in each and "brightened_images" in each for each in found)
    assert any("01_light.fr.ipynb" in each for each in found)


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("notes.md", f"Nearly:\n\n{SOLUTION_LINE}\n", "a line of the solution"),
        ("notes.md", "brightened_images   =  images + amount", "a line of the solution"),
        (
            "notes.md",
            "means = images.mean(axis=(1, 2))\n  return int(np.argmin(means))",
            "2 lines of the solution",
        ),
        ("x.py", "def test_clips(submission): pass", "the hidden check test_clips"),
        ("x.py", "    result = submission.brighten(SECRET_IMAGES, 0.9)", "a line of the hidden checks"),
        ("x.toml", "seed = 918273", "the number 918273"),
        ("x.py", "FLOOR_AND_CEILING = None", "a private name of the solution"),
    ],
)
def test_a_planted_secret_is_found(light, name, text, what):
    found = [str(each) for each in leaks(light, {name: text.encode()})]
    assert found and all(each.startswith(f"{name}: holds {what}") for each in found[:1])


def test_a_secret_is_found_inside_a_notebook(light):
    cell = {"cell_type": "code", "source": ["x = 1\n", SOLUTION_LINE + "\n"], "metadata": {}, "outputs": []}
    book = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    assert leaks(light, {"a.ipynb": book.encode()})


def test_a_secret_is_found_in_the_outputs_and_metadata_of_a_notebook(light):
    book = {"cells": [], "metadata": {"note": "see test_first_of_equals"}, "nbformat": 4, "nbformat_minor": 5}
    assert leaks(light, {"a.ipynb": json.dumps(book).encode()})


def test_a_secret_is_found_inside_an_archive_in_an_archive(light):
    inner = zip_bytes({"a.txt": SOLUTION_LINE.encode()})
    (found,) = leaks(light, {"outer.zip": zip_bytes({"inner.whl": inner})})
    assert str(found).startswith("outer.zip/inner.whl/a.txt: ")


def test_titles_of_hidden_checks_may_be_shown(light):
    titles = [check.title[language] for check in light.rubric for language in ("fr", "en")]
    assert leaks(light, {"a.md": "\n".join(titles).encode()}) == ()


def test_a_name_that_only_begins_like_a_hidden_check_is_no_leak(light):
    assert leaks(light, {"a.py": b"def test_clips_of_film(): ..."}) == ()


def test_checks_may_share_an_idiom_with_the_solution_but_not_three_lines_in_a_row(tmp_path, light):
    folder = tmp_path / "01_light"
    shutil.copytree(light.folder, folder)
    master = (folder / "master.py").read_text()
    three = "    a_number = 1\n    another_number = a_number + 1\n    images.fill(another_number - a_number * 2)\n"
    (folder / "master.py").write_text(master.replace("    means = images", f"{three}    means = images"))
    assignment = load_assignment(folder)
    one = {"checks/support.py": b"images.fill(another_number - a_number * 2)"}
    assert leaks(assignment, one) == ()
    assert leaks(assignment, {"notes.md": one["checks/support.py"]})
    assert leaks(assignment, {"checks/support.py": three.encode()})


def test_a_hint_may_hold_a_line_of_the_answer_but_not_two_in_a_row(tmp_path, light):
    folder = tmp_path / "01_light"
    shutil.copytree(light.folder, folder)
    master = (folder / "master.py").read_text()
    two = "    another_number = images.sum() + 1\n    images.fill(another_number - another_number * 2)\n"
    (folder / "master.py").write_text(master.replace("    means = images", f"{two}    means = images"))
    assignment = load_assignment(folder)
    assert leaks(assignment, {"hints.en.md": two.splitlines()[1].encode()}) == ()
    assert leaks(assignment, {"hints.en.md": two.encode()})


def test_a_short_line_alone_is_anybodys(light):
    assert leaks(light, {"a.md": b"means = images.mean(axis=(1, 2))"}) == ()


def test_bundle_paths_are_named(light):
    bundle = Bundle("x", {"deep/down.md": SOLUTION_LINE.encode()})
    assert str(leaks(light, bundle.files)[0]).startswith("deep/down.md: ")
