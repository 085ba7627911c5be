"""What the machine has and lacks, with advice."""

import importlib.metadata
import types

import pytest

from autograder import data
from autograder.base.errors import MachineError
from autograder.student import doctor


@pytest.fixture
def installed(monkeypatch):
    """Set what this package requires, and which versions are installed."""

    def install(requires, versions):
        monkeypatch.setattr(importlib.metadata, "requires", lambda name: requires)

        def version(name):
            if name not in versions:
                raise importlib.metadata.PackageNotFoundError(name)
            return versions[name]

        monkeypatch.setattr(importlib.metadata, "version", version)

    return install


@pytest.mark.parametrize(
    ("version", "state"),
    [((3, 10, 9), "missing"), ((3, 11, 0), "ok"), ((3, 13, 1), "ok"), ((3, 14, 0), "missing")],
)
def test_python_is_one_of_those_the_course_runs_on(monkeypatch, version, state):
    monkeypatch.setattr(doctor.sys, "version_info", version)
    found = doctor._python("en")
    assert found.state == state and bool(found.advice) == (state == "missing")


def test_a_package_that_is_missing_comes_with_the_command_that_installs_it(installed):
    installed(["numpy>=2.0"], {})
    (found,) = doctor._packages("en", teaches=False)
    assert found.state == "missing"
    assert 'python -m pip install "numpy>=2.0"' in found.advice


def test_a_package_too_old_is_named_with_its_version_and_the_one_expected(installed):
    installed(["numpy>=2.0"], {"numpy": "1.26.4"})
    (found,) = doctor._packages("fr", teaches=False)
    assert (found.state, found.found) == ("missing", "1.26.4")
    assert ">=2.0" in found.advice and 'pip install "numpy>=2.0"' in found.advice


def test_what_only_teachers_need_is_a_warning_to_them_and_nothing_to_students(installed):
    installed(['otter-grader==7.0.0; extra == "teach"', 'ruff; extra == "dev"'], {})
    assert list(doctor._packages("en", teaches=False)) == []
    (found,) = doctor._packages("en", teaches=True)
    assert (found.what, found.state) == ("otter-grader", "warning")


def test_a_tensorflow_that_does_not_start_is_missing_with_its_last_words(monkeypatch):
    died = types.SimpleNamespace(returncode=-4, stderr="warning\nIllegal instruction\n")
    monkeypatch.setattr(doctor.subprocess, "run", lambda *args, **kwargs: died)
    found = doctor._tensorflow("en")
    assert (found.state, found.found) == ("missing", "Illegal instruction")
    silent = types.SimpleNamespace(returncode=-4, stderr="")
    monkeypatch.setattr(doctor.subprocess, "run", lambda *args, **kwargs: silent)
    assert doctor._tensorflow("en").found == "exit status -4"


@pytest.mark.parametrize(("origin", "state"), [("generated", "warning"), ("COURSE_DATA", "ok")])
def test_drawn_data_is_a_warning(monkeypatch, origin, state):
    monkeypatch.setattr(data, "available", lambda name: origin)
    assert [each.state for each in doctor._data("en")] == [state, state]


def test_a_folder_of_data_that_is_not_there_is_missing(monkeypatch):
    def nowhere(name):
        raise MachineError("COURSE_DATA names no folder.")

    monkeypatch.setattr(data, "available", nowhere)
    assert {(each.state, each.advice) for each in doctor._data("en")} == {
        ("missing", "COURSE_DATA names no folder.")
    }


@pytest.mark.parametrize(("gigabytes", "state"), [(4.9, "warning"), (5.0, "ok")])
def test_less_than_five_gigabytes_of_disk_is_a_warning(monkeypatch, tmp_path, gigabytes, state):
    usage = types.SimpleNamespace(free=gigabytes * 2**30)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda folder: usage)
    assert doctor._disk(tmp_path, "en").state == state


def test_cores_and_sandbox_are_looked_at_where_there_are_masters(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor, "_tensorflow", lambda language: doctor.Symptom("TensorFlow", "ok", "1 s"))
    students = {each.what for each in doctor.examine(tmp_path, "en")}
    (tmp_path / "assignments/01_light").mkdir(parents=True)
    (tmp_path / "assignments/01_light/master.py").write_text("")
    teachers = {each.what for each in doctor.examine(tmp_path, "en")}
    assert "sandbox" in teachers and "sandbox" not in students
