"""Archives as we make them."""

from __future__ import annotations

import io
import zipfile

import pytest

from autograder.base.zips import read_archive, zip_bytes


def test_a_zip_depends_on_contents_alone(monkeypatch):
    one = zip_bytes({"b": b"2", "a": b"1"})
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert zip_bytes({"a": b"1", "b": b"2"}) == one
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert [(each.filename, each.date_time[0]) for each in archive.infolist()] == [
            ("a", 1980),
            ("b", 1980),
        ]


def test_a_file_and_its_bytes_make_the_same_archive(tmp_path):
    (tmp_path / "model.keras").write_bytes(b"weights" * 1000)
    for compressed in (True, False):
        one = zip_bytes({"m": tmp_path / "model.keras"}, compressed=compressed)
        assert one == zip_bytes({"m": b"weights" * 1000}, compressed=compressed)


def test_what_is_written_is_what_is_read():
    files = {"a/é.py": b"x = 1", "empty": b""}
    assert read_archive(zip_bytes(files)) == files


def test_a_script_can_be_executed_and_nothing_else():
    with zipfile.ZipFile(io.BytesIO(zip_bytes({"run.sh": b"", "a.py": b""}))) as archive:
        modes = {each.filename: oct(each.external_attr >> 16) for each in archive.infolist()}
    assert modes == {"run.sh": "0o755", "a.py": "0o644"}


def test_a_moment_is_that_of_every_member():
    data = zip_bytes({"a": b"1", "b": b"2"}, moment=1_700_000_000.5)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}
    assert data == zip_bytes({"b": b"2", "a": b"1"}, moment=1_700_000_000.9)


@pytest.mark.parametrize(("moment", "year"), [(-3e8, 1980), (5.7e9, 2107)])
def test_a_moment_that_no_zip_can_tell_is_the_nearest_it_can(moment, year):
    with zipfile.ZipFile(io.BytesIO(zip_bytes({"a": b"1"}, moment=moment))) as archive:
        assert archive.infolist()[0].date_time[0] == year
