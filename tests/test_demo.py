"""The demo writes over its own folder, and over nobody else's."""

from __future__ import annotations

import pytest

from autograder import demo
from autograder.base.errors import UsageError
from autograder.course.load import load_course


@pytest.mark.parametrize("name", ["results", "course", "class"])
def test_a_folder_that_is_somebodys_is_refused_before_anything_is_written(tmp_path, name):
    (tmp_path / "assignments").mkdir()
    (tmp_path / "assignments" / "course.toml").write_text('title = { en = "A course" }\nlanguages = ["en"]\n')
    (tmp_path / name).mkdir()
    (tmp_path / name / "mine.txt").write_text("a term's work")
    with pytest.raises(UsageError, match="no demo wrote it"):
        demo.run(load_course(tmp_path / "assignments"), tmp_path, language="en")
    assert (tmp_path / name / "mine.txt").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["assignments", name])


def test_its_own_folder_is_written_over(tmp_path):
    demo._claim(tmp_path)
    (tmp_path / "results").mkdir()
    demo._claim(tmp_path)
