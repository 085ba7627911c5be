"""Which part of a class is looked at, and who stands before and after."""

from autograder.base.verdict import Outcome, Result, Verdict
from autograder.gradebook.review.part import Part, neighbours, ordered, states
from autograder.gradebook.roster import Student
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Graded, Store


def _book(course, out, failing):
    store = Store(out)
    for number, name in enumerate(("Élodie", "Anaïs", "Zoé"), start=1):
        student = Student(str(number), name)
        attempt, _ = store.add(student, "02_noise", [("tp.py", name.encode())])
        verdicts = tuple(
            Verdict(check, Outcome.FAIL if name in failing.get(check, ()) else Outcome.PASS)
            for check in ("clipped", "seeded", "salted", "blurred")
        )
        store.grade(attempt, Graded(Result("02_noise", verdicts, "A")))
    return gradebook(course, store)


def _names(found):
    return [each.student.name for each in found]


def test_those_who_fail_a_check_and_those_with_points_in_a_range(course, tmp_path):
    book = _book(course, tmp_path, {"salted": ["Zoé", "Anaïs"], "clipped": ["Zoé"]})

    assert _names(ordered(book, "02_noise")) == ["Anaïs", "Élodie", "Zoé"]
    assert _names(ordered(book, "02_noise", Part(failing="salted"))) == ["Anaïs", "Zoé"]
    assert _names(ordered(book, "02_noise", Part(low="7", high="8"))) == ["Anaïs"]
    assert _names(ordered(book, "02_noise", Part(low="8"))) == ["Élodie"]
    assert ordered(book, "02_noise", Part(state="to_mark")) == []


def test_a_part_survives_its_address():
    part = Part(failing="clipped", low="2.5")

    assert part.query == "?fails=clipped&low=2.5"
    assert Part.of({"fails": "clipped", "low": "2.5"}) == part
    assert Part().query == ""


def test_neighbours_are_found_from_one_that_belongs_no_more(course, tmp_path):
    book = _book(course, tmp_path, {"salted": ["Zoé", "Anaïs"]})
    among = ordered(book, "02_noise", Part(failing="salted"))
    elodie = next(each for each in book.standings if each.student.name == "Élodie")

    assert neighbours(among, elodie) == (among[0].student.key, among[1].student.key)
    assert neighbours(among, among[0]) == ("", among[1].student.key)


def test_a_hand_in_without_anything_to_say_has_no_state(course, tmp_path):
    book = _book(course, tmp_path, {})

    assert states(book.standings[0]) == []
