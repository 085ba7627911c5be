"""Which attempt counts, and what a teacher decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from autograder.base.verdict import Outcome, Result, Verdict
from autograder.course.load import load_course
from autograder.gradebook.records import BatchRecord
from autograder.gradebook.report import class_page
from autograder.gradebook.roster import Student, parse_roster
from autograder.gradebook.standings import about_overrides, gradebook
from autograder.gradebook.store import Graded, Store
from tests.gradebook.conftest import result
from tests.gradebook.runs import FUNCTION, points, run
from tests.gradebook.seen import ANN, stored


def test_an_attempt_that_cannot_count_is_not_among_the_unjudged(course, hand_ins, tmp_path):
    out = tmp_path / "out"
    run(course, hand_ins, out)
    store = Store(out)
    (first,) = store.attempts(Student("bob", "bob"), "02_noise")
    hand_ins("bob", "# again\n")
    run(course, hand_ins, out)
    (first.folder / "result.json").unlink()
    assert gradebook(course, store).unjudged == ()


def test_attempts_are_kept_and_the_best_counts(course, hand_ins, tmp_path):
    out = tmp_path / "out"
    run(course, hand_ins, out)
    hand_ins("bob", "# fail salted\n")
    run(course, hand_ins, out)
    assert points(course, out)[("bob", "02_noise")] == 10


def test_the_last_attempt_counts_where_the_course_says_so(course, course_folder, hand_ins, tmp_path):
    path = course_folder / "course.toml"
    path.write_text(path.read_text().replace('"best"', '"last"'))
    course, out = load_course(course_folder), tmp_path / "out"
    run(course, hand_ins, out)
    hand_ins("bob", "# fail salted\n")
    run(course, hand_ins, out)
    assert points(course, out)[("bob", "02_noise")] == 7


def test_where_the_last_attempt_counts_no_older_one_stands_in_while_it_waits(course, noise, tmp_path):
    course = replace(course, attempt="last")
    store = stored(tmp_path, result(), result(seeded="fail"))
    _, new = store.attempts(ANN, noise.id)
    (new.folder / "result.json").unlink()

    book = gradebook(course, store)
    assert (book.standings, book.unjudged) == ((), (new,))
    assert book.waiting(noise) == [ANN]
    assert [(each.points, each.why_withheld) for each in book.marks()] == [(None, "lms.not_judged")]

    store.grade(new, Graded(result(seeded="fail")))
    (standing,) = gradebook(course, store).standings
    assert (standing.attempt, standing.attempts) == (new, 2)


def test_where_the_best_attempt_counts_the_best_so_far_stands_while_another_waits(course, noise, tmp_path):
    store = stored(tmp_path, result(seeded="fail"), result())
    old, new = store.attempts(ANN, noise.id)
    (new.folder / "result.json").unlink()

    book = gradebook(course, store)
    assert ([each.attempt for each in book.standings], book.unjudged) == ([old], (new,))


def test_overrides_survive_a_regrade_and_mistakes_in_them_are_named(course, hand_ins, tmp_path):
    out = tmp_path / "out"
    run(course, hand_ins, out)
    (out / "overrides.csv").write_text(
        "étudiant;devoir;vérification;points;commentaire\nann;2;salted;4,5;presque\nnobody;2;;1;\nbob;2;nothing;1;\nbob;9;;1;\n",
        encoding="utf-8",
    )
    report = run(course, hand_ins, out, again=True)
    assert points(course, out)[("ann", "02_noise")] == 10
    assert len(report.problems) == 3
    assert "overrides.csv:3" in str(report.problems[0])


def test_points_above_the_maximum_are_asked_about_for_a_check_and_for_the_whole(course, hand_ins, tmp_path):
    out = tmp_path / "out"
    run(course, hand_ins, out)
    (out / "overrides.csv").write_text(
        "student,assignment,check,points,comment\nann,2,salted,99,\nann,2,,9,\nbob,2,,42,\n", encoding="utf-8"
    )
    _, slips = about_overrides(course, Store(out))
    assert [each.text("en").partition(" is worth")[0].rpartition(": ")[2] for each in slips] == [
        "salted",
        "the whole hand-in",
    ]


def test_who_waits_for_a_verdict_is_not_taken_for_one_who_handed_in_nothing(
    course, noise, hand_ins, tmp_path
):
    out = tmp_path / "out"
    run(course, hand_ins, out)
    store = Store(out)
    (only,) = store.attempts(Student("bob", "bob"), "02_noise")
    (only.folder / "result.json").unlink()
    book = gradebook(course, store)
    assert [each.key for each in book.waiting(noise)] == [only.student.key]
    assert ">not yet judged<" in class_page(course, book, language="en")


def test_students_without_a_hand_in_are_in_the_gradebook(course, hand_ins, tmp_path):
    out = tmp_path / "out"
    report = run(course, hand_ins, out, roster=parse_roster(b"id,name\nann,Ann\nzoe,Zo\n"))
    assert [student.id for student in report.listings[0].missing] == ["zoe"]
    assert [student.id for student in gradebook(course, Store(out)).students] == ["ann", "bob", "cy", "zoe"]


def test_a_students_own_deadline_counts_instead_of_the_classs_and_may_move_again(course, noise, tmp_path):
    store = Store(tmp_path / "out")
    due, own = datetime(2026, 3, 5, 23, 59), datetime(2026, 3, 9, 23, 59)
    store.keep_batch(BatchRecord(due={noise.id: due}))
    passed = Result(noise.id, tuple(Verdict(check.id, Outcome.PASS) for check in noise.rubric), "A")
    handed_in = [("a.py", FUNCTION.encode())]
    for extension, days in ((own, 1), (datetime(2026, 3, 12), 0)):  # handed in on the 10th
        attempt, _ = store.add(
            Student("7", "Ann"), noise.id, handed_in, submitted=datetime(2026, 3, 10, 12, 0), due=extension
        )
        store.grade(attempt, Graded(passed))
        (standing,) = gradebook(course, store).standings
        assert standing.score.days_late == days
