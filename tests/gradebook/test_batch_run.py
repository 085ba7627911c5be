"""What a teacher and a program read of a batch."""

from pathlib import Path

from autograder.gradebook.batch_run import BatchRun
from autograder.gradebook.records import InHand

OUT = Path("results")


def test_a_batch_ends_with_one_line_of_figures():
    run = BatchRun(attempts=5, judged=3, reused=2, seconds=90.0)
    assert run.lines(OUT) == [
        "results: 3 hand-ins judged in 90.0\u00a0s, 2 per minute; 2 already had their verdicts",
        "Next, the students' pages, the class report and marks: autograder report",
    ]


def test_a_long_batch_tells_its_duration_in_minutes():
    line = BatchRun(attempts=12, judged=12, seconds=503.2).lines(OUT, "fr")[0].replace("\u00a0", " ")
    assert line == "results : 12 rendus corrigés en 8 min 23, soit 1 par minute"


def test_where_nothing_is_new_nothing_is_counted():
    said = BatchRun(attempts=12, reused=12, seconds=0.5).lines(OUT, "fr")[0].replace("\u00a0", " ")
    assert said == "results : rien de nouveau à corriger ; 12 avaient déjà leurs verdicts"


def test_one_hand_in_is_one_hand_in_and_one_check_is_named():
    line, _ = BatchRun(attempts=1, judged=1, seconds=60.0, checks=("salted",)).lines(OUT)
    assert line.startswith("results: 1 hand-in judged for 1 check only (salted) in")


def test_a_judge_error_names_whose_and_the_last_line_of_why():
    run = BatchRun(
        judged=1, seconds=1.0, judge_errors=[("Ann", "02_noise", "salted", "Traceback\nKeyError: 1\n")]
    )
    first, last, _ = run.lines(OUT)
    assert first == "  judge error      Ann  02_noise salted: KeyError: 1"
    assert last.endswith("1 judge error, scores withheld")


def test_who_ran_out_of_time_in_an_earlier_run_is_named_with_what_to_do():
    first, *_ = BatchRun(reused=1, out_of_time=[("Ann", "02_noise")]).lines(OUT)
    assert first == "  out of time      Ann  02_noise: as an earlier run found; --again judges it once more"


def test_an_interrupted_batch_says_how_much_is_left():
    run = BatchRun(attempts=5, judged=1, reused=1, seconds=1.0, interrupted=True)
    assert run.remaining == 3
    last = run.lines(OUT, command="autograder batch x.zip -a 02")[-1]
    assert last == (
        "Interrupted with 3 hand-ins to go. The same command goes on from here: autograder batch x.zip -a 02"
    )
    assert run.ended()["event"] == "interrupted"


def test_an_interrupted_batch_names_what_it_was_judging():
    hers = InHand("durand", "Durand", "02_noise", 1, 0.0)
    run = BatchRun(attempts=5, judged=1, seconds=1.0, interrupted=True, in_hand=(hers,))
    before, _ = run.lines(OUT, "fr")[-2:]
    assert before.replace("\u00a0", " ") == (
        "En cours de correction au moment de l’arrêt, et repris du début la prochaine fois : Durand, 02_noise"
    )
    assert run.ended()["in_hand"] == [["durand", "02_noise"]]


def test_an_interrupted_batch_that_judged_nothing_does_not_say_that_nothing_is_new():
    said = BatchRun(attempts=4, seconds=9.0, interrupted=True).lines(OUT, "fr")[0].replace("\u00a0", " ")
    assert said == "results : 0 rendu corrigé"


def test_a_rate_below_one_a_minute_is_not_told_as_none():
    said = BatchRun(attempts=5, judged=5, seconds=637.0).lines(OUT, "fr")[0].replace("\u00a0", " ")
    assert said == "results : 5 rendus corrigés en 10 min 37"
