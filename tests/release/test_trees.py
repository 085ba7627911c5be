"""Bundles on disk: all or none, nothing of a person's deleted, every difference told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from autograder.base.errors import MachineError, UsageError
from autograder.course.load import load_course
from autograder.release.bundle import student_bundle
from autograder.release.trees import MARK, Bundle, compare, home, marked, write_bundle, write_bundles
from tests.test_cli import run

OLD = marked(Bundle("old", {"a/b.txt": b"old\n", "a/gone.txt": b"", "x/gone.txt": b""}), "Generated.")
NEW = marked(Bundle("new", {"a/b.txt": b"new\n", "c.txt": b"c"}), "Generated.")
ENGLISH = Path(__file__).parents[1] / "fixtures/english/assignments"


def _tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_bundle_replaces_the_one_before_it(tmp_path):
    assert write_bundle(OLD, tmp_path / "out") == ()
    assert write_bundle(NEW, tmp_path / "out") == ()
    assert _tree(tmp_path / "out") == dict(NEW.files)
    assert os.listdir(tmp_path) == ["out"]


def test_the_mark_names_what_was_written(tmp_path):
    assert NEW.files[MARK].decode() == "Generated.\n\na/b.txt\nc.txt\n"


def test_what_no_bundle_wrote_stays_and_is_told(tmp_path):
    out = tmp_path / "out"
    write_bundle(OLD, out)
    mine = {".git/HEAD": b"ref", "a/notes.txt": b"mine", "x/deep/er.txt": b"mine", "a/__pycache__/b.pyc": b""}
    for name, data in mine.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
    (out / "a/link").symlink_to("/etc/hostname")

    kept = write_bundle(NEW, out)

    assert kept == tuple(out / name for name in (".git", "a/link", "a/notes.txt", "x/deep"))
    assert (out / "a/link").is_symlink()
    (out / "a/link").unlink()
    mine.pop("a/__pycache__/b.pyc")
    assert _tree(out) == {**NEW.files, **mine}
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("name", ["c.txt", "c.txt/inside.txt"])
def test_a_persons_file_in_the_way_stops_all_bundles(tmp_path, name):
    write_bundle(OLD, tmp_path / "out")
    (tmp_path / "out" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "out" / name).write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"c\.txt was not written by build\. Move it away"):
        write_bundles({tmp_path / "first": NEW, tmp_path / "out": NEW})
    assert _tree(tmp_path / "out") == {**OLD.files, name: b"mine"}
    assert not (tmp_path / "first").exists()


def test_a_folder_of_an_earlier_version_is_taken_over(tmp_path):
    """Its mark names no files: what would be written now was written then, all else is kept."""
    write_bundle(OLD, tmp_path)
    (tmp_path / MARK).write_text("student_template/ is generated.\n")
    assert write_bundle(NEW, tmp_path / ".") == (tmp_path / "a/gone.txt", tmp_path / "x")


# Old aside, what is kept moved, new in place, for two folders: wherever it stops, both are as they were.
@pytest.mark.parametrize("stop", range(1, 7))
def test_where_one_folder_cannot_be_written_none_is_and_nothing_is_lost(tmp_path, monkeypatch, stop):
    before = {}
    for name in ("one", "two"):
        write_bundle(OLD, tmp_path / name)
        (tmp_path / name / "a/notes.txt").write_bytes(b"mine")
        before[name] = _tree(tmp_path / name)
    rename, calls = Path.rename, []

    def stopped(self, target):
        calls.append(target)
        if len(calls) == stop:
            raise PermissionError(13, "no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(MachineError, match="what was there before is unchanged"):
        write_bundles({tmp_path / "one": NEW, tmp_path / "two": NEW})
    assert {name: _tree(tmp_path / name) for name in before} == before
    assert sorted(os.listdir(tmp_path)) == ["one", "two"]


def test_one_folder_of_a_person_leaves_all_bundles_unwritten(tmp_path):
    write_bundle(OLD, tmp_path / "out")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("years")
    with pytest.raises(UsageError, match="not generated"):
        write_bundles({tmp_path / "out": NEW, tmp_path / "mine": NEW})
    assert _tree(tmp_path / "out") == dict(OLD.files)
    assert (tmp_path / "mine/thesis.txt").read_text() == "years"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_explained(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(MachineError, match="No permission"):
        write_bundle(NEW, tmp_path / "out")


def test_compare_names_every_difference_with_its_line(tmp_path):
    out, bundle = tmp_path / "out", Bundle("x", {"a.txt": b"1\n2\n3\n", "b.txt": b"b"})
    write_bundle(bundle, out)
    (out / "a.txt").write_bytes(b"1\n2\nx\n")
    (out / "b.txt").unlink()
    (out / "extra.txt").write_bytes(b"")
    (out / "__pycache__").mkdir()
    (out / "__pycache__/x.pyc").write_bytes(b"")
    assert [str(each).removeprefix(f"{out}{os.sep}") for each in compare(bundle, out)] == [
        "a.txt:3: is not what would be built",
        "b.txt: is missing",
        "extra.txt: belongs to no assignment",
    ]


def test_compare_is_silent_when_all_is_equal(tmp_path, tiny):
    write_bundle(student_bundle(tiny), tmp_path / "out")
    assert compare(student_bundle(tiny), tmp_path / "out") == ()


def test_course_toml_says_where_the_trees_go(tmp_path):
    course = Path(shutil.copytree(ENGLISH, tmp_path / "here/assignments"))
    assert home(load_course(course)).resolve() == tmp_path / "here"
    with (course / "course.toml").open("a") as file:
        file.write('[build]\nout = "../../there"\n')
    assert home(load_course(course)).resolve() == tmp_path / "there"


def test_the_command_line_says_where_the_trees_go_and_what_it_kept(tmp_path):
    course = shutil.copytree(ENGLISH, tmp_path / "assignments")
    options = ("--course", str(course), "--out", str(tmp_path / "out"))
    assert run("build", *options).returncode == 0
    (tmp_path / "out/solutions/notes.txt").write_text("mine")
    built = run("build", *options)
    assert built.returncode == 0
    assert "solutions/notes.txt: kept. Build did not write it" in built.stderr
    assert not (tmp_path / "student_template").exists()
    assert run("build", "--check", *options).returncode == 1
