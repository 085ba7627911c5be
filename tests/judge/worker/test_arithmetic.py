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
