"""The reference answer stands beside the students' hand-ins as one more, of which nothing but verdicts is stored."""

from __future__ import annotations

from autograder.gradebook.references import failed_by_reference, reference_attempt
from autograder.gradebook.store import Graded, Store
from tests.gradebook.conftest import result


def test_it_is_judged_from_the_bytes_and_never_stored(course, tmp_path):
    store = Store(tmp_path / "out")
    attempt = reference_attempt(course.assignment("02"), store, "02_noise.py", b"answer = 1\n")
    assert attempt.hand_in() == ("02_noise.py", b"answer = 1\n")
    store.grade(attempt, Graded(result(salted="fail")))
    assert [path.name for path in store.folder.rglob("*") if path.is_file()] == ["result.json"]
    assert store.students() == ()
    assert [each.values["check"] for each in failed_by_reference(course.assignments, store)] == ["salted"]
    assert not list(failed_by_reference([course.assignment("03")], store))
