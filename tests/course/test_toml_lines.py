"""TOML is read into shapes, and a mistake is told with its line."""

import pytest
from pydantic import BaseModel, ConfigDict

from autograder.base.errors import ContentError
from autograder.course.toml_lines import Lines, read_toml


class Row(BaseModel):
    """A table of an array."""

    model_config = ConfigDict(extra="forbid", strict=True)
    id: str
    count: int = 0


class Shape(BaseModel):
    """A file."""

    model_config = ConfigDict(extra="forbid", strict=True)
    rows: list[Row]


def test_lines_count_the_tables_of_an_array():
    lines = Lines("a = 1\n[[q]]\nid = 1\n[[q.c]]\nx = 1\n[[q.c]]\nx = 2\n[[q]]\n[[q.c]]\nx = 3\n")

    assert lines.of(("q", 0, "c", 1, "x")) == 7
    assert lines.of(("q", 1, "c", 0, "x")) == 10
    assert lines.of(("q", 1, "nothing")) == 8


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[[rows]]\nid = \"a\"\ncount = \"1\"\n", 3, "rows.a.count: input should be a valid integer, received '1'."),
        ("[[rows]]\nid = \"a\"\n[[rows]]\ncount = 1\n", 3, 'rows.2.id is missing. Add "id = …".'),
        ("[[rows]]\nid = \"a\"\nx = 1\n", 3, 'unknown key "rows.a.x". Remove it, or correct its name.'),
        ("rows = = 1\n", 1, "this is not TOML"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_to_do(tmp_path, text, line, words):
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_toml(tmp_path / "a.toml", Shape)
    assert words in str(caught.value)
    assert caught.value.line == line


def test_toml_that_is_nested_without_end_is_refused(tmp_path):
    (tmp_path / "a.toml").write_text("rows = " + "[" * 5000, encoding="utf-8")
    with pytest.raises(ContentError, match="this is not TOML"):
        read_toml(tmp_path / "a.toml", Shape)
