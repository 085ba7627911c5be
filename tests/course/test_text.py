"""Text files of the course: UTF-8, and read once, not twice."""

import pytest

from autograder.base.errors import ContentError
from autograder.course.text import read_text


def test_a_text_is_read(tmp_path):
    path = tmp_path / "statement.fr.md"
    path.write_text("L’écrêtage, à 0 « près ».\n", encoding="utf-8")
    assert read_text(path) == "L’écrêtage, à 0 « près ».\n"


def test_a_file_of_another_encoding_is_told(tmp_path):
    path = tmp_path / "statement.fr.md"
    path.write_bytes("écrêter".encode("latin-1"))
    with pytest.raises(ContentError, match="expected UTF-8, found the byte 0xe9 at 0"):
        read_text(path)


def test_utf8_that_was_read_as_latin_1_and_saved_again_is_told_with_its_line(tmp_path):
    path = tmp_path / "statement.fr.md"
    path.write_text("Une ligne.\navant l" + "’".encode().decode("latin-1") + "écrêtage\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"statement\.fr\.md:2: .*U\+0080") as error:
        read_text(path)
    assert "lâ" in str(error.value)
