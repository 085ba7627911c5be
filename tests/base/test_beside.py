"""Files that lie beside an answer, or above it."""

import importlib.util
import os
import sys
from pathlib import Path

from autograder.base.beside import put_beside, work_as_script


def test_files_lie_below_the_folder_the_answer_works_in(tmp_path):
    home = put_beside({"a.txt": b"a", "data/x.csv": b"x"}, tmp_path / "work")
    assert home == tmp_path / "work"
    assert ((home / "a.txt").read_bytes(), (home / "data/x.csv").read_bytes()) == (b"a", b"x")


def test_without_files_there_is_a_folder_all_the_same(tmp_path):
    assert put_beside({}, tmp_path / "work").is_dir()


def test_a_path_that_climbs_is_found_from_where_the_answer_works(tmp_path):
    home = put_beside({"../data/x.csv": b"x", "../../y.csv": b"y", "z.csv": b"z"}, tmp_path / "work")
    read = [Path(os.path.join(home, path)).read_bytes() for path in ("../data/x.csv", "../../y.csv", "z.csv")]
    assert read == [b"x", b"y", b"z"]
    assert home.is_relative_to(tmp_path / "work")


def test_nothing_is_written_above_the_root(tmp_path):
    put_beside({"a/../../../x": b"x", "../y": b"y"}, tmp_path / "one/work")
    assert {path.name for path in (tmp_path / "one").iterdir()} == {"work"}


def test_a_file_that_is_there_stays_and_a_name_that_is_a_folder_is_passed_over(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    put_beside({"a": b"new", "a/b": b"below"}, tmp_path)
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_script_is_told_its_folder_and_shadows_no_library_there(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.path", [*sys.path])
    monkeypatch.setattr("sys.argv", [*sys.argv])
    (tmp_path / "colorsys.py").write_text("mine = True")
    (tmp_path / "of_this_test.py").write_text("mine = True")

    work_as_script(tmp_path)

    assert Path(sys.path[0]) == Path(sys.argv[0]).parent == tmp_path
    assert importlib.util.find_spec("of_this_test").origin == str(tmp_path / "of_this_test.py")
    assert importlib.util.find_spec("colorsys").origin != str(tmp_path / "colorsys.py")
