"""Packages made before 1.1 name `autograder.judge.otter`: they keep grading."""

from __future__ import annotations

import zipfile

import pytest

pytest.importorskip("otter")

from autograder.otter.package import otter_bundle, zip_name
from autograder.otter.runner import unpacked
from autograder.proof.answers import samples
from tests.otter.conftest import points
from tests.release.conftest import light, tiny

__all__ = ["light", "tiny"]

# How the text of a package of today differs from one of the last commit before the rooms, file by file.
OLD_NAMES = {
    "otter_config.json": (
        "autograder.otter.plugin.SandboxedAnswers",
        "autograder.judge.otter.SandboxedAnswers",
    ),
    "run_otter.py": (
        "from autograder.otter.runner import grade_folder",
        "from autograder.judge.otter import grade_folder",
    ),
    "tests/q1.py": (
        "from autograder.otter.plugin import passes",
        "from autograder.judge.otter import passes",
    ),
    "tests/q2.py": (
        "from autograder.otter.plugin import passes",
        "from autograder.judge.otter import passes",
    ),
}


@pytest.fixture(scope="module")
def old_package(light, tmp_path_factory):
    path = tmp_path_factory.mktemp("old") / zip_name(light)
    path.write_bytes(otter_bundle(light).files[path.name])
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name, (new, old) in OLD_NAMES.items():
        assert new in files[name].decode(), name
        files[name] = files[name].decode().replace(new, old).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_an_old_package_gives_the_judges_points(light, old_package):
    """The wrong sample no_clip loses what its checks are worth, through the old names from end to end."""
    (wrong,) = (each for each in samples(light) if each.fails and "no_clip" in each.name)
    lost = sum(light.check(check).points for check in wrong.fails)
    with unpacked(old_package) as root:
        name, data = wrong.hand_in()
        (root / "submission" / name).write_bytes(data)
        script = (root / "source/run_otter.py").read_text(encoding="utf-8")
        names: dict = {"__name__": "run_otter"}
        exec(compile(script, "run_otter.py", "exec"), names)
        results = names["grade_folder"](root)
    assert lost and points(results) == {"q1": 4 - lost, "q2": 2}


def test_a_cell_of_an_old_plugin_opens_the_grading(light, tmp_path):
    """The cell reads `from autograder.judge import otter as _judge` and calls `open_session`."""
    from autograder.judge import otter
    from autograder.otter.plugin import open_grading

    assert otter.open_session is open_grading
