"""Files and folders are written whole or not at all, whatever interrupts it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from autograder.base import files
from autograder.base.errors import MachineError, UsageError

OLD, NEW = {"a/b.txt": b"old"}, {"a/b.txt": b"new", "c.txt": b"c"}
TROUBLE = [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files.files_below(folder)}


@pytest.fixture
def two(tmp_path):
    """Return a folder that holds two folders with the old files."""
    files.replace_folders({tmp_path / "one": OLD, tmp_path / "two": OLD})
    return tmp_path


def test_a_file_takes_its_name_at_the_end(tmp_path):
    files.write_bytes(tmp_path / "a", b"old")
    with files.writing(tmp_path / "a") as file:
        file.write(b"new")
        file.flush()
        assert (tmp_path / "a").read_bytes() == b"old"
    assert (tmp_path / "a").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.parametrize("trouble", TROUBLE, ids=repr)
def test_an_interrupted_file_is_what_it_was_before(tmp_path, trouble):
    files.write_bytes(tmp_path / "a", b"old")

    def interrupted():
        with files.writing(tmp_path / "a") as file:
            file.write(b"half")
            raise trouble

    with pytest.raises(type(trouble)):
        interrupted()
    assert (tmp_path / "a").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


def test_damaged_json_is_explained(tmp_path):
    (tmp_path / "a.json").write_bytes(b"{")
    with pytest.raises(UsageError, match="this file is damaged"):
        files.read_json(tmp_path / "a.json")
    assert files.read_json(tmp_path / "none.json") is None


def test_a_new_folder_replaces_no_other(tmp_path):
    files.write_folder(tmp_path / "a", OLD)
    with pytest.raises(FileExistsError):
        files.write_folder(tmp_path / "a", NEW)
    assert tree(tmp_path / "a") == OLD
    assert os.listdir(tmp_path) == ["a"]


def test_folders_are_replaced_whole(two):
    files.replace_folders({two / "one": NEW, two / "two": NEW})
    assert tree(two / "one") == tree(two / "two") == NEW
    assert sorted(os.listdir(two)) == ["one", "two"]


# Four renames: the old "one" aside, the new "one" in place, and the same for "two".
@pytest.mark.parametrize("stop", [1, 2, 3, 4])
@pytest.mark.parametrize("trouble", TROUBLE, ids=repr)
def test_where_one_folder_cannot_be_replaced_none_is(two, monkeypatch, stop, trouble):
    rename, calls = Path.rename, []

    def stopped(self, target):
        calls.append(target)
        if len(calls) == stop:
            raise trouble
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises((MachineError, KeyboardInterrupt)):
        files.replace_folders({two / "one": NEW, two / "two": NEW})
    assert tree(two / "one") == tree(two / "two") == OLD
    assert sorted(os.listdir(two)) == ["one", "two"]


@pytest.mark.parametrize("trouble", TROUBLE, ids=repr)
def test_a_full_disk_leaves_the_old_folders(two, monkeypatch, trouble):
    real, count = os.fsync, []

    def full(handle):
        count.append(handle)
        if len(count) == 4:  # the second file of the second folder
            raise trouble
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises((MachineError, KeyboardInterrupt)) as caught:
        files.replace_folders({two / "one": NEW, two / "two": NEW})
    assert tree(two / "one") == tree(two / "two") == OLD
    assert sorted(os.listdir(two)) == ["one", "two"]
    if caught.type is MachineError:
        assert "two was not written: The disk is full" in str(caught.value)
        assert "what was there before is unchanged" in str(caught.value)


def test_caches_are_nobodys_files(tmp_path):
    files.write_folder(tmp_path / "a", {"x.py": b"", "__pycache__/x.pyc": b"", ".DS_Store": b""})
    assert [path.name for path in files.files_below(tmp_path / "a")] == ["x.py"]


def test_where_a_folder_has_the_name_it_is_the_name_that_is_told(tmp_path):
    (tmp_path / "01.zip").mkdir()
    with pytest.raises(OSError, match=r"01\.zip") as caught:
        files.write_bytes(tmp_path / "01.zip", b"")
    assert caught.value.filename == str(tmp_path / "01.zip") and ".new-" not in str(caught.value)
