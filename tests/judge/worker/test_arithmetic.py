"""A worker's TensorFlow computes on one thread, deterministically, and runs an operation as it is."""

import subprocess
import sys

_CODE = """
import tensorflow, keras
from autograder.judge.worker import arithmetic
arithmetic.settle()
keras.utils.set_random_seed(1)
assert tensorflow.config.threading.get_intra_op_parallelism_threads() == 1
assert tensorflow.config.threading.get_inter_op_parallelism_threads() == 1
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="relu")])
before = model(tensorflow.ones((2, 4))).numpy()
assert (before == tensorflow.function(model)(tensorflow.ones((2, 4))).numpy()).all()
try:
    tensorflow.reshape(tensorflow.ones((2, 4)), (5,))
except tensorflow.errors.InvalidArgumentError as error:
    print(error)
"""


def test_an_operation_is_not_made_a_function_of():
    run = subprocess.run([sys.executable, "-c", _CODE], capture_output=True, text=True, check=True)
    assert "Input to reshape" in run.stdout
    assert "__wrapped__" not in run.stdout


_TRAINING = """
import sys, numpy, tensorflow, keras
from autograder.judge.worker import arithmetic
if "settled" in sys.argv:
    arithmetic.settle()
else:
    tensorflow.config.experimental.enable_op_determinism()
made = []
from tensorflow.python.data.ops import iterator_ops
create = iterator_ops.OwnedIterator._create_iterator
iterator_ops.OwnedIterator._create_iterator = lambda *given: (made.append(1), create(*given))[1]
keras.utils.set_random_seed(1)
images = numpy.random.default_rng(2).random((50, 6, 6, 1)).astype("float32")
model = keras.Sequential([keras.Input((6, 6, 1)), keras.layers.Conv2D(2, 3, activation="relu"),
                          keras.layers.Flatten(), keras.layers.Dropout(0.2), keras.layers.Dense(1)])
model.compile("adam", "mse")
answers = images.mean((1, 2, 3))
history = model.fit(images, answers, batch_size=8, epochs=3, validation_split=0.2, verbose=0).history
history["counted"] = model.fit(images, answers, batch_size=8, epochs=2, steps_per_epoch=3, verbose=0).history["loss"]
pairs = tensorflow.data.Dataset.from_tensor_slices((images, answers)).batch(7).prefetch(2)
history["pairs"] = model.fit(pairs.repeat(), epochs=2, steps_per_epoch=5, verbose=0).history["loss"]
unknown = pairs.filter(lambda image, answer: True)  # how many there are shows in the first epoch
history["unknown"] = model.fit(unknown, epochs=3, verbose=0).history["loss"]
doubled = tensorflow.data.Dataset.from_tensor_slices(numpy.arange(5)).shuffle(5).map(lambda each: 2 * each)
history["orders"] = [int(each) for _ in range(3) for each in doubled]
print(len(made), [round(each, 4) for losses in history.values() for each in losses],
      round(float(model.predict(pairs, verbose=0).sum()), 4), round(model.evaluate(pairs, verbose=0), 4))
"""


def test_what_is_trained_stays_the_same_with_fewer_iterators():
    plain, settled = (
        subprocess.run(
            [sys.executable, "-c", _TRAINING, how], capture_output=True, text=True, check=True
        ).stdout.split(" ", 1)
        for how in ("plain", "settled")
    )
    assert settled[1] == plain[1]
    # 3 epochs of training and of validation had two each; what counts its steps keeps those it needs.
    assert int(settled[0]) <= int(plain[0]) - 6


_TRACES = """
import sys, numpy, tensorflow, keras
from autograder.judge.worker import arithmetic
if "settled" in sys.argv:
    arithmetic.settle()
else:
    tensorflow.config.experimental.enable_op_determinism()
keras.utils.set_random_seed(1)
class Traced(keras.layers.Layer):
    def call(self, images, training=None):
        if training:
            traced.append(1)
        return images
class Own(keras.Model):
    def train_step(self, batch):
        images, answers = batch
        with tensorflow.GradientTape() as tape:
            loss = tensorflow.reduce_mean((self(images, training=True) - answers) ** 2)
        self.optimizer.apply_gradients(zip(tape.gradient(loss, self.last.trainable_variables), self.last.trainable_variables))
        return {"loss": loss}
images = numpy.random.default_rng(2).random((20, 6)).astype("float32")
answers = (images.sum(1, keepdims=True) > 3).astype("float32")
def made(kind=keras.Model):
    inputs = keras.Input((6,))
    last = keras.layers.Dense(1, activation="sigmoid")
    model = kind(inputs, last(Traced()(keras.layers.Dense(4)(inputs))))
    model.last = last
    return model
class Free(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.model.last.trainable = True
def fitted(model, **options):
    return list(model.fit(images, answers, batch_size=8, epochs=2, verbose=0, **options).history.items())
for how in ("plain", "metrics", "batches", "own", "free", "eager", "unbuilt"):
    traced = []
    model = made(Own if how == "own" else keras.Model)
    if how == "unbuilt":
        model = keras.Sequential([keras.layers.Dense(4), Traced(), keras.layers.Dense(1, activation="sigmoid")])
    model.last, frozen = model.layers[-1], how == "free"
    model.last.trainable = not frozen
    model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy", run_eagerly=how == "eager",
                  metrics=["accuracy", "mae"] if how == "metrics" else None)
    if how == "batches":
        told = [model.train_on_batch(images[:8], answers[:8]) for _ in range(3)]
    else:
        told = fitted(model, callbacks=[Free()] if frozen else None)
    print(how, told, [each.path for each in model.optimizer.variables], [each.name for each in model.metrics], sep=";")
    print(how, len(traced))
evaluated = made()
evaluated.compile("adam", "mse", metrics=["mae"])
print(evaluated.evaluate(images, answers, verbose=0), evaluated.optimizer.built)
"""


def test_a_step_is_traced_once_and_does_what_it_did():
    plain, settled = (
        subprocess.run(
            [sys.executable, "-c", _TRACES, how], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for how in ("plain", "settled")
    )
    assert [line for line in settled if ";" in line] == [line for line in plain if ";" in line]
    assert settled[-1] == plain[-1]  # an optimiser that trains nothing stays as it is
    counts = [dict(line.split() for line in lines[1:-1:2]) for lines in (plain, settled)]
    once = ("plain", "metrics", "batches", "free")
    assert [counts[1][how] for how in once] == ["1"] * len(once)
    assert all(counts[1][how] == counts[0][how] for how in ("own", "eager", "unbuilt"))


def test_without_tensorflow_there_is_nothing_to_settle():
    code = "from autograder.judge.worker import arithmetic; arithmetic.settle()"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_worker_settles_it(submission_of):
    submission = submission_of(
        "import tensorflow as tf\n"
        "def told():\n"
        "    try:\n"
        "        return tf.reshape(tf.ones((2, 4)), (5,))\n"
        "    except Exception as error:\n"
        "        return str(error)\n"
    )
    told = submission.told()
    assert "Input to reshape" in told
    assert "__wrapped__" not in told


def test_protocols_mean_what_they_meant(submission_of):
    submission = submission_of(
        "import typing\n"
        "import tensorflow as tf\n"
        "tf.constant(1)\n"
        "@typing.runtime_checkable\n"
        "class Sized(typing.Protocol):\n"
        "    size: int\n"
        "    def grow(self) -> int: ...\n"
        "class Small:\n"
        "    size = 1\n"
        "    def grow(self): return 2\n"
        "def told():\n"
        "    return [isinstance(each, Sized) for each in (Small(), 3, Small(), '')]\n"
    )
    assert submission.told() == [True, False, True, False]
