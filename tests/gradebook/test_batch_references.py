"""With a class, the assignment's own solution is judged: a check that it fails is told, for it is the check that is wrong."""

from __future__ import annotations

import textwrap

import pytest

from autograder.course.handed_in import reference_hand_in
from autograder.course.load import load_course
from autograder.gradebook.references import failed_by_reference
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Store
from tests.gradebook.runs import logged, run

MASTER = '''
    # %% setup
    import numpy as np

    # {says}
    # %% q1
    def add_noise(x):
        """Return x."""
        # BEGIN SOLUTION
        return x
        # END SOLUTION

    # %% q2
    def add_salt(x):
        """Return x."""
        # BEGIN SOLUTION
        return x
        # END SOLUTION

    # %% q3
    def add_blur(x):
        """Return x."""
        # BEGIN SOLUTION
        return x
        # END SOLUTION
'''


@pytest.fixture
def written(course_folder):
    """Return a function that writes a master in which the judge reads these words."""

    def write(says):
        path = course_folder / "02_noise" / "master.py"
        path.write_text(textwrap.dedent(MASTER.format(says=says)), encoding="utf-8")

    write("fail salted")
    return write


def told(course, out):
    return [
        (each.values["assignment"], each.values["check"])
        for each in failed_by_reference(course.assignments, Store(out))
    ]


def test_a_check_that_the_solution_fails_is_told_until_it_passes(written, course, hand_ins, tmp_path):
    out = tmp_path / "out"
    report = run(course, hand_ins, out)
    assert told(course, out) == [("02_noise", "salted")]
    (line,) = [line for line in report.lines(out, "fr") if "salted" in line]
    assert "le corrigé du devoir lui-même échoue" in line
    assert [each.key for each in gradebook(course, Store(out)).doubts].count("doubt.reference") == 1
    assert report.judged == 3, "the solution is nobody's hand-in"
    assert "corrig" not in (out / "marks.csv").read_text(encoding="utf-8-sig")
    written("all is well")
    report = run(load_course(course.folder), hand_ins, out, again=True)
    assert told(course, out) == []
    assert not any("doubt.reference" in str(getattr(each, "key", "")) for each in report.doubts)


def test_it_is_judged_once_and_only_where_something_else_is(written, course, hand_ins, tmp_path):
    out, log = tmp_path / "out", tmp_path / "log"
    options = {"options": {"log": str(log)}}
    run(course, hand_ins, out, **options)
    assert sum("02_noise.py" in line for line in logged(log)) == 1
    run(course, hand_ins, out, **options)
    hand_ins("dan")
    run(course, hand_ins, out, **options)
    assert sum("02_noise.py" in line for line in logged(log)) == 1
    assert len(logged(log)) == 1 + 4


def test_chosen_checks_are_all_that_it_is_judged_for(written, course, hand_ins, tmp_path):
    log = tmp_path / "log"
    run(course, hand_ins, tmp_path / "out", checks=["clipped"], options={"log": str(log)})
    (line,) = [line for line in logged(log) if "02_noise.py" in line]
    assert line.split()[2] == "clipped"


def test_a_course_without_masters_is_graded_all_the_same(course, hand_ins, tmp_path):
    report = run(course, hand_ins, tmp_path / "out")
    assert report.judged == 3
    assert told(course, tmp_path / "out") == []


def test_a_check_that_breaks_on_the_solution_is_told_with_what_it_said(written, course, hand_ins, tmp_path):
    written("judge_error clipped")
    run(load_course(course.folder), hand_ins, tmp_path / "out")
    (each,) = failed_by_reference(course.assignments, Store(tmp_path / "out"))
    assert (each.values["check"], each.values["why"]) == ("clipped", "a bug of ours")


def test_a_student_who_handed_in_the_very_solution_is_judged_with_it(written, course, hand_ins, tmp_path):
    written("all is well")
    name, data = reference_hand_in(load_course(course.folder).assignment("02"))
    path = hand_ins.folder / "eve" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    log = tmp_path / "log"
    report = run(load_course(course.folder), hand_ins, tmp_path / "out", options={"log": str(log)})
    assert report.judged == 4
    assert sum(name in line for line in logged(log)) == 1
