"""What a check can ask of an answer in a worker."""

import numpy as np
import pytest

from autograder import expect
from autograder.base.values import Opaque, Table
from autograder.base.verdict import AnswerError, Reason
from autograder.judge.call_text import told_of
from autograder.judge.handles import Handle, Model
from autograder.judge.submission import Submission

BASICS = """
    import dataclasses, collections, pathlib
    import numpy as np
    import pandas as pd

    def echo(value, **more):
        return value

    def kinds():
        return {"int": np.int64(3), "float": np.float32(0.5), "bool": np.bool_(True), "path": pathlib.Path("a/b"),
                "range": range(3), "ordered": collections.OrderedDict(a=1)}

    def named():
        Point = collections.namedtuple("Point", "x y")
        return Point(1, 2)

    @dataclasses.dataclass
    class Pair:
        a: int
        b: float

    def record():
        return Pair(1, 2.5)

    def frame():
        return pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})

    def objects():
        return {1, 2}, 1j, object

    def spoil(values):
        values[0] = 99
        return values

    class Counter:
        def __init__(self):
            self.count = 0
        def __call__(self, step=1):
            self.count += step
            return self.count

    def counter():
        return Counter()

    def apply(function, value):
        return function(value)

    def squares():
        return (i * i for i in range(10))

    def fails():
        raise KeyError("missing")

    def todo():
        raise NotImplementedError("q1: todo")

    def write(path, text):
        pathlib.Path(path).write_text(text)

    def random():
        return np.random.rand(3)

    state = []

    def remember(value):
        state.append(value)
        return len(state)
"""


@pytest.fixture(scope="module")
def basics(judge):
    import textwrap

    from autograder.course.model import Limits
    from autograder.judge.hand_in import read_in_this_process
    from autograder.judge.session import Session

    session = Session(
        judge.launcher, read_in_this_process(textwrap.dedent(BASICS).encode(), name="a.py"), Limits()
    )
    yield Submission(session)
    session.close()


def test_plain_values_come_back_as_they_went(basics):
    value = {"a": [1, 2.5, None, True, "é", b"x"], "t": (1, (2,)), "nan": float("inf")}

    assert basics.echo(value) == value


@pytest.mark.parametrize("dtype", ["bool", "int8", "uint8", "int64", "float16", "float32", "float64"])
def test_arrays_keep_shape_and_dtype(basics, dtype):
    array = np.arange(6).reshape(2, 3).astype(dtype)
    result = basics.echo(array)

    assert result.dtype == array.dtype
    assert np.array_equal(result, array)


def test_scalars_paths_and_ranges_become_plain(basics):
    assert basics.kinds() == {
        "int": 3,
        "float": 0.5,
        "bool": True,
        "path": "a/b",
        "range": [0, 1, 2],
        "ordered": {"a": 1},
    }
    assert basics.named() == (1, 2)
    assert basics.record() == {"a": 1, "b": 2.5}


def test_a_data_frame_is_a_table(basics):
    assert basics.frame() == Table(("a", "b"), ((1, "x"), (2, "y")), (0, 1))


def test_other_objects_are_opaque(basics):
    kinds = basics.objects()

    assert [type(each) for each in kinds] == [Opaque, Opaque, Handle]
    assert kinds[0].type_name == "set"


def test_an_answer_gets_copies_of_its_arguments_and_shows_what_it_did_to_them(basics):
    values = np.arange(3)
    _, after = basics.spoil.with_arguments(values)

    assert values.tolist() == [0, 1, 2]
    assert after[0].tolist() == [99, 1, 2]


def test_objects_stay_in_the_worker_as_handles(basics):
    counter = basics.counter()

    assert (counter.call(), counter.call(5), counter.attribute("count")) == (1, 6, 6)
    assert counter.invoke("__call__", step=2) == 8
    assert basics.apply(counter, 10) == 18
    assert counter.same_object(counter)
    assert not counter.same_object(basics.counter())


def test_a_generator_remembers_where_it_stands(basics):
    squares = basics.squares()

    assert squares.take(3) == [0, 1, 4]
    assert squares.take(2) == [9, 16]
    assert squares.length() is None


def test_a_function_can_be_an_argument(basics):
    assert basics.apply(basics.reference("echo"), 7) == 7


def test_names_are_known(basics):
    assert basics.defines("echo")
    assert not basics.defines("nothing")


def test_files_go_there_and_come_back(basics):
    path = basics.put("photo.txt", b"hello")
    folder = basics.put_many({"a.txt": b"a", "b/c.txt": b"c"})

    assert basics.get(path) == b"hello"
    assert basics.files(folder) == ("a.txt", "b/c.txt")
    basics.write(folder + "/d.txt", "é")
    assert basics.get(folder + "/d.txt") == "é".encode()


def test_a_missing_file_is_an_answer_error(basics):
    with pytest.raises(AnswerError) as caught:
        basics.get(basics.folder() + "/nothing.txt")

    assert caught.value.reason is Reason.NO_FILE


def test_an_exception_tells_its_kinds_its_text_and_the_students_line(basics):
    with pytest.raises(AnswerError) as caught:
        basics.fails()

    error = caught.value
    assert (error.reason, error.text) == (Reason.EXCEPTION, "'missing'")
    assert error.type_names[:3] == ("KeyError", "LookupError", "Exception")
    assert 'raise KeyError("missing")' in error.message.text("en")
    assert "line 52" in error.message.text("en")


def test_the_stub_is_not_an_attempt(basics):
    with pytest.raises(AnswerError) as caught:
        basics.todo()

    assert (caught.value.reason, caught.value.not_run) == (Reason.NOT_ATTEMPTED, True)


def test_a_misspelt_name_is_suggested(basics):
    with pytest.raises(AnswerError) as caught:
        basics.square()

    assert "squares" in caught.value.message.text("en")


def test_once_computes_once(basics):
    def make(submission):
        return submission.remember("x")

    assert basics.once(make) == basics.once(make)


def test_once_remembers_failure(basics):
    calls = []

    def make(submission):
        calls.append(1)
        submission.fails()

    for _ in range(2):
        with pytest.raises(AnswerError):
            basics.once(make)
    assert calls == [1]


def test_reseeding_repeats_what_is_random(basics):
    basics.reseed()
    first = basics.random()
    basics.reseed()

    assert np.array_equal(first, basics.random())


def test_a_fresh_submission_shares_folders_and_no_memory(basics):
    basics.remember("x")
    path = basics.put("shared.txt", b"yes")
    other = basics.fresh()

    assert other.remember("y") == 1
    assert other.get(path) == b"yes"


TWO_PROCESSES = """
    import os, time
    def dies():
        os._exit(3)
    def works(seconds):
        until = time.process_time() + seconds
        while time.process_time() < until:
            pass
        return seconds
"""


def test_the_end_of_a_fresh_process_is_not_that_of_the_first(submission_of):
    answer = submission_of(TWO_PROCESSES)
    answer.works(0)
    other = answer.fresh()
    with pytest.raises(AnswerError):
        other.dies()

    assert answer.works(0) == 0
    assert other.works(0) == 0


def test_what_a_fresh_process_computes_is_counted_once(submission_of):
    answer = submission_of(TWO_PROCESSES)
    answer.works(0)
    answer.fresh().works(2.0)
    answer.works(0.3)

    assert 2 < answer._link.transport.spent.processor < 3.5


def test_in_a_fresh_submission_hash_says_of_a_text_something_else(submission_of):
    told = submission_of("def told(): return [hash(each) for each in ('a', b'a', ('a', 1), 7, (7, 8))]\n")
    here, there = (list(each.told()) for each in (told, told.fresh()))

    assert here[3:] == there[3:]
    assert all(one != other for one, other in zip(here[:3], there[:3], strict=True))


def test_an_answers_own_hash_stays_its_own(submission_of):
    told = submission_of("hash = len\ndef told(): return hash('abc')\n")

    assert told.fresh().told() == 3


def test_calls_are_written_as_a_student_would(basics):
    basics.echo(np.zeros((4, 8, 8)), sigma=0.9)

    assert basics.last_call == "echo(value 4×8×8, sigma=0.9)"


NETWORK = """
    import keras
    def build(size):
        return keras.Sequential([keras.Input((3,)), keras.layers.Dense(size)])
    def train(model):
        return {}
    def twice(x):
        return 2 * x
"""


def test_a_model_is_called_as_the_student_would_call_what_the_function_made(submission_of):
    submission = submission_of(NETWORK)
    model = submission.build(4)
    model.call(np.zeros((2, 3), np.float32))
    assert told_of(submission.calls) == "build(4)(ndarray 2×3, training=False)"
    model.predict(np.zeros((2, 3), np.float32))
    assert told_of(submission.calls) == "build(4).predict(ndarray 2×3)"

    submission.train(model)  # from here on it is what training made of it
    model.call(np.zeros((2, 3), np.float32))
    assert submission.last_call == "model.call(ndarray 2×3, training=False)"
    assert told_of(submission.calls) == "train(Sequential)"


def test_what_a_helper_calls_is_told_by_the_answers_name_and_what_was_remembered_by_its_call(submission_of):
    submission = submission_of(
        NETWORK, support="def drive(function, x): return function(x)\ndef other(): return 1"
    )

    def made(submission):
        return submission.support.drive(submission.reference("twice"), 3)

    assert submission.once(made) == 6
    before = len(submission.calls)
    assert submission.once(made) == 6
    submission.support.other()
    assert told_of(submission.calls[before:]) == "twice(…)"


def test_a_dead_worker_is_replaced_and_handles_of_before_are_void(submission_of):
    submission = submission_of("""
        import os
        def make():
            return object.__new__
        def die():
            os._exit(3)
        def fine():
            return 1
    """)
    kept = submission.make()
    with pytest.raises(AnswerError) as caught:
        submission.die()

    assert caught.value.reason is Reason.CRASH
    assert submission.fine() == 1
    with pytest.raises(AnswerError):
        kept.call()


def test_a_cell_that_stops_explains_the_names_it_should_have_defined(submission_of):
    submission = submission_of("""
        good = 1
        def f():
            return 1
        table = open("/nowhere/table.csv")
        h = lambda: table
    """)

    assert submission.f() == 1
    with pytest.raises(AnswerError) as caught:
        submission.table()
    assert caught.value.reason is Reason.IMPORT_ERROR
    assert "FileNotFoundError" in caught.value.message.text("fr")


def test_support_lives_beside_the_answer(submission_of):
    submission = submission_of(
        "def f(g): return g(2)", support="def double(x):\n    return 2 * x\ndef it():\n    return double"
    )

    assert submission.support.double(4) == 8
    assert submission.f(submission.support.it()) == 4


MODELS = """
    import keras
    import numpy as np

    def build():
        inputs = keras.Input((4,))
        code = keras.layers.Dense(2, activation="relu", name="code")(inputs)
        outputs = keras.layers.Dense(4, activation="sigmoid")(code)
        model = keras.Model(inputs, outputs)
        model.compile("adam", "mse", metrics=["mae"])
        return keras.Model(inputs, code), model

    def train(model, x, seed):
        return model.fit(x, x, epochs=2, verbose=0)

    class Stopper(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            self.model.stop_training = True

    def save_pair(model, path):
        with open(path + ".json", "w") as file:
            file.write(model.to_json())
        model.save_weights(path + ".weights.h5")

    def save_code(path):
        save_pair(keras.Sequential([keras.Input((4,)), keras.layers.Lambda(lambda x: 2 * x)]), path)

    def stopper():
        return Stopper()

    def subclassed():
        class Twice(keras.Model):
            def call(self, x):
                return 2 * x
        return Twice()

    class _Scale(keras.layers.Layer):
        def build(self, shape):
            self.factor = self.add_weight(shape=(), initializer="ones")
        def call(self, x):
            return self.factor * x

    class _Scaled(keras.Model):
        def __init__(self):
            super().__init__()
            self.scale = _Scale()
        def call(self, x):
            return self.scale(x)

    class Scaled(_Scaled):
        pass

    def private(kind):
        stacked = keras.Sequential([keras.Input((2,)), _Scale()])
        model = {"class": _Scaled(), "layer": Scaled(), "stack": stacked}[kind]
        model(np.zeros((1, 2), "float32"))
        model.compile("adam", "mse")
        return model

    def scaled():
        class Scale(keras.layers.Layer):
            def build(self, shape):
                self.factor = self.add_weight(shape=(), initializer="ones")
            def call(self, x):
                return self.factor * x
        return keras.Sequential([keras.Input((4,)), keras.layers.Dense(2), Scale()])
"""


@pytest.fixture(scope="module")
def models(judge):
    import textwrap

    from autograder.course.model import Limits
    from autograder.judge.hand_in import read_in_this_process
    from autograder.judge.session import Session

    session = Session(
        judge.launcher,
        read_in_this_process(textwrap.dedent(MODELS).encode(), name="a.py"),
        Limits(seconds_per_call=60),
    )
    yield Submission(session)
    session.close()


def test_a_model_tells_what_it_is(models):
    encoder, model = models.build()

    assert isinstance(model, Model)
    assert (model.input_shape, model.output_shape, encoder.output_shape) == ((None, 4), (None, 4), (None, 2))
    assert (model.loss, model.optimizer, model.metrics, model.compiled) == (
        "mean_squared_error",
        "Adam",
        ("mae",),
        True,
    )
    assert model.optimizer_config["learning_rate"] == pytest.approx(0.001)
    assert (model.count_params(), model.trainable_params()) == (4 * 2 + 2 + 2 * 4 + 4,) * 2
    layer = model.layers[1]
    assert (layer.name, layer.type, layer.activation, layer.output_shape, layer.params) == (
        "code",
        "Dense",
        "relu",
        (None, 2),
        10,
    )
    assert layer.config["units"] == 2


def test_a_model_computes_and_learns(models):
    _, model = models.build()
    x = np.random.default_rng(0).random((16, 4)).astype("float32")

    assert np.allclose(model.call(x), model.predict(x), atol=1e-5)
    history = models.train(model, x, seed=1)
    assert len(history["loss"]) == 2
    assert set(model.evaluate(x, x)) == {"loss", "mae"}
    assert len(model.fit(x, x, epochs=3, callbacks=[models.stopper()])["loss"]) == 1


def test_a_check_that_says_verbose_out_of_habit_makes_the_same_calls(models):
    _, model = models.build()
    x = np.ones((3, 4), np.float32)
    assert len(model.fit(x, x, epochs=2, verbose=0)["loss"]) == 2
    assert model.predict(x, verbose=0).shape == (3, 4)
    assert "loss" in model.evaluate(x, x, verbose=0)


def test_a_model_that_takes_other_inputs_is_told_by_its_shape_and_not_in_keras_words(models):
    _, model = models.build()

    with pytest.raises(AnswerError) as caught:
        model.call(np.zeros((3, 5), "float32"))

    assert caught.value.message.key == "worker.model_input"
    assert caught.value.message.values == {"takes": "(None, 4)", "given": "(3, 5)"}
    assert caught.value.type_names[0] == "ValueError"


def test_weights_go_out_and_in(models):
    _, first = models.build()
    _, second = models.build()
    second.set_weights(first.weights())

    assert all(np.array_equal(a, b) for a, b in zip(first.weights(), second.weights()))
    assert not first.same_object(second)


def test_a_weight_of_no_axis_goes_out_and_in(models):
    first, second = models.scaled(), models.scaled()

    expect.separate(first, second, np.ones((1, 4), np.float32))
    assert [each.shape for each in first.weights()] == [(4, 2), (2,), ()]
    first.set_weights([each + 1 for each in first.weights()])  # NumPy makes a scalar of the last one
    assert [each.shape for each in first.weights()] == [(4, 2), (2,), ()]


def test_a_subclassed_model_has_no_shapes(models):
    model = models.subclassed()

    assert (model.input_shape, model.output_shape, model.compiled) == (None, None, False)
    assert model.call(np.ones((1, 2), "float32")).tolist() == [[2, 2]]


@pytest.mark.parametrize("kind", ["class", "layer", "stack"])
def test_a_model_with_a_class_that_begins_with_an_underscore_predicts_and_learns(models, kind):
    """Keras calls it `__scaled`, and TensorFlow would refuse such a name for a graph."""
    model, x = models.private(kind), np.ones((4, 2), np.float32)

    assert np.array_equal(model.predict(x), x)
    assert len(models.train(model, 2 * x, seed=1)["loss"]) == 2


def test_a_saved_model_opens_in_a_clean_worker(models):
    _, model = models.build()
    path = models.folder() + "/model.keras"
    model.save(path)
    x = np.ones((2, 4), "float32")
    clean = Submission(models._link.transport, files={"model.keras": models.get(path)}).load_model(
        "model.keras"
    )

    assert np.array_equal(clean.call(x), model.call(x))


@pytest.fixture
def pair(models):
    """A model, the JSON and weights it is handed in as, and the weights of another model."""
    encoder, model = models.build()
    path = models.folder() + "/m"
    models.save_pair(model, path)
    files = {f"m{ending}": models.get(path + ending) for ending in (".json", ".weights.h5")}
    models.save_pair(encoder, path)
    return model, files, models.get(path + ".weights.h5")


def _opened(models, files):
    return Submission(models._link.transport, files=files).load_model("m.keras", "m.json", "m.weights.h5")


def test_a_model_in_two_files_opens_in_a_clean_worker(models, pair):
    model, files, _ = pair
    x = np.ones((2, 4), "float32")

    assert np.array_equal(_opened(models, files).call(x), model.call(x))


@pytest.mark.parametrize(
    ("change", "reason", "words"),
    [
        ({"m.json": None, "m.weights.h5": None}, Reason.NO_FILE, ("m.keras", "m.json + m.weights.h5")),
        ({"m.json": None}, Reason.NO_FILE, ("without m.json", "m.keras alone")),
        ({"m.weights.h5": None}, Reason.NO_FILE, ("without m.weights.h5", "m.keras alone")),
        ({"m.weights.h5": b"cut"}, Reason.BAD_FILE, ("m.weights.h5 cannot be loaded into", "m.json")),
        ({"m.json": b'{"cut'}, Reason.BAD_FILE, ("m.json: JSONDecodeError",)),
        ({"m.json": b"[]"}, Reason.BAD_FILE, ("model.to_json()",)),
    ],
    ids=["nothing", "no json", "no weights", "weights cut off", "json cut off", "no model"],
)
def test_what_is_wrong_with_a_model_in_two_files_is_told(change, reason, words, models, pair):
    files = {name: data for name, data in {**pair[1], **change}.items() if data is not None}

    with pytest.raises(AnswerError) as caught:
        _opened(models, files)

    told = caught.value.message.text("en")
    assert (caught.value.reason, caught.value.not_run) == (reason, True)
    assert all(word in told for word in words), told
    assert caught.value.message.text("fr")


def test_weights_of_another_model_are_told(models, pair):
    with pytest.raises(AnswerError) as caught:
        _opened(models, {**pair[1], "m.weights.h5": pair[2]})

    assert "Save both from the same model" in caught.value.message.text("en")


def test_code_in_a_json_file_is_refused(models):
    path = models.folder() + "/m"
    models.save_code(path)

    with pytest.raises(AnswerError) as caught:
        _opened(models, {f"m{ending}": models.get(path + ending) for ending in (".json", ".weights.h5")})

    assert caught.value.reason is Reason.BAD_FILE
    assert "m.json" in caught.value.message.text("en") and "Lambda" in caught.value.message.text("en")


def test_a_whole_model_counts_before_its_two_files(models, pair):
    with pytest.raises(AnswerError) as caught:
        _opened(models, {**pair[1], "m.keras": b"cut"})

    assert "m.keras" in caught.value.message.text("en")
