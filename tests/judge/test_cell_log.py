"""Which cells stopped, and what that means for the names they should have defined."""

import pytest

from autograder.base.verdict import AnswerError, Message, Reason
from autograder.judge.cell_log import CellLog, answer_error
from autograder.judge.hand_in import Cell, HandIn, read_in_this_process
from autograder.judge.wire.protocol import Failure

HAND_IN = read_in_this_process(b"a = 1\ndef f():\n    pass\ndef mean_image():\n    pass\n", name="a.py")
BAD = answer_error(Failure(Reason.EXCEPTION, "bad", ("ValueError",), 2, "def f():"))
MISSING = Failure(Reason.MISSING_NAME, "f")


def test_a_missing_name_is_explained_by_the_cell_that_should_have_defined_it():
    log = CellLog(HAND_IN)
    log.stop(1, BAD)

    error = log.explain(MISSING, "f")

    assert (error.reason, error.not_run) == (Reason.IMPORT_ERROR, True)
    assert "ValueError" in error.message.text("en")


def test_a_limit_that_stopped_the_cell_stays_the_reason():
    log = CellLog(HAND_IN)
    log.stop(1, AnswerError(Reason.TIME, Message("worker.time", {"seconds": 1})))

    assert log.explain(MISSING, "f").reason is Reason.TIME


def test_a_similar_name_is_suggested():
    error = CellLog(HAND_IN).explain(MISSING, "mean_images")

    assert error.message == Message("worker.similar_name", {"name": "mean_images", "similar": "mean_image"})


def test_a_cell_that_killed_a_worker_is_not_run_again():
    log, other = CellLog(HAND_IN), CellLog(HAND_IN)
    log.stop(1, BAD, fatal=True)
    other.skip(log)

    assert [number for number, _ in other.cells()] == [0, 2]
    assert other.explain(MISSING, "f").reason is Reason.IMPORT_ERROR


def test_a_cell_that_ran_the_second_time_is_forgiven():
    log = CellLog(HAND_IN)
    log.stop(1, BAD)
    assert len(log.notes()) == 1

    log.stop(1, None)
    assert log.notes() == ()


def test_another_failure_is_what_it_is():
    assert CellLog(HAND_IN).explain(Failure(Reason.MEMORY), "f").reason is Reason.MEMORY


@pytest.mark.parametrize(
    ("source", "key", "place"),
    [
        ("class Answer:\n    def f(self): pass", "worker.inside_class", "Answer"),
        ("def outer():\n    def f(): pass", "worker.inside_function", "outer"),
        ('if __name__ == "__main__":\n    def f(): pass', "worker.inside_if", "__name__ == '__main__'"),
    ],
    ids=["class", "function", "main"],
)
def test_a_name_that_nobody_outside_finds_is_told_with_its_place(source, key, place):
    log = CellLog(HandIn("a.py", (Cell(source),), {"": source}))
    error = log.explain(MISSING, "f")

    assert (error.reason, error.message) == (Reason.MISSING_NAME, Message(key, {"name": "f", "place": place}))


def test_the_name_that_is_missing_is_the_one_that_was_asked_for():
    forged = Failure(Reason.MISSING_NAME, "a word of the student's")

    assert CellLog(HAND_IN).explain(forged, "g").message == Message("worker.missing_name", {"name": "g"})
    assert CellLog(HAND_IN).explain(forged, "").message == Message("worker.crash")


def test_which_cells_stop_when_a_worker_is_opened_again_tells_nothing():
    log = CellLog(HAND_IN)
    log.stop(0, BAD)
    before = log.notes()
    log.again = True

    log.stop(0, None)
    log.stop(1, BAD)
    log.stop(2, answer_error(Failure(Reason.MEMORY)))

    assert log.notes() == before
    assert log.explain(MISSING, "f").reason is Reason.IMPORT_ERROR  # still a reason, where a check needs one


def unknown(name):
    return answer_error(Failure(Reason.EXCEPTION, f"name '{name}' is not defined", ("NameError",), 1))


def ran(log, stops):
    """Run all cells, where `stops` says of a cell's number, and of how often it ran before, how it ends."""
    order = []
    for number, _ in log.cells():
        log.stop(number, stops(number, order.count(number)))
        order.append(number)
    return order


def waiting(*sources):
    return CellLog(HandIn("a.ipynb", tuple(Cell(each, str(at)) for at, each in enumerate(sources, 1)), {}))


def test_a_cell_that_needs_a_name_from_further_below_runs_again_after_it():
    log = waiting("y = x", "x = f()", "def f(): pass")

    order = ran(log, lambda number, before: unknown("xf"[number]) if number < 2 and not before else None)

    assert order == [0, 1, 2, 1, 0]
    assert log.stopped == {}
    assert [note.values["name"] for note in log.notes()] == ["f", "x"]


@pytest.mark.parametrize(
    ("sources", "error"),
    [
        (("x = f()", "y = 1"), unknown("f")),  # nobody defines it
        (("x = f()", "def f(): pass", "x = 2"), unknown("f")),  # what stands below would be lost
        (("x = f()", "def f(): pass"), BAD),
    ],
    ids=["nowhere", "bound again", "another error"],
)
def test_no_other_cell_runs_again(sources, error):
    log = waiting(*sources)

    assert ran(log, lambda number, before: None if number else error) == [*range(len(sources))]


def test_a_cell_runs_again_some_times_at_most():
    log = waiting("x = f()", "def f(): pass")

    assert ran(log, lambda number, before: None if number else unknown("f")).count(0) == 4


def test_what_runs_again_in_a_later_worker_tells_nothing():
    log = waiting("x = f()", "def f(): pass")
    log.again = True

    assert ran(log, lambda number, before: unknown("f") if number == 0 and not before else None) == [0, 1, 0]
    assert log.notes() == ()
