"""What a cell waits for, in a sentence."""

import pytest

from autograder.base.errors import PlotError
from autograder.course.load import load_assignment
from autograder.student.waiting import install, undefined, undefined_advice, waiting_for


@pytest.fixture
def light(student):
    return load_assignment(student / "01_light")


def test_a_stub_says_which_answer_it_waits_for(light):
    text = waiting_for(NotImplementedError("q1: brighten"), light, "fr")
    assert "attend votre réponse" in text and "`brighten`" in text and "question 1" in text


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (NameError("name 'brighten' is not defined"), "answer to question 1"),
        (NameError("name 'np' is not defined"), "Before you start"),
    ],
)
def test_a_name_of_an_earlier_cell_says_which(light, error, word):
    assert word in waiting_for(error, light, "en")


def test_what_cannot_be_drawn_is_a_sentence(light):
    assert waiting_for(PlotError("values in [0, 1] were expected"), light, "en").startswith("values in")


@pytest.mark.parametrize(
    "error",
    [
        NotImplementedError("later"),
        NameError("name 'whatever' is not defined"),
        ValueError("q1: brighten"),
        UnboundLocalError("cannot access local variable"),
    ],
)
def test_every_other_error_is_shown_as_always(light, error):
    assert waiting_for(error, light, "en") is None


def test_ipython_shows_the_sentence_or_the_traceback(light, capsys):
    class Shell:
        traces = 0

        def set_custom_exc(self, kinds, handler):
            self.kinds, self.handler = kinds, handler

        def showtraceback(self, triple, tb_offset):
            self.traces += 1

    shell = Shell()
    install(shell, light, "en")
    shell.handler(shell, NotImplementedError, NotImplementedError("q2: darkest"), None)
    assert "waits for your answer" in capsys.readouterr().out and shell.traces == 0
    shell.handler(shell, NotImplementedError, NotImplementedError("mine"), None)
    assert shell.traces == 1


def test_advice_on_a_name_depends_on_where_it_is(light):
    def advice(name, defined=(), written=()):
        return undefined_advice(name, defined, written, light, "en")

    assert "has not been run" in advice("helper", written=["helper"])
    assert "Is `noise` meant?" in advice("nosie", defined=["noise"])
    assert "typing mistake" in advice("qqq")


def test_the_missing_name_is_read_from_the_error():
    assert undefined(NameError("name 'x_1' is not defined")) == "x_1"
    assert undefined(NameError("free variable")) == "" and undefined(KeyError("x")) == ""
