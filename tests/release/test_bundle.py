"""Bundles: complete, deterministic, and written whole or not at all."""

from __future__ import annotations

import builtins
import errno
import io
import os
import shutil
import tomllib
import zipfile
from pathlib import Path

import pytest

from autograder.course.load import load_assignment, load_course, load_hints, load_statement
from autograder.errors import ContentError, MachineError, UsageError
from autograder.release import bundle as bundles
from autograder.release.bundle import (
    MARK,
    Bundle,
    compare,
    package_wheel,
    solution_bundle,
    student_bundle,
    student_zip,
    write_bundle,
    zip_bytes,
)

OLD = Bundle("old", {MARK: b"", "a/b.txt": b"old\n"})
NEW = Bundle("new", {MARK: b"", "a/b.txt": b"new\n", "c.txt": b"c"})


def _tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_building_twice_gives_the_same_bytes(tiny):
    assert student_bundle(tiny) == student_bundle(tiny)
    assert solution_bundle(tiny) == solution_bundle(tiny)
    assert student_zip(student_bundle(tiny)) == student_zip(student_bundle(tiny))


def test_the_student_folder_can_be_read_by_the_loader(tiny, tmp_path):
    write_bundle(student_bundle(tiny), tmp_path / "out")
    course = load_course(tmp_path / "out")
    (assignment,) = course.assignments
    assert [check.id for check in assignment.rubric] == ["adds", "finds"]
    assert all(check.public for check in assignment.rubric)
    assert load_statement(assignment, "fr").title == "Lumière"
    assert len(load_hints(assignment, "fr")["brighten"]) == 3


def test_a_rendered_statement_says_the_same_as_the_written_one(light, tmp_path):
    files = bundles.student_files(light).files
    written = load_statement(light, "en")
    text = files["statement.en.md"].decode()
    assert "{points}" not in text and "Worth 4 points" in text
    assert text.count("```python run") == sum(b.run for s in written.sections for b in s.blocks)


def test_no_text_of_a_teacher_breaks_the_toml(light):
    data = tomllib.loads(bundles.student_files(light).files["assignment.toml"].decode("utf-8"))
    assert data["questions"][1]["checks"][0]["title"]["en"] == 'The darkest of three images is "found".'


def test_a_question_without_a_public_check_is_refused(tmp_path, light):
    folder = tmp_path / "01_light"
    shutil.copytree(light.folder, folder)
    public, hidden = folder / "checks/test_public.py", folder / "checks/test_hidden.py"
    head, _, last = public.read_text().partition("def test_finds")
    public.write_text(head)
    hidden.write_text(hidden.read_text() + "\n\nRAMP = SECRET_IMAGES\n\n\ndef test_finds" + last)
    with pytest.raises(ContentError, match="q2 has hidden checks only"):
        bundles.student_files(load_assignment(folder))


def test_generated_trees_are_the_golden_ones(tiny, golden):
    golden("tiny/student_template", student_bundle(tiny).files)
    golden("tiny/solutions", solution_bundle(tiny).files)


def test_a_bundle_replaces_the_one_before_it_whole(tmp_path):
    write_bundle(OLD, tmp_path / "out")
    write_bundle(NEW, tmp_path / "out")
    assert _tree(tmp_path / "out") == dict(NEW.files)
    assert os.listdir(tmp_path) == ["out"]


def test_files_of_a_person_are_never_replaced(tmp_path):
    (tmp_path / "thesis.txt").write_text("years")
    with pytest.raises(UsageError, match="not generated"):
        write_bundle(NEW, tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), MachineError),
        (PermissionError(errno.EACCES, "Permission denied"), MachineError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_an_interrupted_build_leaves_the_old_tree_whole_and_nothing_beside_it(
    tmp_path, monkeypatch, error, kind
):
    write_bundle(OLD, tmp_path / "out")
    write = Path.write_bytes

    def stop_at_c(self, data):
        if self.name == "c.txt":
            raise error
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", stop_at_c)
    with pytest.raises(kind) as caught:
        write_bundle(NEW, tmp_path / "out")
    assert _tree(tmp_path / "out") == dict(OLD.files)
    assert os.listdir(tmp_path) == ["out"]
    if kind is MachineError:
        assert "what was there before is unchanged" in str(caught.value)


@pytest.mark.parametrize("error", [OSError(errno.EACCES, "no"), KeyboardInterrupt()])
def test_an_interruption_between_the_two_renames_puts_the_old_tree_back(tmp_path, monkeypatch, error):
    write_bundle(OLD, tmp_path / "out")
    rename, calls = Path.rename, []

    def second_fails(self, target):
        calls.append(target)
        if len(calls) == 2:
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises((MachineError, KeyboardInterrupt)):
        write_bundle(NEW, tmp_path / "out")
    assert _tree(tmp_path / "out") == dict(OLD.files)
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_explained(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(MachineError, match="No permission"):
        write_bundle(NEW, tmp_path / "out")


def test_a_single_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    target = tmp_path / "a.zip"
    bundles.write_file(b"old", target)

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(MachineError, match="disk is full"):
        bundles.write_file(b"new", target)
    assert target.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.zip"]


def test_compare_names_every_difference_with_its_line(tmp_path):
    write_bundle(Bundle("x", {"a.txt": b"1\n2\n3\n", "b.txt": b"b"}), tmp_path / "out")
    (tmp_path / "out/a.txt").write_bytes(b"1\n2\nx\n")
    (tmp_path / "out/b.txt").unlink()
    (tmp_path / "out/extra.txt").write_bytes(b"")
    (tmp_path / "out/__pycache__").mkdir()
    (tmp_path / "out/__pycache__/x.pyc").write_bytes(b"")
    found = compare(Bundle("x", {"a.txt": b"1\n2\n3\n", "b.txt": b"b"}), tmp_path / "out")
    told = [each.removeprefix(f"{tmp_path / 'out'}{os.sep}") for each in found]
    assert told == [
        "a.txt:3: is not what would be built",
        "b.txt: is missing",
        "extra.txt: belongs to no assignment",
    ]


def test_compare_is_silent_when_all_is_equal(tmp_path, tiny):
    write_bundle(student_bundle(tiny), tmp_path / "out")
    assert compare(student_bundle(tiny), tmp_path / "out") == ()


def test_a_zip_depends_on_contents_alone(monkeypatch):
    one = zip_bytes({"b": b"2", "a": b"1"})
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert zip_bytes({"a": b"1", "b": b"2"}) == one
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert [(each.filename, each.date_time[0]) for each in archive.infolist()] == [
            ("a", 1980),
            ("b", 1980),
        ]


def test_the_wheel_is_one_that_pip_accepts(tmp_path):
    name, data = package_wheel()
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        assert wheel.testzip() is None
        names = wheel.namelist()
        assert "autograder/expect.py" in names and "autograder/messages/fr.toml" in names
        assert "autograder/data/manifest.toml" in names, "what students' copies verify data with"
        assert not any("__pycache__" in each or each.endswith(".pyc") for each in names)
        (record,) = (each for each in names if each.endswith("RECORD"))
        listed = {line.split(",")[0] for line in wheel.read(record).decode().splitlines()}
        assert listed == set(names)
        metadata = wheel.read(record.replace("RECORD", "METADATA")).decode()
    assert metadata.startswith("Metadata-Version") and "Requires-Dist: tensorflow" in metadata
    assert name == f"autograder-{bundles.metadata.version('autograder')}-py3-none-any.whl"


def test_requirements_are_pinned_where_the_lock_pins_them(tmp_path):
    (tmp_path / "requirements.lock").write_text(
        "keras==3.15.1 \\\n    --hash=sha256:00\nnumpy==2.4.6 ; python_full_version < '3.12' \\\n"
        "numpy==2.5.5 ; python_full_version >= '3.12' \\\n"
    )
    pins = bundles.pinned(tmp_path)
    assert "keras==3.15.1" in pins
    assert [pin for pin in pins if pin.startswith("numpy")] == [
        "numpy==2.4.6 ; python_full_version < '3.12'",
        "numpy==2.5.5 ; python_full_version >= '3.12'",
    ]
    assert not any(pin.startswith("pytest-xdist") for pin in pins), "extras are not for students"
    assert any(pin.startswith("tensorflow<") or pin.startswith("tensorflow>") for pin in pins)


def test_students_are_told_every_file_without_an_encoding_trap(tiny, monkeypatch):
    """Everything is read and written with its encoding named: an ASCII locale changes nothing."""
    opened = []
    real = builtins.open

    def watched(file, mode="r", *args, **kwargs):
        if "b" not in mode and kwargs.get("encoding") is None and len(args) < 2:
            opened.append(str(file))
        return real(file, mode, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", watched)
    student_bundle(tiny)
    assert [each for each in opened if "assignments" in each] == []
