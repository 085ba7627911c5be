"""Each way a check can end has its verdict, and a result says how it came about."""

import contextlib
import dataclasses
import json
import textwrap

import pytest

from autograder.base.errors import ContentError, HandInError, UsageError
from autograder.base.verdict import Outcome, Reason, Result, Verdict
from autograder.course.load import load_assignment
from autograder.judge import run, stopwatch
from autograder.judge.hand_in import read_in_this_process
from autograder.judge.run import Judge, grade_in_process, grade_job
from autograder.judge.sandbox.meter import Usage

PUBLIC = """
    import numpy as np

    def test_works(submission):
        expect.close(submission.f(np.full((2, 4, 4), 0.25)), np.full((2, 4, 4), 0.5))
"""
HIDDEN = """
    import numpy as np

    def test_hidden(submission):
        expect.close(submission.f(np.full((2, 4, 4), 0.125)), np.full((2, 4, 4), 0.25))
"""
RIGHT = b"def f(x):\n    return x * 2\n"
WRONG = b"def f(x):\n    return x * 3\n"


def only(result, check="works"):
    return result.verdict(check)


def test_a_right_answer_passes(judge, assignment_of):
    result = judge.grade(assignment_of(PUBLIC, HIDDEN), RIGHT, name="a.py")

    assert all(verdict.outcome is Outcome.PASS and verdict.message is None for verdict in result.verdicts)
    assert (result.sandbox, result.notes) == (judge.level, ())
    assert result.memory_mb > 100
    assert result.environment["keras"]


def test_a_wrong_answer_shows_what_was_expected_in_public_alone(judge, assignment_of):
    result = judge.grade(assignment_of(PUBLIC, HIDDEN), WRONG, name="a.py")

    public, hidden = only(result), only(result, "hidden")
    assert (public.outcome, public.reason) == (Outcome.FAIL, Reason.WRONG)
    assert public.call == "f(x 2×4×4)"
    assert public.expected.text("fr") == "0,5"
    assert public.picture.png.startswith(b"\x89PNG")
    assert (hidden.expected, hidden.picture, hidden.call) == (None, None, "f(…)")
    assert "f(x 2×4×4)" in hidden.detail


def test_a_result_survives_json(judge, assignment_of):
    result = judge.grade(assignment_of(PUBLIC, HIDDEN), WRONG, name="a.py")

    assert Result.from_json(json.loads(json.dumps(result.to_json()))) == result


@pytest.mark.parametrize(
    ("answer", "outcome", "reason"),
    [
        ("", Outcome.NOT_RUN, Reason.MISSING_NAME),
        ("def f(x):\n    raise NotImplementedError('q1: f')", Outcome.NOT_RUN, Reason.NOT_ATTEMPTED),
        ("import nosuch\nf = nosuch.f", Outcome.NOT_RUN, Reason.IMPORT_ERROR),
        ("def f(x:\n    return x", Outcome.NOT_RUN, Reason.IMPORT_ERROR),
        ("def f(x):\n    return 1 / 0", Outcome.FAIL, Reason.EXCEPTION),
        ("def f(x):\n    while True: pass", Outcome.FAIL, Reason.TIME),
        ("def f(x):\n    return [0] * 10**10", Outcome.FAIL, Reason.MEMORY),
        ("import os\ndef f(x):\n    os.abort()", Outcome.FAIL, Reason.CRASH),
        ("import numpy\ndef f(x):\n    return numpy.zeros(10**6)", Outcome.FAIL, Reason.OUTPUT),
        ("f = 7", Outcome.FAIL, Reason.EXCEPTION),
    ],
    ids=[
        "missing",
        "stub",
        "import",
        "syntax",
        "exception",
        "time",
        "memory",
        "crash",
        "output",
        "no_function",
    ],
)
def test_each_kind_of_failure_has_its_reason(judge, assignment_of, answer, outcome, reason):
    assignment = assignment_of(PUBLIC, seconds_per_call=2, output_mb=1, memory_mb=1024)

    verdict = only(judge.grade(assignment, answer.encode(), name="a.py"))

    assert (verdict.outcome, verdict.reason) == (outcome, reason)
    assert verdict.message.text("fr") != verdict.message.text("en")


def test_time_used_up_is_told_of_every_check_that_follows(judge, assignment_of):
    checks = "\n".join(f"    def test_c{n}(submission):\n        submission.f(1)\n" for n in range(4))
    answer = b"import time\ndef f(x):\n    time.sleep(60)\n"

    result = judge.grade(assignment_of(checks, seconds_per_call=1, seconds=2), answer, name="a.py")

    assert [verdict.reason for verdict in result.verdicts] == [Reason.TIME] * 4
    assert result.verdicts[0].outcome is Outcome.FAIL
    assert result.verdicts[-1].outcome is Outcome.NOT_RUN


def test_a_question_that_never_ends_leaves_the_others_their_time(judge, assignment_of):
    public = "def test_f1(submission):\n    submission.f()\n" + "".join(
        f"def test_{name}(submission):\n    assert submission.{name[0]}() == 1\n"
        for name in ("f2", "f3", "f4", "g1")
    )
    made = assignment_of(public, "def test_g2(submission):\n    assert submission.g() == 1\n", **SHORT)
    text = (made.folder / "assignment.toml").read_text(encoding="utf-8")
    begin = text.index("[[questions.checks]]", text.index('"f4"'))
    second = '[[questions]]\nid = "q2"\ntitle = { en = "Two", fr = "Deux" }\nfunctions = ["g"]\n'
    (made.folder / "assignment.toml").write_text(text[:begin] + second + text[begin:], encoding="utf-8")
    answer = b"def f():\n    while True: pass\ndef g():\n    return 1\n"

    found = judge.grade(load_assignment(made.folder), answer, name="a.py").verdicts

    assert {each.check: each.outcome.name for each in found} == {
        "f1": "FAIL",
        "f2": "FAIL",
        "f3": "NOT_RUN",
        "f4": "NOT_RUN",
        "g1": "PASS",
        "g2": "PASS",
    }
    assert next(each for each in found if each.check == "f3").message.key == "worker.stalls"


SHORT = {"seconds_per_call": 1, "seconds": 4}
SPIN = "    end = time.process_time() + 60\n    while time.process_time() < end: pass\n"


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("    while True: pass", "worker.time"),
        ("    time.sleep(60)", "worker.idle"),
        (
            "    threading.Lock().acquire()\n    lock = threading.Lock()\n    lock.acquire()\n    lock.acquire()",
            "worker.idle",
        ),
        ("    thread = threading.Thread(target=spin)\n    thread.start()\n    thread.join()", "worker.time"),
        ("    if os.fork() == 0:\n        spin()\n    os.wait()", "worker.time"),
        (
            "    if os.fork() == 0:\n        threading.Thread(target=spin).start()\n        time.sleep(60)\n    os.wait()",
            "worker.time",
        ),
    ],
    ids=["loop", "sleep", "deadlock", "thread", "child", "thread of a child"],
)
def test_what_counts_is_what_the_answer_and_all_it_started_compute(judge, assignment_of, body, key):
    answer = f"import os, threading, time\ndef spin():\n{SPIN}def f(x):\n{body}\n"

    verdict = only(judge.grade(assignment_of(PUBLIC, seconds_per_call=1), answer.encode(), name="a.py"))

    assert (verdict.outcome, verdict.reason, verdict.message.key) == (Outcome.FAIL, Reason.TIME, key)


def test_children_that_computed_and_are_gone_count_for_the_whole_hand_in(judge, assignment_of):
    answer = (
        "import os, time\ndef f(x):\n    if os.fork() == 0:\n        end = time.process_time() + 0.5\n"
        "        while time.process_time() < end: pass\n        os._exit(0)\n    os.wait()\n    return x * 2\n"
    )

    result = judge.grade(assignment_of(PUBLIC), answer.encode(), name="a.py")

    assert only(result).passed
    assert 0.45 < result.processor_seconds < 1.5


class Starved:
    """A launcher whose first workers, on a busy machine, seem to get no processor time at all."""

    def __init__(self, launcher, times):
        self.launcher, self.times = launcher, times

    def __getattr__(self, name):
        return getattr(self.launcher, name)

    def start(self, *args):
        worker = self.launcher.start(*args)
        self.times -= 1
        if self.times >= 0:
            worker.usage = Usage
        return worker


@pytest.mark.parametrize(
    ("times", "outcome", "reason"),
    [(1, Outcome.FAIL, Reason.TIME), (9, Outcome.JUDGE_ERROR, Reason.BUSY)],
    ids=["once", "always"],
)
def test_who_was_kept_waiting_is_judged_again_before_anything_is_said(
    judge, assignment_of, monkeypatch, times, outcome, reason
):
    launcher = Starved(judge.launcher, times)
    monkeypatch.setattr(stopwatch, "backstop", lambda seconds: 2 if launcher.times >= 0 else 600)
    monkeypatch.setattr(stopwatch, "machine_is_busy", lambda: True)
    starved = Judge(launcher=launcher, unisolated=True)

    result = starved.grade(
        assignment_of(PUBLIC, seconds_per_call=1), b"def f(x):\n    while True: pass\n", name="a.py"
    )

    assert (only(result).outcome, only(result).reason) == (outcome, reason)


@pytest.mark.parametrize("starved", [("quick",), ("quick", "works"), ("works", "hidden")])
def test_what_was_to_follow_a_check_that_was_kept_waiting_is_judged_when_that_has_passed(
    judge, assignment_of, monkeypatch, starved
):
    """With `until_failure` the first busy moment once ended the run, and the check that fails never ran."""
    late, judged = list(starved), run.judge

    def judge_late(check, *arguments, **settings):
        if check.id in late:
            late.remove(check.id)
            return Verdict(check.id, Outcome.JUDGE_ERROR, Reason.BUSY)
        return judged(check, *arguments, **settings)

    monkeypatch.setattr(run, "judge", judge_late)
    public = "    def test_quick(submission):\n        pass\n" + PUBLIC
    result = judge.grade(
        assignment_of(textwrap.dedent(public), HIDDEN),
        b"def f(x):\n    return x * 2 if x[0, 0, 0] == 0.25 else x * 3\n",
        name="a.py",
        checks=["quick", "works", "hidden"],
        until_failure=True,
    )

    assert [(each.check, each.outcome) for each in result.verdicts] == [
        ("quick", Outcome.PASS),
        ("works", Outcome.PASS),
        ("hidden", Outcome.FAIL),
    ]


def test_a_broken_check_is_a_judge_error_with_its_trace(judge, assignment_of):
    public = "    def test_breaks(submission):\n        return submission.f(1).shape\n"

    verdict = only(judge.grade(assignment_of(public), RIGHT, name="a.py"), "breaks")

    assert (verdict.outcome, verdict.reason) == (Outcome.JUDGE_ERROR, Reason.JUDGE)
    assert "AttributeError" in verdict.detail
    assert "AttributeError" not in verdict.message.text("en")


def test_a_bare_assertion_is_a_wrong_answer(judge, assignment_of):
    public = "    def test_asserts(submission):\n        assert submission.f(1) == 3\n"

    assert only(judge.grade(assignment_of(public), RIGHT, name="a.py"), "asserts").reason is Reason.WRONG


def test_an_argument_that_does_not_cross_is_the_checks_mistake(judge, assignment_of):
    public = "    def test_gives(submission):\n        submission.f({1, 2})\n"

    assert (
        only(judge.grade(assignment_of(public), RIGHT, name="a.py"), "gives").outcome is Outcome.JUDGE_ERROR
    )


def test_a_check_file_that_cannot_be_imported_names_its_line(judge, assignment_of):
    public = "    import nosuch\n    def test_x(submission):\n        pass\n"

    with pytest.raises(ContentError, match=r"test_public\.py:2: .*nosuch"):
        judge.grade(assignment_of(public), RIGHT, name="a.py")


def test_an_unreadable_hand_in_gets_a_verdict_for_each_check(judge, assignment_of):
    result = judge.grade(assignment_of(PUBLIC, HIDDEN), b"{", name="a.ipynb")

    assert {(each.outcome, each.reason) for each in result.verdicts} == {(Outcome.NOT_RUN, Reason.BAD_FILE)}


def test_a_hand_in_that_a_busy_machine_did_not_read_is_not_the_students_fault(
    judge, assignment_of, monkeypatch
):
    def starved(*_):
        raise HandInError("handin.starved")

    monkeypatch.setattr(run, "read_hand_in", starved)
    result = judge.grade(assignment_of(PUBLIC, HIDDEN), RIGHT, name="a.py")

    assert {(each.outcome, each.reason) for each in result.verdicts} == {(Outcome.JUDGE_ERROR, Reason.BUSY)}


def test_only_the_checks_asked_for_run(judge, assignment_of):
    result = judge.grade(assignment_of(PUBLIC, HIDDEN), RIGHT, name="a.py", checks=["hidden"])

    assert [verdict.check for verdict in result.verdicts] == ["hidden"]


def test_a_notebooks_cell_and_line_are_told(judge, assignment_of):
    cells = [
        {"cell_type": "code", "source": "x = 1"},
        {"cell_type": "code", "source": "def f(x):\n    return x.nothing"},
    ]
    data = json.dumps({"cells": cells, "nbformat": 4}).encode()

    verdict = only(judge.grade(assignment_of(PUBLIC), data, name="a.ipynb"))

    assert "cell 2, line 2: “return x.nothing”" in verdict.message.text("en")


def test_a_trained_answer_is_the_same_in_every_worker(judge, assignment_of):
    public = """
        import numpy as np

        def test_repeats(submission):
            x = np.random.default_rng(0).random((64, 8, 8, 1)).astype("float32")
            weights = [each.f(x).weights() for each in (submission, submission.fresh(), submission.fresh())]
            for other in weights[1:]:
                for first, second in zip(weights[0], other):
                    expect.equal(second, first)
    """
    answer = b"""
import keras
def f(x):
    model = keras.Sequential([keras.Input((8, 8, 1)), keras.layers.Conv2D(4, 3), keras.layers.BatchNormalization(),
                              keras.layers.Dropout(0.2), keras.layers.Flatten(), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    model.fit(x, x[:, 0, 0], epochs=1, verbose=0)
    return model
"""
    assert only(judge.grade(assignment_of(public), answer, name="a.py"), "repeats").passed


@pytest.mark.parametrize("answer", [RIGHT, WRONG, b"", b"def f(x):\n    return 1 / 0\n", b"def f(x:\n"])
def test_the_verdicts_in_this_process_are_the_judges(judge, assignment_of, answer):
    assignment = assignment_of(PUBLIC, HIDDEN)
    here = grade_in_process(assignment, read_in_this_process(answer, name="a.py"), ["works", "hidden"])
    there = judge.grade(assignment, answer, name="a.py")

    def facts(result):
        return [(each.check, each.outcome, each.reason, each.message, each.call) for each in result.verdicts]

    assert facts(here) == facts(there)
    assert here.sandbox == "in-process"


def test_a_notebooks_own_functions_are_judged_in_place(assignment_of):
    result = grade_in_process(assignment_of(PUBLIC, HIDDEN), {"f": lambda x: x * 2})

    assert [(each.check, each.outcome) for each in result.verdicts] == [("works", Outcome.PASS)]


def test_hidden_checks_are_refused_where_nothing_isolates(assignment_of):
    with Judge("E") as judge, pytest.raises(UsageError, match="level E"):
        judge.grade(assignment_of(PUBLIC, HIDDEN), RIGHT, name="a.py")


def test_a_job_needs_plain_arguments_alone(assignment_of):
    folder = str(assignment_of(PUBLIC).folder)

    assert only(grade_job(folder, RIGHT, "a.py")).passed
    assert not only(grade_job(folder, WRONG, "a.py")).passed


def test_an_endless_function_does_not_cost_the_other_questions(judge, assignment_of):
    public = """
        def test_slow(submission):
            submission.g(1)

        def test_slow_too(submission):
            submission.g(2)

        def test_quick(submission):
            expect.equal(submission.f(2), 4)
    """
    assignment = assignment_of(public, seconds_per_call=2, seconds=4)
    (question,) = assignment.questions
    first = dataclasses.replace(question, checks=question.checks[:2])
    checks = tuple(dataclasses.replace(each, question="q2") for each in question.checks[2:])
    second = dataclasses.replace(question, id="q2", functions=("g",), checks=checks)
    assignment = dataclasses.replace(assignment, questions=(first, second))

    result = judge.grade(
        assignment, b"def f(x):\n    return x * 2\ndef g(x):\n    while True: pass\n", name="a.py"
    )

    assert [(each.check, each.outcome) for each in result.verdicts] == [
        ("slow", Outcome.FAIL),
        ("slow_too", Outcome.FAIL),
        ("quick", Outcome.PASS),
    ]


def test_hidden_checks_that_a_hand_in_could_read_are_refused(judge, assignment_of, monkeypatch):
    assignment = assignment_of(PUBLIC, HIDDEN)
    plan = dataclasses.replace(judge.launcher.plan, read=(str(assignment.folder.parent),))
    monkeypatch.setattr(judge.launcher, "plan", plan)
    monkeypatch.setattr(judge.launcher, "level", "B")
    monkeypatch.setattr(judge, "unisolated", False)

    with pytest.raises(UsageError, match="Move the course elsewhere"):
        judge.grade(assignment, RIGHT, name="a.py")


def test_figures_drawn_for_a_check_do_not_stay_open_in_the_notebook(assignment_of):
    pyplot = pytest.importorskip("matplotlib.pyplot")
    own = pyplot.figure()

    result = grade_in_process(assignment_of(PUBLIC, HIDDEN), {"f": lambda x: (pyplot.figure(), x * 2)[1]})

    assert result.verdicts
    assert pyplot.get_fignums() == [own.number]
    pyplot.close(own)


# As the terminal does it: an answer that raises KeyboardInterrupt itself was stopped by nobody.
CTRL_C = "__import__('signal').raise_signal(2)"


def test_an_answer_that_raises_keyboard_interrupt_itself_has_failed(assignment_of):
    answer = b"def f(x):\n    raise KeyboardInterrupt\n"

    (verdict, *_) = grade_in_process(
        assignment_of(PUBLIC), read_in_this_process(answer, name="a.py")
    ).verdicts

    assert (verdict.outcome, verdict.reason) == (Outcome.FAIL, Reason.EXCEPTION)


def test_ctrl_c_ends_the_checks_with_what_is_known(assignment_of):
    public = """
        def test_quick(submission):
            expect.equal(submission.f(2), 4)

        def test_endless(submission):
            submission.f(-1)

        def test_after(submission):
            submission.f(2)
    """
    answer = f"def f(x):\n    if x < 0:\n        {CTRL_C}\n    return x * 2\n".encode()

    result = grade_in_process(assignment_of(public), read_in_this_process(answer, name="a.py"))

    quick, endless, after = result.verdicts
    assert quick.passed
    assert (endless.outcome, endless.reason) == (Outcome.NOT_RUN, Reason.STOPPED)
    assert endless.call == "f(-1)"
    assert f"in line 3: {CTRL_C}" in endless.message.text("en")
    assert (after.reason, after.message.key) == (Reason.STOPPED, "worker.not_reached")


def test_ctrl_c_while_the_answers_run_says_in_which_line(assignment_of):
    answer = f"x = 1\n{CTRL_C}\ndef f(x):\n    return x * 2\n".encode()

    result = grade_in_process(assignment_of(PUBLIC), read_in_this_process(answer, name="a.py"))

    assert {each.reason for each in result.verdicts} == {Reason.STOPPED}
    assert f"in line 2: {CTRL_C}" in result.verdicts[0].message.text("en")


def test_on_a_students_machine_a_name_whose_import_stopped_is_explained_by_that(assignment_of):
    answer = b"# %%\nimport no_such_module as np\n# %%\ndef f(x):\n    return np.abs(x)\n"

    (verdict, *_) = grade_in_process(
        assignment_of(PUBLIC), read_in_this_process(answer, name="a.py")
    ).verdicts

    assert verdict.message.key == "worker.import_error"
    assert "np could not be defined" in verdict.message.text("en")
    assert "No module named 'no_such_module'" in verdict.message.text("en")


def test_the_students_code_alone_runs_within_what_is_around_it(assignment_of):
    public = """
        def test_prints(submission):
            print("ours")
            submission.f(2)
    """
    heard = []

    @contextlib.contextmanager
    def around():
        heard.append("in")
        yield

    grade_in_process(assignment_of(public), {"f": lambda x: x}, around=around)
    assert heard and len(heard) < 5
