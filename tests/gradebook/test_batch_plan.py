"""Judged is what no stored verdict answers, and what is asked for."""

from __future__ import annotations

from autograder.base import files
from autograder.course.load import load_course
from tests.gradebook.runs import logged, points, run


def test_the_same_command_again_judges_nothing(course, hand_ins, tmp_path):
    run(course, hand_ins, tmp_path / "out")
    report = run(course, hand_ins, tmp_path / "out")
    assert (report.judged, report.reused) == (0, 3)


def test_one_changed_check_is_run_alone(course, course_folder, hand_ins, tmp_path):
    out, log = tmp_path / "out", tmp_path / "log"
    run(course, hand_ins, out)
    path = course_folder / "02_noise/checks/test_hidden.py"
    path.write_text(path.read_text().replace("LEVEL = 3", "LEVEL = 4"))
    report = run(load_course(course_folder), hand_ins, out, options={})
    assert (report.judged, report.checks_run) == (3, 3)
    report = run(load_course(course_folder), hand_ins, out, options={"log": str(log)})
    assert all(
        line.split()[2] == "clipped,seeded,salted,blurred" for line in logged(log)
    )  # an option is part of the key


def test_again_only_and_check_choose_what_is_judged(course, hand_ins, tmp_path):
    out = tmp_path / "out"
    run(course, hand_ins, out)
    assert run(course, hand_ins, out, again=True, only=["ann"]).checks_run == 4
    assert run(course, hand_ins, out, again=True, checks=["salted"]).checks_run == 3
    assert points(course, out)[("ann", "02_noise")] == 7


def test_an_endless_loop_is_judged_once_and_again_on_request(course, hand_ins, tmp_path):
    hand_ins("ann", "# time salted\n# fail clipped\n")
    out = tmp_path / "out"
    assert run(course, hand_ins, out).judged == 3

    again = run(course, hand_ins, out)

    assert (again.judged, again.checks_run) == (0, 0)
    assert again.out_of_time == [("ann", "02_noise")]
    assert run(course, hand_ins, out, again=True, only=["ann"]).judged == 1


def test_who_was_late_by_the_clock_alone_is_judged_again(course, hand_ins, tmp_path):
    hand_ins("ann", "# late salted\n# fail clipped\n")
    out = tmp_path / "out"
    run(course, hand_ins, out)

    again = run(course, hand_ins, out)

    assert (again.judged, again.checks_run, again.out_of_time) == (1, 1, [])


def test_who_is_named_is_judged_again_although_a_run_of_all_was_stopped(course, hand_ins, tmp_path):
    def stop(event):
        if event["event"] == "judged" and event["done"] == 2:
            raise KeyboardInterrupt

    out = tmp_path / "out"
    run(course, hand_ins, out)
    assert run(course, hand_ins, out, tell=stop, again=True).interrupted
    found = [run(course, hand_ins, out, again=True, only=[each]).judged for each in ("ann", "bob", "cy")]
    assert found == [1, 1, 1]


def test_an_interrupted_second_judging_goes_on_where_it_was(course, hand_ins, tmp_path):
    out = tmp_path / "out"
    run(course, hand_ins, out)
    run(course, hand_ins, out, again=True)
    files.write_json(out / "batch.json", {**files.read_json(out / "batch.json"), "finished": False})
    assert run(course, hand_ins, out, again=True).judged == 0
    assert run(course, hand_ins, out, again=True).judged == 3


def test_the_newest_attempt_is_judged_first_and_older_ones_that_cannot_count_are_not(
    course, hand_ins, tmp_path
):
    out, log, events = tmp_path / "out", tmp_path / "log", []
    run(course, hand_ins, out)
    hand_ins("ann", "# late salted\n# fail clipped\n")  # it never ends
    run(course, hand_ins, out, only=["ann"])
    hand_ins("ann", "# all is well\n")

    report = run(course, hand_ins, out, options={"log": str(log)}, again=True, tell=events.append)

    assert [
        each["attempt"] for each in events if each["event"] == "judged" and each["student"] == "s_ann"
    ] == [3]
    assert len(logged(log)) == 3
    assert (report.judged, report.settled, report.remaining, report.out_of_time) == (3, 2, 0, [])
    assert points(course, out)[("ann", "02_noise")] == 10
    again = run(course, hand_ins, out, options={"log": str(log)})
    assert (again.judged, again.settled) == (0, 2)
    assert "2 rendus plus anciens non corrigés" in "\n".join(again.lines(out, "fr"))


def test_an_older_attempt_that_may_still_be_the_best_is_judged_after_the_newer_one(
    course, hand_ins, tmp_path
):
    out, events = tmp_path / "out", []
    run(course, hand_ins, out)
    hand_ins("bob", "# fail salted\n# fail blurred\n")

    run(course, hand_ins, out, again=True, only=["bob"], workers=2, tell=events.append)

    assert [each["attempt"] for each in events if each["event"] == "judged"] == [2, 1]
    assert points(course, out)[("bob", "02_noise")] == 10


def test_what_was_known_of_a_newer_attempt_settles_nothing_while_it_is_judged_again(
    course, course_folder, hand_ins, tmp_path
):
    out = tmp_path / "out"
    hand_ins("ann", "# fail clipped\n# fail blurred\n# it had more\n")
    run(course, hand_ins, out)
    hand_ins("ann", "")
    run(course, hand_ins, out)  # full points for the second: the first keeps its verdicts

    path = course_folder / "02_noise/checks/test_public.py"
    path.write_text(path.read_text().replace("OTHER.max() == 1", "OTHER.max() == 1.0"))
    events = []
    report = run(load_course(course_folder), hand_ins, out, tell=events.append)

    assert next(each["to_judge"] for each in events if each["event"] == "planned") == 4
    assert (report.judged, report.settled) == (3, 1)
