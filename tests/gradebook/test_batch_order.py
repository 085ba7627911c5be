"""What a batch is asked names what there is."""

from __future__ import annotations

import pytest

from autograder.base.errors import UsageError
from tests.gradebook.runs import run


def test_an_unknown_student_check_or_assignment_is_refused(course, hand_ins, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(UsageError, match="expected a check"):
        run(course, hand_ins, out, checks=["nothing"])
    with pytest.raises(UsageError, match="expected an assignment"):
        run(course, hand_ins, out, assignments=["99"])
    with pytest.raises(UsageError, match="expected a student"):
        run(course, hand_ins, out, only=["nobody"])
    with pytest.raises(UsageError, match="--engine"):
        run(course, hand_ins, out, engine="ray")
