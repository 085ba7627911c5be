"""A student's folder gets another name: what was decided about them, and is known of them, goes along."""

from __future__ import annotations

import json

from autograder.base import files
from autograder.gradebook import sync_record
from autograder.gradebook.review.decisions import NOTHING, Decision, decide, decision
from autograder.gradebook.roster import Student, parse_roster
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Store
from tests.gradebook.runs import FUNCTION, graded_class


def test_what_a_teacher_decided_stands_when_a_roster_comes_later(course, tmp_path):
    download, out = tmp_path / "download", tmp_path / "out"
    for number in ("7", "8"):
        path = download / f"Zoé Martin_{number}_assignsubmission_file" / "tp2.py"
        path.parent.mkdir(parents=True)
        path.write_text(f"{FUNCTION}# {number}\n")
    graded_class(course, [download], out)
    first, second = Store(out).students()
    for student, points in ((first, "3"), (second, "4")):
        decide(out, student, "02_noise", "", Decision(points, "as agreed"), NOTHING)
    roster = parse_roster("id,name,lms id\ne1,Zoé Martin,7\ne2,Zoé Martin,8\n".encode())
    graded_class(course, [download], out, roster=roster)

    book = gradebook(course, Store(out))
    assert not book.problems
    assert [(each.student.id, each.score.points) for each in book.standings] == [("e1", 3), ("e2", 4)]
    assert decision(out, book.students[0], "02_noise", "") == Decision("3", "as agreed")


def test_what_is_known_of_lms_stands_too(tmp_path):
    store = Store(tmp_path)
    known, student = Student("7", "Zoé", lms_id="7"), Student("e1", "Zoé", lms_id="7")
    store.add(known, "02_noise", [("a.py", b"x")])
    written = {
        "schema": "autograder/written/1",
        "marks": {"02_noise": {"moodle": {known.key: {"points": ["3"]}}}},
    }
    files.write_json(tmp_path / "exports" / "written.json", written)
    sync_record.keep_people(store, "moodle x", {"1": known.key})
    (tmp_path / "comments.csv").write_bytes(b"\xff\xfe damaged")
    store.identify(known, student)

    assert sync_record.people(store, "moodle x") == {"1": student.key}
    marks = json.loads((tmp_path / "exports" / "written.json").read_text())["marks"]
    assert marks == {"02_noise": {"moodle": {student.key: {"points": ["3"]}}}}


def test_a_students_page_and_results_json_go_along(tmp_path):
    store = Store(tmp_path)
    known, student = Student("7", "Zoé", lms_id="7"), Student("e1", "Zoé", lms_id="7")
    store.add(known, "02_noise", [("a.py", b"x")])
    for name in ("feedback/{}.html", "exports/gradescope/02_noise/{}.json"):
        for key in (known.key, f"{known.key}0"):
            files.write_bytes(tmp_path / name.format(key), key.encode())
    store.identify(known, student)

    for name in ("feedback/{}.html", "exports/gradescope/02_noise/{}.json"):
        assert not (tmp_path / name.format(known.key)).exists()
        assert (tmp_path / name.format(student.key)).read_text() == known.key
        assert (tmp_path / name.format(f"{known.key}0")).exists()
