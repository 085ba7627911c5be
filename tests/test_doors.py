"""Equal work earns equal marks, in whatever file and by whatever door it comes."""

import pytest

from autograder.base.errors import HandInError
from autograder.judge.run import Judge
from tests.doors import DOORS, PUBLIC, Verdicts, seen_by_students, through
from tests.kinds import KINDS, everyday, places


@pytest.fixture(scope="module")
def verdicts():
    with Judge() as judge:
        yield Verdicts(judge)


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_of_hand_in_earns_the_same_by_every_door(name, verdicts):
    kind = KINDS[name]
    read = {door: through(kind, door) for door in DOORS}

    passed = {door: verdicts.passes(each) for door, each in read.items() if each is not None}

    assert passed == dict.fromkeys(passed, kind.passes)


# TensorFlow is imported anew for each of these.
SLOW = {"disable_eager_execution", "float policy"}
# What lies in another folder, or in several files of which none is whole: `check` is told which file, or given the zip.
NOT_FOUND_ALONE = (
    {
        "answer in its folder",
        ".py.txt beside a picture",
        "two that differ",
        "a file for each question",
        "relative import in a package",
        "folder in folder same name",
        "abs path by __file__",
        "q1.ipynb q2.ipynb",
        "../data, notebook in a folder",
        "Path('..')",
        "parents[1] of __file__",
        "from src.tools, run from above",
        "src/data, run from above",
        "data beside src, in a folder",
        "sys.path to the folder above",
        "relative import of two dots",
        "an archive for each question",
        "a zip called .rar, beside a report",
        "the course's wheel beside",
        # Found on the student's own system, and not on the one that runs this test.
        "a name with decomposed accents",
        "a path written as on Windows",
        "another case of letters",
    }
    | everyday.NOT_FOUND_ALONE
    | places.NOT_FOUND_ALONE
)


@pytest.fixture(scope="module")
def checked():
    return seen_by_students([name for name in KINDS if name not in SLOW])


@pytest.mark.parametrize("name", [name for name in KINDS if name not in SLOW])
def test_what_a_student_sees_is_the_public_part_of_what_the_judge_says(name, verdicts, checked):
    public = len(verdicts.passed(through(KINDS[name], "zip")) & {*PUBLIC})
    assert checked[name]["zip"] == public
    if name not in NOT_FOUND_ALONE:
        assert checked[name]["files"] == public


@pytest.mark.slow
def test_what_a_student_sees_where_tensorflow_was_switched_over():
    assert seen_by_students(SLOW) == {name: {"files": 2, "zip": 2} for name in SLOW}


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.remark])
def test_what_a_teacher_should_know_of_a_kind_is_remarked_by_every_door(name):
    read = [each for door in DOORS if (each := through(KINDS[name], door)) is not None]

    assert not any(isinstance(each, HandInError) for each in read)
    assert all(KINDS[name].remark in {remark.key for remark in each.remarks} for each in read)
