from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.load import load_course

TINY = Path(__file__).parent.parent / "fixtures/tiny/assignments"


@pytest.fixture(scope="session")
def tiny():
    """The fixture course: one assignment, pure NumPy, five checks."""
    return load_course(TINY)


@pytest.fixture(scope="session")
def light(tiny):
    """The fixture assignment 01_light."""
    return tiny.assignment("01")
