"""A class is graded whatever happens: in any order, by any number of workers, killed and taken up again."""

from __future__ import annotations

import functools
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from autograder.base.errors import UsageError
from autograder.base.verdict import Outcome, Reason
from autograder.gradebook.batch import recognised
from autograder.gradebook.batch_order import Order
from autograder.gradebook.roster import Student, parse_roster
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Store
from tests.gradebook.runs import FUNCTION, graded_class, logged, points, run
from tests.processes import left_running


def test_a_class_is_graded(course, hand_ins, tmp_path):
    events = []
    report = run(course, hand_ins, tmp_path / "out", tell=events.append)
    assert points(course, tmp_path / "out") == {
        ("ann", "02_noise"): 7,
        ("bob", "02_noise"): 10,
        ("cy", "02_noise"): 8,
    }
    assert (report.attempts, report.judged, report.reused, report.remaining) == (3, 3, 0, 0)
    assert [event["event"] for event in events] == [
        "listed",
        "planned",
        "judged",
        "judged",
        "judged",
        "finished",
    ]
    assert json.dumps(events)
    assert "ann" in (tmp_path / "out" / "marks.csv").read_text(encoding="utf-8-sig")


def test_a_stopped_batch_knows_what_it_was_judging_and_begins_it_again(course, hand_ins, tmp_path):
    hand_ins("bob", "# overstays, " + str(tmp_path / "pid"))

    def stop(event):
        if event["event"] == "judged":
            raise KeyboardInterrupt

    out = tmp_path / "out"
    report = run(course, hand_ins, out, tell=stop, workers=2, only=["bob", "cy"])
    assert report.interrupted
    assert [(each.name, each.assignment) for each in report.in_hand] == [("bob", "02_noise")]
    assert not (out / "judging.json").exists()


def test_what_a_busy_machine_starved_is_seen_to_be_judged_again(course, hand_ins, tmp_path, monkeypatch):
    hand_ins("bob", f"# busy once, {tmp_path / 'busy'}\n")
    monkeypatch.setattr("autograder.gradebook.in_hand.LONG", 0.0)
    events = []
    run(course, hand_ins, tmp_path / "out", tell=events.append, only=["bob"])
    tries = [each["again"] for event in events if event["event"] == "long" for each in event["hand_ins"]]
    assert sorted(set(tries)) == [False, True]


def test_dry_run_stores_nothing(course, hand_ins, tmp_path):
    (listing,) = recognised(course, Order([hand_ins.folder]))
    assert len(listing.received) == 3
    assert not (tmp_path / "out").exists()


def test_results_do_not_depend_on_order_or_workers(course, hand_ins, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    run(course, hand_ins, one, workers=1)
    run(course, hand_ins, two, workers=2)
    assert points(course, one) == points(course, two)
    for path in one.rglob("result.json"):
        mine, other = (json.loads(each.read_text()) for each in (path, two / path.relative_to(one)))
        assert {**mine, "run": 0} == {**other, "run": 0}


def test_who_a_busy_machine_kept_waiting_is_judged_again_at_the_end_before_anything_is_told(
    course, hand_ins, tmp_path
):
    hand_ins("ann", f"# busy once, {tmp_path / 'was'}\n# fail clipped\n")
    log, events = tmp_path / "log", []
    report = run(course, hand_ins, tmp_path / "out", workers=2, options={"log": str(log)}, tell=events.append)

    (verdicts,) = [
        Store(tmp_path / "out").graded(each).result.verdicts
        for each in Store(tmp_path / "out").all_attempts()
        if each.student.name == "ann"
    ]
    assert {verdict.reason for verdict in verdicts} == {None, Reason.WRONG}
    assert len(logged(log)) == 4
    assert report.judged == 3
    assert [each["student"] for each in events if each["event"] == "judged"][-1] == "s_ann"


def test_a_judge_error_withholds_the_score_and_is_named(course, hand_ins, tmp_path):
    hand_ins("ann", "# judge_error salted\n")
    hand_ins("bob", "# broken judge\n")
    hand_ins("cy", "# missing salted\n")
    out = tmp_path / "out"
    report = run(course, hand_ins, out)
    assert set(points(course, out).values()) == {None}
    owed = {(who, check) for who, _, check, _ in report.judge_errors}
    assert ("ann", "salted") in owed and ("cy", "salted") in owed and ("bob", "clipped") in owed
    assert any("the judge has a bug" in detail for *_, detail in report.judge_errors)


def test_an_unreadable_hand_in_is_that_students_verdict(course, hand_ins, tmp_path):
    hand_ins("ann", "# unreadable\n")
    out = tmp_path / "out"
    run(course, hand_ins, out)
    assert points(course, out) == {("ann", "02_noise"): 0, ("bob", "02_noise"): 10, ("cy", "02_noise"): 8}
    (attempt,) = Store(out).attempts(Student("ann", "ann"), "02_noise")
    verdict = Store(out).graded(attempt).result.verdicts[0]
    assert (verdict.outcome, verdict.reason, verdict.message.key) == (
        Outcome.NOT_RUN,
        Reason.BAD_FILE,
        "archive.damaged",
    )


def test_a_group_that_handed_in_one_file_is_judged_once_and_everyone_has_the_verdicts(
    course, hand_ins, tmp_path
):
    for student in ("dan", "eve"):
        hand_ins(student, "# fail seeded\n")
    hand_ins("flo", "# fail seeded\n", name="other_name.py")
    log, events = tmp_path / "log", []
    report = run(course, hand_ins, tmp_path / "out", tell=events.append, options={"log": str(log)})
    assert (report.attempts, report.judged, report.remaining) == (6, 6, 0)
    assert len(logged(log)) == 5, "a file's name may be asked for: only equal names and bytes are alike"
    judged = [event for event in events if event["event"] == "judged"]
    assert [event["done"] for event in judged] == [1, 2, 3, 4, 5, 6]
    found = points(course, tmp_path / "out")
    assert {name for name, _ in found} == {"ann", "bob", "cy", "dan", "eve", "flo"}
    assert found["dan", "02_noise"] == found["eve", "02_noise"] == 9
    run(course, hand_ins, tmp_path / "out", checks=["salted"], again=True, options={"log": str(log)})
    assert len(logged(log)) == 10


def test_several_assignments_in_one_hand_in(course, hand_ins, tmp_path):
    hand_ins("ann", "def build_model():\n    pass\n# fail learns\n", name="all.py")
    (hand_ins.folder / "ann" / "tp2.py").unlink()
    out = tmp_path / "out"
    run(course, hand_ins, out)
    assert points(course, out)[("ann", "02_noise")] == 10
    assert points(course, out)[("ann", "03_model")] == 4


def test_a_doubt_is_told_once_at_the_end_and_stays_in_the_gradebook(course, hand_ins, tmp_path):
    (hand_ins.folder / "ann" / "tp2.py").write_text("def build_model():\n    pass\n", encoding="utf-8")
    out = tmp_path / "out"
    report = run(course, hand_ins, out, assignments=["02"])
    assert sum("03_model" in line for line in report.lines(out, "fr")) == 1
    (doubt,) = gradebook(course, Store(out)).doubts
    (attempt,) = Store(out).attempts(Student("ann", "ann"), "02_noise")
    graded = Store(out).graded(attempt)
    # The judge remarks the same when it reads the hand-in: that is the same doubt.
    Store(out).grade(attempt, replace(graded, result=replace(graded.result, notes=(doubt.values["note"],))))
    assert gradebook(course, Store(out)).doubts.count(doubt) == 2
    assert sum("03_model" in line for line in run(course, hand_ins, out, assignments=["02"]).lines(out)) == 1


SCRIPT = """
import sys
from pathlib import Path
from autograder.course.load import load_course
from autograder.base.errors import UsageError
from autograder.gradebook.batch import batch
from autograder.gradebook.batch_order import Judging, Order
from tests.gradebook.fakes import grade
if __name__ == "__main__":
    batch(load_course(Path(sys.argv[1])), Path(sys.argv[3]), Order([Path(sys.argv[2])]),
          Judging(grade, {"log": sys.argv[4], "pause": 0.3}, workers=2, environment="test"))
"""


@pytest.mark.parametrize("kill", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_batch_is_taken_up_again(course, course_folder, hand_ins, tmp_path, kill):
    for number in range(20):
        hand_ins(f"student{number}", f"# fail salted\n# {number}\n")
    out, log, script = tmp_path / "out", tmp_path / "log", tmp_path / "script.py"
    script.write_text(SCRIPT)
    root = Path(__file__).parents[2]
    command = [sys.executable, str(script), *map(str, (course_folder, hand_ins.folder, out, log))]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    # Started in the background, this test would hand down an ignored SIGINT.
    heed = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(command, env=environment, cwd=root, preexec_fn=heed)
    while len(logged(log)) < 8 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(kill)
    process.wait(120)
    workers = {int(line.split()[-1]) for line in logged(log)}
    before = len(logged(log))
    assert 8 <= before < 23
    subprocess.run(command, env=environment, cwd=root, check=True, timeout=60)
    assert len(logged(log)) <= 23 + 4  # at most those in flight are judged twice
    assert len(points(course, out)) == 23
    assert not list(out.rglob(".new-*/attempt.json"))
    assert left_running(workers) == []


def test_a_roster_and_a_worksheet_may_come_later(course, tmp_path):
    download, out = tmp_path / "download", tmp_path / "out"
    for number in ("7", "8"):
        path = download / f"Zoé Martin_{number}_assignsubmission_file" / "tp2.py"
        path.parent.mkdir(parents=True)
        path.write_text(f"{FUNCTION}# {number}\n")
    sheet = tmp_path / "Notes.csv"
    sheet.write_text(
        "Identifiant,Nom complet,Adresse de courriel,Dernière modification (travail remis)\n"
        'Participant7,Zoé Martin,z1@u.fr,"jeudi 5 mars 2026, 12:00"\n'
        'Participant8,Zoé Martin,z2@u.fr,"samedi 7 mars 2026, 12:00"\n',
        encoding="utf-8",
    )
    with pytest.raises(UsageError, match="--due cannot be applied"):
        graded_class(course, [download], out, due=datetime(2026, 3, 5, 23, 59))
    graded_class(course, [download], out)
    roster = parse_roster("id,name,email\ne1,Zoé Martin,z1@u.fr\ne2,Zoé Martin,z2@u.fr\n".encode())
    due = datetime(2026, 3, 5, 23, 59)
    again = graded_class(course, [download], out, roster=roster, worksheet=sheet, due=due)
    assert (again.judged, again.reused) == (0, 2)
    book = gradebook(course, Store(out))
    assert [(each.student.id, each.score.days_late) for each in book.standings] == [("e1", 0), ("e2", 2)]
    assert len(book.students) == 2


def test_a_deadline_is_no_other_assignments(course, tmp_path):
    out, march, april = tmp_path / "out", datetime(2026, 3, 5, 23, 59), datetime(2026, 4, 5, 23, 59)

    def graded(name, text, due, day, **options):
        folder = f"39786-640693 - Zoé Martin - {day}, 2026 1022 AM"
        path = tmp_path / name / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        graded_class(course, [tmp_path / name], out, due=due, **options)
        return [each.score.days_late for each in gradebook(course, Store(out)).standings]

    assert graded("tp2.py", FUNCTION, march, "Mar 7") == [2]
    assert graded("tp3.py", "def build_model(): pass\n", april, "Apr 6") == [2, 1]
    assert Store(out).due_dates() == {"02_noise": march, "03_model": april}
    assert graded("tp3.py", "", april, "Apr 6", assignments=["02", "03"]) == [0, 1]  # both are named


def test_an_extension_is_taken_back_by_a_worksheet_that_no_longer_has_it(course, tmp_path):
    download, out, sheet = tmp_path / "download", tmp_path / "out", tmp_path / "Notes.csv"
    path = download / "Zoé Martin_7_assignsubmission_file" / "tp2.py"
    path.parent.mkdir(parents=True)
    path.write_text(FUNCTION)

    def days_late(status, **options):
        sheet.write_text(
            "Identifiant,Nom complet,Statut,Dernière modification (travail remis)\n"
            f'Participant7,Zoé Martin,"{status}","samedi 7 mars 2026, 12:00"\n',
            encoding="utf-8",
        )
        graded_class(course, [download], out, **{"worksheet": sheet, **options})
        (standing,) = gradebook(course, Store(out)).standings
        return standing.score.days_late

    extended = "Remis pour évaluation - Octroi d'une prolongation jusqu'au : lundi 9 mars 2026, 23:59"
    due = datetime(2026, 3, 5, 23, 59)
    assert days_late(extended, due=due) == 0
    assert days_late("", worksheet=None) == 0, "a download alone tells nothing of extensions"
    assert days_late("Remis pour évaluation") == 2


def test_an_extension_counts_for_what_was_handed_in_before_it_too(course, tmp_path):
    out, sheet, download = tmp_path / "out", tmp_path / "Notes.csv", tmp_path / "download"
    path = download / "Zoé Martin_7_assignsubmission_file" / "tp2.py"
    path.parent.mkdir(parents=True)

    def points(text, status, day):
        path.write_text(f"{FUNCTION}{text}")
        sheet.write_text(
            "Identifiant,Nom complet,Statut,Dernière modification (travail remis)\n"
            f'Participant7,Zoé Martin,"{status}","{day} mars 2026, 12:00"\n',
            encoding="utf-8",
        )
        graded_class(course, [download], out, worksheet=sheet, due=datetime(2026, 3, 5, 23, 59))
        (standing,) = gradebook(course, Store(out)).standings
        return standing.score.points

    assert points("# all is well", "Remis", "samedi 7") == 8  # two days late
    extended = "Remis - Octroi d'une prolongation jusqu'au : lundi 9 mars 2026, 23:59"
    assert points("# fail salted", extended, "dimanche 8") == 10  # the first, which is not late any more


def test_results_are_not_taken_for_a_download(course, hand_ins, tmp_path):
    run(course, hand_ins, tmp_path / "out")
    with pytest.raises(UsageError, match="the results of one"):
        graded_class(course, [tmp_path / "out"], tmp_path / "new")


def test_a_batch_of_one_assignment_tells_of_that_one(course, hand_ins, tmp_path):
    hand_ins("ann", "# unreadable\n")
    out = tmp_path / "out"
    first = run(course, hand_ins, out)
    lines = "student,assignment,check,points,comment\nnobody,02,,4,\nnobody,03,,4,\nnobody,99,,4,\n"
    (out / "overrides.csv").write_text(lines, encoding="utf-8")
    again = graded_class(course, [], out, assignments=["03"])
    assert first.unread == 1 and again.unread == 0
    assert [each.values["line"] for each in again.problems] == [3, 4]
