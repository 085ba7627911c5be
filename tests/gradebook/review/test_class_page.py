"""The class page's data: a bar leads to its hand-ins, quartiles are shares, what waits is counted."""

from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
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


def test_who_handed_nothing_in_and_who_waits_have_signs_of_their_own_and_a_legend(course, tmp_path):
    store = Store(tmp_path)
    _book(course, tmp_path, CHECKS)
    store.add(Student("8", "S8"), "02_noise", [("tp.py", b"new")])
    store.enrol(Student("9", "S9"))
    view = class_view(course, gradebook(course, store), "fr")

    cells = {row["name"]: row["cells"][0] for row in view["rows"]}
    assert (cells["S8"]["text"], cells["S8"]["state"], cells["S8"]["words"]) == (
        "…",
        "waiting",
        "rendu, pas encore jugé",
    )
    assert (cells["S9"]["text"], cells["S9"]["state"], cells["S9"]["words"]) == ("–", "missing", "rien rendu")
    assert view["legend"] == "– rien rendu · … rendu, pas encore jugé"
    assert {"waiting", "missing"} <= set(view["states"])


def test_a_class_of_which_nothing_is_judged_yet_shows_who_handed_in(course, tmp_path):
    Store(tmp_path).add(Student("8", "S8"), "02_noise", [("tp.py", b"new")])
    view = class_view(course, gradebook(course, Store(tmp_path)), "en")
    assert [cell["text"] for row in view["rows"] for cell in row["cells"]] == ["…"]


def test_what_could_not_be_read_is_to_be_looked_at_with_the_reason_and_a_link(course, tmp_path):
    store, student = Store(tmp_path), Student("7", "S7")
    attempt, _ = store.add(student, "02_noise", [("tp.pdf", b"%PDF")])
    message = Message.of("handin.is_document", name="tp.pdf")
    verdicts = tuple(Verdict(each, Outcome.NOT_RUN, Reason.BAD_FILE, message) for each in CHECKS)
    store.grade(attempt, Graded(Result("02_noise", verdicts, "A")))
    view = class_view(course, gradebook(course, store), "en")

    (told,) = view["look_at"]
    assert told["why"].startswith("nothing of it could be judged: tp.pdf is a text document")
    assert told["link"] == f"/hand-in/02_noise/{student.key}"
    assert "look_at" in view["rows"][0]["cells"][0]["states"]


def test_a_name_leads_to_the_newest_assignment_handed_in(course, tmp_path):
    store = Store(tmp_path)
    store.enrol(Student("9", "Zoé"))
    book = _book(course, tmp_path, CHECKS)
    rows = class_view(course, book, "en")["rows"]
    assert [row["link"] for row in rows] == [f"/hand-in/02_noise/{Student('0', 'S0').key}", ""]


def test_homonyms_have_their_numbers_in_a_list(course, tmp_path):
    for number in "12":
        attempt, _ = Store(tmp_path).add(Student(number, "Jean Martin"), "02_noise", [("tp.py", b"x")])
        Store(tmp_path).grade(attempt, Graded(Result("02_noise", (), "A")))
    listed = list_view(course.assignment("02"), gradebook(course, Store(tmp_path)), Part(), "en")
    assert [row["name"] for row in listed["rows"]] == ["Jean Martin (1)", "Jean Martin (2)"]
