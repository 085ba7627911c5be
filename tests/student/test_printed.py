"""What a student's code prints is cut with bounds, and told apart by question."""

import sys

import pytest

from autograder.student.printed import Recorder


@pytest.fixture
def recorder():
    return Recorder()


def test_the_first_lines_are_kept_and_all_are_counted(recorder):
    recorder.section = "q1"
    with recorder.listening():
        for number in range(1000):
            print("line", number)
    assert recorder.sections == ("q1",)
    assert recorder.count("q1") == 1000
    assert recorder.lines("q1") == tuple(f"line {number}" for number in range(10))


def test_a_line_that_never_ends_takes_no_memory(recorder):
    with recorder.listening():
        for _ in range(100):
            print("x" * 100_000, end="")
    assert recorder.count("") == 1
    assert sum(map(len, recorder._begun.values())) <= 4_000
    assert len(recorder.lines("")[0]) == 120


def test_both_streams_are_taken_and_put_back(recorder):
    before = sys.stdout, sys.stderr
    with recorder.listening():
        print("one")
        print("two", file=sys.stderr)
        sys.stdout.buffer.write(b"three\n")
        sys.stdout.reconfigure(encoding="utf-8")
    assert recorder.lines("") == ("one", "two", "three")
    assert (sys.stdout, sys.stderr) == before


def test_a_progress_bar_is_one_line_as_it_stands_at_the_end(recorder):
    with recorder.listening():
        for percent in range(101):
            print(f"\r\x1b[1m{percent} %\x1b[0m", end="")
        print()
    assert recorder.lines("") == ("100 %",)


def test_where_several_questions_print_each_has_fewer_lines(recorder):
    for recorder.section in ("q1", "q2", "q3"):
        recorder.write("a\n" * 20)
    assert [len(recorder.lines(each)) for each in recorder.sections] == [5, 5, 5]


def test_what_moves_the_cursor_is_shown_as_a_mark(recorder):
    recorder.write("a\x07b\u202ec\n")
    assert recorder.lines("") == ("a\ufffdb\ufffdc",)


def test_what_an_earlier_block_began_is_ended_by_the_next(recorder):
    with recorder.listening():
        print("be", end="")
    with recorder.listening():
        print("gun")
    assert recorder.lines("") == ("begun",)


def test_what_keras_logs_by_itself_is_not_called_printed_by_the_student():
    recorder = Recorder()
    with recorder.listening():
        print("mine", file=sys.stderr)
        print("WARNING:absl:You are saving your model as an HDF5 file via `model.save()`.", file=sys.stderr)
    assert (recorder.count(""), recorder.lines("")) == (1, ("mine",))
    with recorder.listening():
        print("yes: WARNING:absl:")
    assert recorder.count("") == 2
