"""What a check may say of a value: it comes back, or a Mismatch says what is wrong in both languages."""

import itertools

import numpy as np
import pytest

from autograder import expect
from autograder.base.mismatch import Mismatch, listed
from autograder.base.values import Handle, Model, Opaque, Table
from autograder.base.verdict import AnswerError, Message, Reason

RAMP = np.arange(12, dtype="float32").reshape(3, 4)
WHAT = {"en": "the accuracy", "fr": "l’exactitude"}


class _Declared(Model):
    def __init__(self, input_shape):
        self.input_shape = input_shape


def raising(*types, text="bad shape"):
    def call():
        message = Message("worker.exception_nowhere", {"type": types[0] if types else "", "text": text})
        raise AnswerError(Reason.EXCEPTION if types else Reason.TIME, message, type_names=types, text=text)

    return call


GOOD = {
    "array": lambda: expect.array(RAMP, (None, 4), "float32"),
    "within": lambda: expect.within(RAMP, 0, 11),
    "close": lambda: expect.close(RAMP + 1e-7, RAMP),
    "close, a list": lambda: expect.close([0.1 + 0.2, 1], [0.3, 1]),
    "equal": lambda: expect.equal([1, (2, {"a": 3})], [1, (2, {"a": 3})]),
    "equal, arrays in a list": lambda: expect.equal([RAMP, 1], [RAMP.copy(), 1]),
    "unchanged": lambda: expect.unchanged(RAMP, RAMP.copy()) or "as it was",
    "number": lambda: expect.number(np.array([3.0])),
    "integer": lambda: expect.integer(3.0),
    "text": lambda: expect.text("x"),
    "truth": lambda: expect.truth(np.array(True)),
    "sequence": lambda: expect.sequence([1, 2], 2),
    "mapping": lambda: expect.mapping({"a": 1, "b": 2}, ["a"]),
    "model": lambda: expect.model(Model()),
    "model, of any size": lambda: expect.model(_Declared((None, None, None, 1)), (28, 28, 1)),
    "model, of an unknown shape": lambda: expect.model(_Declared(None), (28, 28, 1)),
    "handle": lambda: expect.handle(Handle()),
    "table": lambda: expect.table(Table(("a", "b"), ()), ["a"]),
    "at least": lambda: expect.at_least(0.9, 0.9, WHAT),
    "at most": lambda: expect.at_most(0.9, 0.9, WHAT),
    "raises": lambda: expect.raises(raising("MyError", "ValueError"), mentions=["SHAPE"]),
}
BAD = {
    "array, a list": lambda: expect.array([1, 2]),
    "equal, arrays in a list": lambda: expect.equal([RAMP, "x"], [RAMP, RAMP[0]]),
    "equal, other arrays in a list": lambda: expect.equal([RAMP], [RAMP + 1]),
    "unchanged, texts": lambda: expect.unchanged(RAMP[0], np.array(["a", "b", "c", "d"])),
    "array, a subclass": lambda: expect.array(np.ma.array([1.0])),
    "array, its shape": lambda: expect.array(RAMP, (4, 3)),
    "array, its dtype": lambda: expect.array(RAMP, dtype=("uint8", "float64")),
    "array, infinite": lambda: expect.array(np.array([1, np.inf])),
    "within, below": lambda: expect.within(RAMP, 1, 11),
    "within, no number": lambda: expect.within(np.array([0.5, np.nan]), 0, 1),
    "within, a truth value": lambda: expect.within(True, 0, 1),
    "close, its shape": lambda: expect.close(RAMP[0], RAMP),
    "close, one value": lambda: expect.close(RAMP, RAMP + (RAMP == 5)),
    "close, ragged": lambda: expect.close([[1], [1, 2]], RAMP),
    "equal, 1 is not True": lambda: expect.equal(1, True),
    "equal, a list too long": lambda: expect.equal([1, 2], [1]),
    "unchanged": lambda: expect.unchanged(RAMP, RAMP * 2),
    "number, a truth value": lambda: expect.number(True),
    "number, none": lambda: expect.number(float("nan")),
    "number, two": lambda: expect.number(np.zeros(2)),
    "integer": lambda: expect.integer(2.5),
    "text": lambda: expect.text(b"x"),
    "truth": lambda: expect.truth(1),
    "sequence, a set": lambda: expect.sequence(Opaque("set")),
    "sequence, its length": lambda: expect.sequence([1], 2),
    "mapping": lambda: expect.mapping({"a": 1}, ["b"]),
    "model": lambda: expect.model(Handle()),
    "model, of another shape": lambda: expect.model(_Declared((None, 29, 28, 1)), (28, 28, 1)),
    "handle": lambda: expect.handle(3),
    "table": lambda: expect.table(Table(("a",), ()), ["b"]),
    "table, a column twice": lambda: expect.table(Table(("a", "b", "a"), ()), ["a"]),
    "figure": lambda: expect.figure(None),
    "at least": lambda: expect.at_least(0.89, 0.9, WHAT),
    "at most": lambda: expect.at_most(0.91, 0.9, WHAT),
    "raises, nothing": lambda: expect.raises(lambda: 3),
    "raises, another": lambda: expect.raises(raising("KeyError")),
    "raises, without the word": lambda: expect.raises(raising("ValueError"), mentions=["sigma"]),
    "that": lambda: expect.that(False, "Wrong.", "Faux.", received=3),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_right_value_comes_back(name):
    assert GOOD[name]() is not None


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_value_is_a_mismatch_in_both_languages(name):
    with pytest.raises(Mismatch) as caught:
        BAD[name]()

    assert caught.value.text("fr") != caught.value.text("en")


def test_the_place_and_both_values_of_a_difference_are_named():
    with pytest.raises(Mismatch) as caught:
        expect.close(RAMP, RAMP + (RAMP == 5), of="f(x)")

    error = caught.value
    assert (error.message.values["where"], error.message.values["count"]) == ("[1, 1]", 1)
    assert (error.expected.text("en"), error.received.text("fr")) == ("6", "5")
    assert error.of == "f(x)"


@pytest.mark.parametrize(("language", "place"), [("en", "index"), ("fr", "indice")])
def test_a_single_number_has_no_place(language, place):
    with pytest.raises(Mismatch) as caught:
        expect.close(60.0, 0.6)

    text = caught.value.text(language)
    assert place not in text and "60" in text and "[]" not in text


def test_what_is_no_exception_of_the_students_is_passed_on():
    with pytest.raises(AnswerError):
        expect.raises(raising())


def test_a_stub_is_not_taken_for_another_exception():
    def stub():
        message = Message("worker.not_attempted", {"name": "f"})
        raise AnswerError(Reason.NOT_ATTEMPTED, message, type_names=("NotImplementedError",), text="q1: f")

    with pytest.raises(AnswerError) as caught:
        expect.raises(stub)
    assert caught.value.reason is Reason.NOT_ATTEMPTED


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        (lambda: expect.close(0.99999, 1.0, atol=0, rtol=0), ("1", "0.99999")),
        (lambda: expect.at_least(0.899998, 0.9, WHAT), ("0.9", "0.899998")),
    ],
    ids=["close", "at least"],
)
def test_a_number_a_hair_away_is_shown_with_the_digits_that_tell_it_apart(call, shown):
    with pytest.raises(Mismatch) as caught:
        call()

    expected = caught.value.expected or caught.value.message
    assert shown[0] in expected.text("en")
    assert caught.value.received.text("en") == shown[1]
    assert caught.value.received.text("fr") == shown[1].replace(".", ",")


def test_a_column_where_a_table_was_expected_is_not_told_as_a_list_alone():
    with pytest.raises(Mismatch) as caught:
        expect.table([1, 2, 3])

    assert caught.value.received.text("en") == "a list, or one column (Series), of length 3"


class Network(Model):
    """A model in this process, as far as `separate` asks."""

    def __init__(self, weights):
        self.kept = weights

    def call(self, images):
        """Return something of the size of `images`."""
        return images * 0.0

    def weights(self):
        """Return copies of the weights."""
        return [each.copy() for each in self.kept]

    def set_weights(self, weights):
        """Replace the weights where they lie."""
        for own, new in zip(self.kept, weights, strict=True):
            own[:] = new


def test_two_models_that_begin_with_the_same_weights_are_separate():
    for value in (0.0, 1.0, np.nan):
        expect.separate(Network([np.full(3, value)]), Network([np.full(3, value)]), np.ones((1, 2)))


def test_a_model_without_weights_is_not_separate_from_another():
    with pytest.raises(Mismatch) as caught:
        expect.separate(Network([]), Network([]), np.ones((1, 2)))

    assert caught.value.message.key == "expect.no_weights"


def test_an_array_of_nothing_lies_within_no_range():
    with pytest.raises(Mismatch):
        expect.within(np.zeros((12, 0)), 0, 1)


def test_two_models_that_share_weights_are_not_separate():
    shared = np.zeros(3, np.float32)
    first, second = Network([np.ones(2), shared]), Network([np.ones(2), shared])

    with pytest.raises(Mismatch):
        expect.separate(first, second, np.ones((1, 2)))
    assert not shared.any()  # as it was


def test_a_model_is_not_separate_from_itself():
    model = Network([np.zeros(3)])

    with pytest.raises(Mismatch):
        expect.separate(model, model, np.ones((1, 2)))


def test_models_that_all_begin_alike_are_built_anew_and_come_back_as_they_began():
    first, second = expect.built_anew(lambda: Network([np.full(3, 0.5), np.zeros(2)]), np.ones((1, 2)))

    assert [each.tolist() for each in first.weights()] == [[0.5] * 3, [0.0] * 2]
    assert [each.tolist() for each in second.weights()] == [[0.5] * 3, [0.0] * 2]


def test_a_model_that_begins_with_one_weight_that_an_earlier_one_has_come_to_is_not_built_anew():
    built = []

    def build():
        kept = built[0].weights()[1] if built else np.zeros(2)
        built.append(Network([np.full(3, 0.5), kept]))
        return built[-1]

    with pytest.raises(Mismatch) as caught:
        expect.built_anew(build, np.ones((1, 2)))
    assert caught.value.message.key == "expect.built_anew"


def test_a_model_that_comes_back_at_the_third_call_is_not_built_anew():
    built = itertools.cycle([Network([np.zeros(3)]), Network([np.zeros(3)])])

    with pytest.raises(Mismatch) as caught:
        expect.built_anew(lambda: next(built), np.ones((1, 2)))
    assert caught.value.message.key == "expect.separate"


def test_a_number_that_a_check_took_out_of_an_array_is_a_number():
    values = np.array([0.0, 0.5, 1.0])
    expect.close(values.min(), 0)
    expect.close(values[1], 0.5)
    expect.within(values.max(), 0, 1)
    assert expect.number(values.mean()) == 0.5
    with pytest.raises(Mismatch):
        expect.close(values.max(), 0)


def test_the_first_item_that_differs_is_told_where_two_lists_would_read_alike():
    with pytest.raises(Mismatch) as found:
        expect.equal([0] * 10 + [7], [0] * 11)

    text = found.value.text("en")
    assert "1 of 11, the first at index [10]" in text
    assert [line.split()[-1] for line in text.splitlines()[1:]] == ["0", "7"]


@pytest.mark.parametrize(("language", "said"), [("de", "Falsch."), ("en", "Falsch."), ("fr", "Falsch.")])
def test_a_check_of_a_course_in_one_language_says_it_in_that_one(language, said):
    with pytest.raises(Mismatch) as caught:
        expect.that(False, de="Falsch.")
    assert caught.value.message.text(language) == said
    with pytest.raises(Mismatch) as caught:
        expect.at_least(0.5, 0.8, {"fr": "l’exactitude"})
    assert "l’exactitude" in caught.value.message.text(language)


@pytest.mark.parametrize("words", [{}, {"english": "Wrong."}])
def test_a_check_that_says_nothing_is_ours_to_mend_whether_it_holds_or_not(words):
    with pytest.raises(TypeError, match="under the letters of its language"):
        expect.that(True, **words)


@pytest.mark.parametrize("mentions", [(), ["lost"]])
def test_the_text_of_another_exception_shows_where_it_was_cut(mentions):
    text = "File not found: filepath=lost.keras. Please ensure the file is an accessible `.keras` zip file."

    kinds = ("ValueError",) if mentions else ("OSError",)
    with pytest.raises(Mismatch) as caught:
        expect.raises(raising("ValueError", text=text), kinds=kinds, mentions=[*mentions, "nowhere"])

    shown = caught.value.received.text("en")
    assert len(shown) == 80 and shown.endswith("…")


def test_names_that_are_many_end_in_an_ellipsis():
    assert listed(f"column {number}" for number in range(99)).endswith("…")
