"""The fixture assignment, its package, and a hand-in's log of pickles."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from tests.release.conftest import light, tiny

__all__ = ["evil_log", "folder", "light", "package", "points", "tiny"]


@pytest.fixture(scope="session")
def package(light, tmp_path_factory) -> Path:
    """The autograder zip of 01_light."""
    from autograder.otter.package import otter_bundle, zip_name

    path = tmp_path_factory.mktemp("otter") / zip_name(light)
    path.write_bytes(otter_bundle(light).files[path.name])
    return path


@pytest.fixture
def folder(package):
    """A fresh folder in Gradescope's layout, with the package unpacked in source/."""
    from autograder.otter.runner import unpacked

    with unpacked(package) as root:
        yield root


def evil_log(target: Path) -> bytes:
    """Return a pickle that writes `target` when somebody loads it."""

    class Evil:
        def __reduce__(self):
            return (os.system, (f"touch {target}",))

    return pickle.dumps(Evil())


def points(results: dict) -> dict[str, float]:
    """Return the points of each question from a results.json."""
    return {each["name"]: each["score"] for each in results["tests"] if "max_score" in each}
