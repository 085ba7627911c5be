"""What a verdict depends on is in its key, and nothing else is."""

from __future__ import annotations

import pytest

from autograder.course.load import load_course
from autograder.judge import verdict_keys


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        ("02_noise/checks/test_hidden.py", "LEVEL = 3", "LEVEL = 4", {"blurred"}),
        ("02_noise/checks/test_public.py", "value + 1", "value + 2", {"clipped"}),
        ("02_noise/checks/test_public.py", "np.ones(3)", "np.ones(4)", {"seeded"}),
        ("02_noise/checks/test_public.py", "import numpy as np", "import numpy as np\nnp.seterr()", {"clipped", "seeded"}),
        ("02_noise/checks/support.py", "return 1", "return 2", {"salted"}),
        ("02_noise/checks/test_public.py", "def helper", "# a comment\n\ndef helper", set()),
        ("02_noise/assignment.toml", "questions]]\nid = \"q1\"", "questions]]  # new\nid = \"q1\"", set()),
        ("02_noise/assignment.toml", "title", 'hidden_messages = "full"\ntitle', {"salted", "blurred"}),
        ("course.toml", "title", 'hidden_messages = "full"\ntitle', {"salted", "blurred"}),
        ("course.toml", "max_days = 3", "max_days = 3\n[limits]\nseconds = 7", {"clipped", "seeded", "salted", "blurred"}),
    ],
)  # fmt: skip
def test_a_verdict_is_keyed_by_what_it_depends_on(course, course_folder, file, old, new, changed):
    before = verdict_keys.check_versions(course.assignment("02"), "here", {})
    path = course_folder / file
    assert old in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    after = verdict_keys.check_versions(load_course(course_folder).assignment("02"), "here", {})
    assert {check for check in before if before[check] != after[check]} == changed


def test_another_environment_is_another_key(course):
    noise = course.assignment("02")
    assert verdict_keys.check_versions(noise, "here", {}) != verdict_keys.check_versions(noise, "there", {})


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("value + 1", "value + 2", {"clipped", "salted"}),
        ("np.ones(3)", "np.ones(4)", {"seeded", "blurred"}),
        ("OTHER.max() == 1", "OTHER.max() == 2", {"seeded"}),
    ],
)
def test_what_a_hidden_check_takes_from_the_public_file_is_in_its_key(
    course, course_folder, old, new, changed
):
    public, hidden = (course_folder / f"02_noise/checks/test_{name}.py" for name in ("public", "hidden"))
    text = (
        hidden.read_text(encoding="utf-8")
        .replace("submission.support.tiny()", "helper(1)")
        .replace("assert LEVEL", "assert OTHER")
    )
    hidden.write_text(f"from test_public import OTHER, helper\n{text}", encoding="utf-8")
    before = verdict_keys.check_versions(course.assignment("02"), "here", {})
    public.write_text(public.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    after = verdict_keys.check_versions(course.assignment("02"), "here", {})
    assert {check for check in before if before[check] != after[check]} == changed
