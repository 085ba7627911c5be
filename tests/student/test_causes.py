"""One error that stops much is said once, above the verdicts."""

import pytest

from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
from autograder.student.causes import explained, text_with_counting, waits

CAUSE = {"en": "your code raised SyntaxError", "fr": "votre code a levé SyntaxError"}
STOPPED = Message("worker.note", {"cause": CAUSE})
WAITING = Verdict(
    "a",
    Outcome.NOT_RUN,
    Reason.IMPORT_ERROR,
    Message("worker.import_error", {"name": "f", "cause": CAUSE}),
)
RAISED = Message("causes.cell_nowhere", {"cell": "In[3]", "type": "TypeError", "text": "no"})


def missing(name, check="a"):
    return Verdict(
        check, Outcome.NOT_RUN, Reason.MISSING_NAME, Message("worker.missing_name", {"name": name})
    )


def test_what_stopped_the_answers_is_said_once_and_its_checks_wait_for_it():
    other = Message("worker.order_line", {"name": "x", "line": 3})
    found = explained(Result("01", (WAITING, WAITING), notes=(STOPPED, other)))
    assert all(waits(each) for each in found.verdicts)
    assert [each.text("en") for each in found.causes] == ["your code raised SyntaxError"]
    assert found.remarks == (other,)
    first, cause = found.note("fr", "02/02.py").lines
    assert first == "D’abord ceci\xa0: dans 02/02.py, votre code s’arrête ici." and "SyntaxError" in cause


def test_a_verdict_of_its_own_stays():
    wrong = Verdict("b", Outcome.FAIL, Reason.WRONG, Message("expect.equal_value"))
    found = explained(Result("01", (wrong, missing("g")), notes=(STOPPED,)))
    assert found.verdicts == (wrong, missing("g"))


def test_a_name_that_a_raising_cell_should_have_defined_waits_for_it():
    nameless = Verdict(
        "b",
        Outcome.FAIL,
        Reason.EXCEPTION,
        Message("worker.exception_nowhere", {"type": "NameError", "text": "name 'np' is not defined"}),
    )
    asked = []

    def explain(name):
        asked.append(name)
        return RAISED

    found = explained(Result("01", (missing("f"), nameless)), explain)
    assert asked == ["f", "np"]
    assert [each.outcome for each in found.verdicts] == [Outcome.NOT_RUN] * 2
    assert "np is not defined" in found.verdicts[1].message.text("en")
    assert found.causes == (RAISED,)
    assert found.note("en").lines[0].startswith("First of all: this cell raised an error.")


def test_without_a_cause_there_is_nothing_above():
    assert explained(Result("01", (missing("f"),))).note("en") is None


@pytest.mark.parametrize(
    ("language", "counted"), [("en", "counted from the top"), ("fr", "comptées depuis le haut")]
)
def test_a_cell_named_by_its_place_is_told_with_how_it_is_counted(language, counted):
    values = {"type": "SyntaxError", "text": "no", "where": "13", "line": 4, "source": "f(x"}
    note = Message("worker.note", {"cause": Message("worker.exception_cell", values)})
    assert counted in str(explained(Result("01_light", (), notes=(note,))).note(language, "mine.ipynb"))
    assert counted in text_with_counting(note, language)
    in_a_module = Message("worker.note", {"cause": Message("worker.exception_line", {**values, "where": ""})})
    assert counted not in text_with_counting(in_a_module, language)
