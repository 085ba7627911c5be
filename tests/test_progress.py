"""Progress is seen on a terminal, and nowhere else."""

import io

import pytest
from rich.console import Console

from autograder import progress

EVENTS = [
    {"event": "planned", "hand_ins": 2, "to_judge": 2, "reused": 0},
    {"event": "judged", "assignment": "02_noise", "student": "[red]ann", "done": 1, "total": 2},
    {"event": "judged", "assignment": "02_noise", "student": "bob", "done": 2, "total": 2},
]


@pytest.fixture
def terminal(monkeypatch):
    """Return what a terminal on standard error receives."""
    out = io.StringIO()
    monkeypatch.setattr(progress, "Console", lambda stderr: Console(file=out, force_terminal=True, width=100))
    return out


def told():
    with progress.listener() as listen:
        for event in EVENTS:
            listen(event)


def test_a_terminal_sees_a_bar_with_counts_and_no_students(terminal):
    told()
    assert "02_noise" in terminal.getvalue() and "2/2" in terminal.getvalue()
    assert "ann" not in terminal.getvalue()


def test_a_pipe_sees_nothing(capsys):
    told()
    assert capsys.readouterr() == ("", "")


def test_a_quiet_bar_is_quiet_on_a_terminal_too(terminal):
    with progress.bar("answers", quiet=True) as tell:
        tell(1, 2)
    assert terminal.getvalue() == ""
