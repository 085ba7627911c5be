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
