"""The class page's data: a bar leads to its hand-ins, quartiles are shares, what waits is counted."""

from autograder.base.verdict import Outcome, Result, Verdict
from autograder.gradebook.review.class_page import class_view, list_view, said
from autograder.gradebook.review.part import Part
from autograder.gradebook.roster import Student
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Graded, Store

CHECKS = ("clipped", "seeded", "salted", "blurred")  # 2 + 3 + 5 points, and a bonus of 2


def _book(course, out, *passed):
    """Return the gradebook of a class in which each student passed these checks."""
    store = Store(out)
    for number, mine in enumerate(passed):
        attempt, _ = store.add(Student(str(number), f"S{number}"), "02_noise", [("tp.py", b"%d" % number)])
        verdicts = tuple(Verdict(each, Outcome.PASS if each in mine else Outcome.FAIL) for each in CHECKS)
        store.grade(attempt, Graded(Result("02_noise", verdicts, "A")))
    return gradebook(course, store)


def test_every_bar_counts_and_leads_to_its_hand_ins(course, tmp_path):
    book = _book(course, tmp_path, CHECKS, CHECKS, ("clipped",), ())
    (shown,) = class_view(course, book, "en")["assignments"]
    bars = [bar for bar in shown["histogram"]["bars"] if bar["total"]]

    assert [(bar["total"], bar["link"]) for bar in bars] == [
        (1, "/hand-ins/02_noise?low=0&high=1"),
        (1, "/hand-ins/02_noise?low=2&high=3"),
        (2, "/hand-ins/02_noise?low=9"),
    ]
    for bar in bars:
        query = dict(each.split("=") for each in bar["link"].split("?")[1].split("&"))
        listed = list_view(course.assignment("02"), book, Part.of(query), "en")
        assert len(listed["rows"]) == bar["total"]


def test_a_check_tells_how_many_fail_it_and_their_share(course, tmp_path):
    book = _book(course, tmp_path, CHECKS, ("clipped",), ("clipped",), ())
    (shown,) = class_view(course, book, "en")["assignments"]

    (clipped, seeded) = shown["questions"][0]["checks"]
    assert (clipped["failed"], clipped["difficulty"]) == (1, "25")
    assert (seeded["failed"], seeded["difficulty"]) == (3, "75")


def test_a_part_is_said_in_words(course):
    noise = course.assignment("02")

    assert said(Part(failing="clipped", low="2"), noise, "en") == "those that fail clipped, 2 to 10 points"
    assert said(Part(), noise, "en") == ""
    assert said(Part(state="<script>"), noise, "en") == ""
