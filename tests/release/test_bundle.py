"""Bundles: complete, deterministic, readable."""

from __future__ import annotations

import builtins
import io
import os
import shutil
import subprocess
import tomllib
import zipfile

import pytest

from autograder.base.errors import ContentError
from autograder.course.load import load_assignment, load_course
from autograder.release import bundle as bundles
from autograder.release.bundle import moment_of, solution_bundle, student_bundle, student_zip
from autograder.release.trees import write_bundle


def test_building_twice_gives_the_same_bytes(tiny):
    assert student_bundle(tiny) == student_bundle(tiny)
    assert solution_bundle(tiny) == solution_bundle(tiny)
    assert student_zip(student_bundle(tiny)) == student_zip(student_bundle(tiny))


def test_the_student_folder_can_be_read_by_the_loader(tiny, tmp_path):
    write_bundle(student_bundle(tiny), tmp_path / "out")
    course = load_course(tmp_path / "out")
    (assignment,) = course.assignments
    assert [check.id for check in assignment.rubric] == ["adds", "finds"]
    assert all(check.public for check in assignment.rubric)
    assert assignment.statement("fr").title == "Lumière"
    assert len(assignment.hints("fr")["brighten"]) == 3


def test_a_rendered_statement_says_the_same_as_the_written_one(light, tmp_path):
    files = bundles.student_files(light).files
    written = light.statement("en")
    text = files["statement.en.md"].decode()
    assert "{points}" not in text and "Worth 4 points" in text
    assert text.count("```python run") == sum(b.run for s in written.sections for b in s.blocks)


def test_no_text_of_a_teacher_breaks_the_toml(light):
    data = tomllib.loads(bundles.student_files(light).files["assignment.toml"].decode("utf-8"))
    assert data["questions"][1]["checks"][0]["title"]["en"] == 'The darkest of three images is "found".'


def test_a_question_without_a_public_check_is_refused(tmp_path, light):
    folder = tmp_path / "01_light"
    shutil.copytree(light.folder, folder)
    public, hidden = folder / "checks/test_public.py", folder / "checks/test_hidden.py"
    head, _, last = public.read_text().partition("def test_finds")
    public.write_text(head)
    hidden.write_text(hidden.read_text() + "\n\nRAMP = SECRET_IMAGES\n\n\ndef test_finds" + last)
    with pytest.raises(ContentError, match="q2 has hidden checks only"):
        bundles.student_files(load_assignment(folder))


def test_generated_trees_are_the_golden_ones(tiny, golden):
    golden("tiny/student_template", student_bundle(tiny).files)
    golden("tiny/solutions", solution_bundle(tiny).files)


def test_students_are_told_every_file_without_an_encoding_trap(tiny, monkeypatch):
    """Everything is read and written with its encoding named: an ASCII locale changes nothing."""
    opened = []
    real = builtins.open

    def watched(file, mode="r", *args, **kwargs):
        if "b" not in mode and kwargs.get("encoding") is None and len(args) < 2:
            opened.append(str(file))
        return real(file, mode, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", watched)
    student_bundle(tiny)
    assert [each for each in opened if "assignments" in each] == []


def test_the_files_students_unzip_are_as_old_as_the_course(tiny, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    data = student_zip(student_bundle(tiny), moment_of(tiny))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time[:3] for each in archive.infolist()} == {(2023, 11, 14)}
    assert data == student_zip(student_bundle(tiny), moment_of(tiny))


def test_a_course_is_as_old_as_its_last_commit_or_without_git_its_newest_file(tiny, tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    shutil.copytree(tiny.folder, tmp_path / "assignments")
    course = load_course(tmp_path / "assignments")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    newest = max(path.stat().st_mtime for path in course.folder.rglob("*") if path.is_file())
    assert moment_of(course) == newest

    commit = "git init -q && git add . && git -c user.name=a -c user.email=a@b.c commit -qm x"
    dated = {**os.environ, "GIT_COMMITTER_DATE": "1600000000 +0000"}
    subprocess.run(commit, shell=True, cwd=tmp_path, env=dated, check=True)
    assert moment_of(course) == 1_600_000_000


def test_the_readme_names_the_folder_that_the_zip_unpacks_to(tiny):
    with zipfile.ZipFile(io.BytesIO(student_zip(student_bundle(tiny)))) as archive:
        (root,) = {name.split("/")[0] for name in archive.namelist()}
        for name in ("README.md", "README.fr.md"):
            text = archive.read(f"{root}/{name}").decode("utf-8")
            assert f"`{root}`" in text.split("jupyter lab")[0], name
