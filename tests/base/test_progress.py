"""Progress is seen on a terminal and below a notebook's cell; a log gets a line now and then."""

import io
import sys
import time
import types

import pytest
from rich.console import Console

from autograder.base import progress

EVENTS = [
    {"event": "planned", "hand_ins": 2, "to_judge": 2, "reused": 0},
    {"event": "judged", "assignment": "02_noise", "student": "[red]ann", "done": 1, "total": 2},
    {"event": "judged", "assignment": "02_noise", "student": "bob", "done": 2, "total": 2},
]


@pytest.fixture
def terminal(monkeypatch):
    """Return what a terminal on standard error receives."""
    out = io.StringIO()
    monkeypatch.setattr(progress, "Console", lambda **_: Console(file=out, force_terminal=True, width=100))
    return out


@pytest.fixture
def notebook(monkeypatch):
    """Return what a notebook is given to show: (data, the id of its place, whether it replaces what is there)."""
    from IPython import display

    shown = []
    monkeypatch.setattr(progress, "in_notebook", lambda: True)
    monkeypatch.setattr(
        display,
        "publish_display_data",
        lambda data, transient, update: shown.append((data, transient["display_id"], update)),
    )
    return shown


def grade_a_class(as_json=False):
    with progress.listener(as_json) as listen:
        for event in EVENTS:
            listen(event)


def test_a_terminal_sees_a_bar_with_counts_and_no_students(terminal):
    grade_a_class()
    assert "02_noise" in terminal.getvalue() and "2/2" in terminal.getvalue()
    assert "ann" not in terminal.getvalue()


LONG = {"event": "long", "hand_ins": [{"name": "Durand", "assignment": "02_noise", "seconds": 80}]}


def test_a_terminal_names_whom_everybody_waits_for_below_the_bar_and_no_longer_than_that(
    terminal, monkeypatch
):
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "fr")
    with progress.listener() as listen:
        for event in (*EVENTS[:2], LONG, {"event": "long", "hand_ins": []}, EVENTS[2]):
            listen(event)
            time.sleep(0.25)  # a bar is drawn ten times a second
    *before, last = (
        terminal.getvalue().replace("\u00a0", " ").split("en cours depuis 1 min 20 : Durand, 02_noise")
    )
    assert before and "2/2" in last


def test_a_log_names_whom_everybody_waits_for(capsys, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "fr")
    monkeypatch.setattr(progress, "SECONDS", 0.0)
    with progress.listener() as listen:
        for event in (*EVENTS[:2], LONG):
            listen(event)
    *_, last = capsys.readouterr().err.replace("\u00a0", " ").splitlines()
    assert last == "02_noise : 1 sur 2 (0 s) · en cours depuis 1 min 20 : Durand, 02_noise"


def test_a_log_gets_a_line_at_the_first_step_and_then_the_more_seldom(capsys, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "fr")
    now = iter([0, 3, 12, 17, 30, 2000, 2050, 2200])
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(now)))
    with progress.bar("Correction") as advance:
        for done in range(8):
            advance(done, 9)
    out, error = capsys.readouterr()
    assert out == ""
    assert error.replace("\u00a0", " ").splitlines() == [
        "Correction : 0 sur 9 (0 s)",
        "Correction : 2 sur 9 (12 s)",
        "Correction : 4 sur 9 (30 s)",
        "Correction : 5 sur 9 (33 min)",
        "Correction : 7 sur 9 (37 min)",
    ]


def test_a_log_is_told_of_a_class_without_names_and_not_of_nothing_to_do(capsys):
    grade_a_class()
    with progress.bar("Grading") as advance:
        advance(0, 0)
    out, error = capsys.readouterr()
    assert (out, error.count("\n")) == ("", 1)
    assert "0 of 2" in error and "ann" not in error


def test_what_is_only_named_is_not_shown_in_a_pipe(capsys):
    with progress.line() as say:
        say("Checking")
    with progress.bar("answers", quiet=True) as advance:
        advance(1, 2)
    assert capsys.readouterr() == ("", "")


def test_a_program_reads_a_line_of_json_an_event(capsys):
    grade_a_class(as_json=True)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3 and '"student": "bob"' in lines[2]


def test_a_quiet_bar_is_quiet_on_a_terminal_too(terminal):
    with progress.bar("answers", quiet=True) as advance:
        advance(1, 2)
    assert terminal.getvalue() == ""


def test_a_line_shows_what_is_said_and_is_cleared_at_the_end(terminal):
    with progress.line() as say:
        say("Checking: it learns")
    assert "Checking: it learns" in terminal.getvalue()
    assert (
        terminal.getvalue().split("Checking: it learns")[-1].count("\x1b[2K") >= 1
    )  # ECMA-48: erase the line


def test_brackets_in_what_is_said_are_no_markup(terminal):
    with progress.line() as say:
        say("[red]Values in [0, 1]")
    assert "[red]Values in [0, 1]" in terminal.getvalue()


def test_a_notebook_shows_one_place_that_changes_and_is_empty_at_the_end(notebook):
    with progress.line() as say:
        say("first")
        say("<b>second</b>")
    texts = [data["text/plain"] for data, _, _ in notebook]
    assert texts == ["first", "<b>second</b>", ""]
    assert len({place for _, place, _ in notebook}) == 1
    assert [update for _, _, update in notebook] == [False, True, True]
    assert "&lt;b&gt;second" in notebook[1][0]["text/html"]


def test_a_notebook_shows_a_bar_as_a_meter_with_the_counts_in_words(notebook):
    with progress.bar("mnist.csv") as advance:
        advance(1, 4)
    assert notebook[0][0]["text/plain"] == "mnist.csv: 1/4"
    assert '<progress value="0.250">' in notebook[0][0]["text/html"]


def test_a_cell_with_nothing_to_say_gets_no_output(notebook):
    with progress.line():
        pass
    assert notebook == []


@pytest.mark.parametrize(
    ("shell", "expected"),
    [(None, False), (types.SimpleNamespace(), False), (types.SimpleNamespace(kernel=1), True)],
)
def test_only_a_shell_with_a_kernel_is_a_notebook(monkeypatch, shell, expected):
    monkeypatch.setitem(progress.sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: shell))
    assert progress.in_notebook() is expected


def test_a_line_longer_than_the_terminal_is_not_cut(terminal):
    with progress.line() as say:
        say("word " * 30 + "end")
    assert "end" in terminal.getvalue()


def test_a_log_reads_a_line_now_and_then(capsys, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    with progress.line(now_and_then=True) as say:
        for second in range(75):
            now[0] = float(second)
            say(f"second {second}")
    assert capsys.readouterr().err.splitlines() == ["second 10", "second 40", "second 70"]


def test_a_line_stays_where_it_began_while_another_stream_takes_its_place(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    ours, theirs = Terminal(), Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", ours)
    with progress.line() as say:
        monkeypatch.setattr("sys.stderr", theirs)
        say("Checking")
        monkeypatch.setattr("sys.stderr", ours)
    assert "Checking" in ours.getvalue() and theirs.getvalue() == ""


def test_where_ipython_is_being_imported_by_another_thread_this_is_no_notebook(monkeypatch):
    monkeypatch.setitem(sys.modules, "IPython", types.ModuleType("IPython"))
    assert not progress.in_notebook()
