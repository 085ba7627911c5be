"""What workers leave behind is counted and removed, and nothing else is touched."""

import os
import stat

from autograder.judge.sandbox import leavings


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def test_removing_a_file_leaves_its_folder_as_it_was(tmp_path):
    tmp_path.chmod(0o1777)
    (tmp_path / "dropped").write_text("x")

    leavings.remove(str(tmp_path / "dropped"))

    assert not (tmp_path / "dropped").exists()
    assert mode(tmp_path) == 0o1777


def test_a_locked_tree_is_removed_and_what_its_links_point_to_stays(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o755)
    (outside / "kept").write_text("x")
    tree = tmp_path / "tree"
    (tree / "inner").mkdir(parents=True)
    (tree / "link").symlink_to(outside)
    (tree / "inner").chmod(0)

    leavings.remove(str(tree))

    assert not tree.exists()
    assert (outside / "kept").exists()
    assert mode(outside) == 0o755


def test_a_tree_deeper_than_recursion_is_removed(tmp_path):
    here = os.getcwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1500):
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(here)

    leavings.remove(str(tmp_path / "d"))

    assert not (tmp_path / "d").exists()


def test_what_one_user_left_is_swept_and_what_others_left_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(leavings, "_EVERYBODYS", (str(tmp_path),))
    (tmp_path / "mine").write_text("x")

    leavings.sweep(os.getuid() + 1)
    assert (tmp_path / "mine").exists()

    leavings.sweep(os.getuid())
    assert list(tmp_path.iterdir()) == []


def test_bytes_below_a_folder_are_counted_and_too_many_files_are_too_much(tmp_path):
    (tmp_path / "a").write_bytes(bytes(100_000))
    (tmp_path / "b").mkdir()
    (tmp_path / "b/c").write_bytes(bytes(100_000))

    assert 200_000 <= leavings.bytes_below(str(tmp_path), 10**9) < 400_000
    assert leavings.bytes_below(str(tmp_path), 1000) == 1001
