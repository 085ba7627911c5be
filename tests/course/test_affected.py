"""Which checks a sample can change."""

from autograder.course.affected import affected
from autograder.course.load import load_assignment

CHECKS = "def test_clipped(submission):\n    _helper(submission)\n\n\ndef _helper(submission):\n    submission.add_noise(1)\n"
OTHER = "def test_seeded(submission):\n    submission.other(1)\n"
ANSWER = "def add_noise(x):\n    return inner(x)\n\n\ndef inner(x):\n    return x\n\n\ndef other(x):\n    return x\n"


def _assignment(folder):
    (folder / "checks/test_public.py").write_text(CHECKS)
    (folder / "checks/test_hidden.py").write_text(OTHER)
    return load_assignment(folder)


def test_a_check_is_reached_through_helpers_on_both_sides(folder):
    assert affected(_assignment(folder), ANSWER, "def inner(x):\n    return 2\n") == {"clipped"}


def test_a_change_of_the_other_function_leaves_the_first_check_alone(folder):
    assert affected(_assignment(folder), ANSWER, "def other(x):\n    return 2\n") == {"seeded"}


def test_a_sample_that_acts_on_import_may_reach_everything(folder):
    assert affected(_assignment(folder), ANSWER, "import numpy\nnumpy.clip = None\n") is None


def test_a_name_that_nobody_uses_may_reach_everything(folder):
    assert affected(_assignment(folder), ANSWER, "def unused():\n    pass\n") is None


SHARED = "from test_public import CASES, _helper\n\n\ndef test_seeded(submission):\n    _helper(submission)\n\n\ndef test_cases(submission):\n    submission.other(CASES)\n"


def _sharing(folder, rewrite):
    rewrite(
        "assignment.toml",
        'id = "seeded"',
        'id = "cases"\ntitle = { en = "C.", fr = "C." }\npoints = 1\n\n[[questions.checks]]\nid = "seeded"',
    )
    (folder / "checks/test_public.py").write_text(f"CASES = 1\n\n\n{CHECKS}")
    (folder / "checks/test_hidden.py").write_text(SHARED)
    return load_assignment(folder)


def test_a_hidden_check_is_reached_through_what_it_takes_from_the_public_file(folder, rewrite):
    assignment = _sharing(folder, rewrite)

    assert affected(assignment, ANSWER, "def inner(x):\n    return 2\n") == {"clipped", "seeded"}
    assert affected(assignment, ANSWER, "def other(x):\n    return 2\n") == {"cases"}
