"""Files that lie beside an answer, or above it."""

import os
from pathlib import Path

from autograder.base.beside import put_beside


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
