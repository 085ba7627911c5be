"""A hand-in is one script, or a zip of it and what goes with it."""

from __future__ import annotations

import io
import zipfile

from autograder.course.handed_in import handed_in, reference_hand_in
from autograder.course.load import load_assignment


def test_a_script_alone_is_handed_in_as_it_is(folder):
    assignment = load_assignment(folder)
    assert handed_in(assignment, "x = 1\n", {}) == ("02_noise.py", b"x = 1\n")
    name, data = reference_hand_in(assignment)
    assert name == "02_noise.py"
    assert b"np.clip(images + noise, 0, 1)" in data


def test_files_make_it_an_archive(folder, tmp_path):
    beside = tmp_path / "kept.bin"
    beside.write_bytes(b"12")
    name, data = handed_in(load_assignment(folder), "x = 1\n", {"model.keras": beside})
    assert name == "02_noise.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each: archive.read(each) for each in archive.namelist()} == {
            "02_noise.py": b"x = 1\n",
            "model.keras": b"12",
        }
