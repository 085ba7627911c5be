"""What a batch is asked names what there is."""

from __future__ import annotations

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.batch_order import Order
from autograder.gradebook.roster import Student
from autograder.gradebook.store import Store
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


def test_only_names_the_nearest_students_and_those_that_may_be_meant(tmp_path):
    store = Store(tmp_path)
    for student in (Student("1", "Éloïse Martin"), Student("2", "Jean Martin")):
        store.enrol(student)
    assert Order(only=["eloise"]).students(store) == {Student("1", "Éloïse Martin").key}
    with pytest.raises(UsageError, match=r"Near it: Éloïse Martin \(1\)"):
        Order(only=["Héloïse"]).students(store)
    with pytest.raises(UsageError, match=r"may be Éloïse Martin \(1\), Jean Martin \(2\)"):
        Order(only=["martin"]).students(store)


def test_a_check_that_is_mistyped_is_named_with_the_nearest(course):
    with pytest.raises(UsageError, match="Near it: clipped"):
        Order(checks=["cliped"]).chosen(course)
