"""A download is a folder or an archive; whatever else lies there is told apart."""

from __future__ import annotations

import os
import shlex
import zipfile
from pathlib import Path

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.lms import download


def test_a_folder_is_read_without_what_systems_leave_there(tmp_path):
    for name in ("ann/tp2.py", "ann/.hidden", "__MACOSX/x", "Thumbs.db", "bob/__pycache__/x.pyc"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    with download.opened(tmp_path) as opened:
        assert list(opened.files) == ["ann/tp2.py"]
        assert opened.files["ann/tp2.py"].content() == b"x"


def test_a_file_that_no_archive_may_hold_is_not_read_from_a_folder_either(tmp_path):
    (tmp_path / "ann").mkdir()
    with (tmp_path / "ann" / "tp2.py").open("wb") as file:
        file.truncate(600 * 2**20)
    with download.opened(tmp_path) as opened:
        file = opened.files["ann/tp2.py"]
    assert file.problem.key == "handin.too_large" and file.content() == b""


def test_a_folder_in_which_nothing_is_handed_in_is_told(tmp_path):
    for name in ("ann/tp2.py", "bob/.ipynb_checkpoints/tp2-checkpoint.ipynb", "__MACOSX/x"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_bytes(b"x")
    (tmp_path / "cleo").mkdir()
    with download.opened(tmp_path) as opened:
        assert [name for name, _ in opened.skipped] == ["bob/", "cleo/"]


def test_an_archive_is_unpacked_as_long_as_it_is_open(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("ann/tp2.py", b"x = 1")
    with download.opened(tmp_path / "a.zip") as opened:
        path = opened.files["ann/tp2.py"].path
        assert path.read_bytes() == b"x = 1"
    assert not path.exists()


def test_a_download_that_is_no_archive_is_refused(tmp_path):
    with pytest.raises(UsageError, match="found nothing there"):
        download.opened(Path(tmp_path / "none.zip"))
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 cut short")
    with pytest.raises(UsageError, match="Download it again"):
        download.opened(tmp_path / "bad.zip")


def test_a_name_that_is_no_utf_8_is_repaired_and_doubted(tmp_path):
    folder = os.fsencode(tmp_path) + b"/Zo\xe9 Martin"
    os.mkdir(folder)
    with open(folder + b"/02_noise_\xe9.py", "wb") as file:
        file.write(b"x = 1\n")

    found = download.opened(tmp_path)

    assert list(found.files) == ["Zoé Martin/02_noise_é.py"]
    assert found.files["Zoé Martin/02_noise_é.py"].content() == b"x = 1\n"
    assert ["no UTF-8" in str(doubt) for doubt in found.doubts] == [True]
    assert "\udce9" not in str(found.doubts[0])


def test_names_with_a_dot_are_files_and_litter_is_not(tmp_path):
    for name in (".02_noise.py", ".notes", ".DS_Store", "._a.py", ".git/config", "a.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")

    found = download.opened(tmp_path)

    assert list(found.files) == [".02_noise.py", "a.py"]
    assert [str(doubt) for doubt in found.doubts] == [".notes: its name begins with a dot; it was left out"]


def test_a_placeholder_of_icloud_is_told(tmp_path):
    (tmp_path / ".02_noise.py.icloud").write_bytes(b"bplist00")

    (file,) = download.opened(tmp_path).files.values()

    assert file.problem.key == "handin.placeholder"


def test_one_hand_in_is_not_taken_for_a_damaged_download(tmp_path):
    path = tmp_path / "TP de Zoé.py"
    path.write_text("x = 1\n")
    with pytest.raises(UsageError) as caught:
        download.opened(path)
    command = str(caught.value).partition("For one hand-in: ")[2].partition(". For a class")[0]
    assert shlex.split(command) == ["autograder", "grade", str(path), "-a", "02"]


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: zipfile.ZipFile(path, "w").close()])
def test_a_download_without_a_file_is_told(tmp_path, make):
    make(tmp_path / "TP2")
    with pytest.raises(UsageError, match="there is no file in it"):
        download.opened(tmp_path / "TP2")


def test_a_teacher_is_not_told_to_hand_it_in_again(tmp_path):
    (tmp_path / "TP2.zip").write_bytes(b"PK\x03\x04cut")
    with pytest.raises(UsageError, match="Download it again") as error:
        download.opened(tmp_path / "TP2.zip")
    assert "hand it in" not in str(error.value)
