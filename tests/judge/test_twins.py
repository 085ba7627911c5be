"""Facts about a model are its saved form's, read in a worker that runs no student code."""

import pytest

from autograder.base.mismatch import Mismatch
from autograder.judge.wire.protocol import Operation

MODELS = """
import keras
import numpy as np
from keras import layers

def stack():
    model = keras.Sequential([keras.Input((8,)), layers.Dense(4, activation="relu"), layers.Dropout(0.2), layers.Dense(2)])
    model.compile("adam", "mse", metrics=["accuracy"])
    return model

def built_by_its_first_call():
    model = keras.Sequential([layers.Dense(4), layers.ReLU(), layers.Dense(3)])
    model(np.zeros((1, 5)))
    return model

def graph():
    images = keras.Input((12, 12, 1))
    inner = layers.Conv2D(2, 3, padding="same", activation=keras.activations.relu)(images)
    outputs = layers.Add()([images, layers.Conv2D(1, 3, padding="same")(layers.BatchNormalization()(inner))])
    model = keras.Model(images, outputs)
    schedule = keras.optimizers.schedules.PiecewiseConstantDecay([3], [0.1, 0.2])
    model.compile(keras.optimizers.AdamW(schedule, weight_decay=0.1), keras.losses.MeanSquaredError())
    return model

class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.inner = layers.Dense(3)

    def call(self, inputs):
        return self.inner(inputs)

def own_class():
    model = Own()
    model(np.zeros((1, 4), "float32"))
    model.compile(keras.optimizers.SGD(0.5), lambda wanted, given: keras.ops.mean(wanted - given))
    return model

class Adam(keras.optimizers.SGD):
    pass

def own_optimizer():
    model = stack()
    model.compile(Adam(), "mse")
    return model

def another_form():
    model, other = stack(), keras.Sequential([keras.Input((8,)), layers.Dense(2)])
    form = other.get_config()
    keras.Sequential.get_config = lambda self: form
    return model

def no_form():
    model = stack()
    keras.saving.serialize_keras_object = lambda *_: 1 / 0
    return model
"""
FACTS = (
    "compiled",
    "optimizer",
    "optimizer_config",
    "loss",
    "metrics",
    "layers",
    "input_shape",
    "output_shape",
)


def facts(model):
    return {name: getattr(model, name) for name in FACTS} | {
        "params": model.count_params(),
        "trainable": model.trainable_params(),
    }


@pytest.fixture
def models(submission_of):
    return submission_of(MODELS, seconds_per_call=60, seconds=300)


@pytest.mark.parametrize("name", ["stack", "built_by_its_first_call", "graph", "own_class"])
def test_an_honest_model_and_its_twin_have_the_same_facts(name, models):
    model = getattr(models, name)()
    apart = facts(model)
    models._link.transport.trusted = True

    assert facts(model) == apart


def test_an_optimizer_of_the_answers_own_is_not_keras(models):
    model = models.own_optimizer()

    assert (model.compiled, model.loss, model.optimizer) == (True, "mean_squared_error", "answer.Adam")


def test_a_form_that_is_not_the_models_shows_when_both_compute(models):
    model = models.another_form()

    with pytest.raises(Mismatch, match="saved form computes"):
        model.count_params()


def test_without_a_form_the_worker_is_asked_and_an_optimizer_is_its_own(models):
    model = models.no_form()

    assert model.optimizer == "answer.Adam"


def test_a_twin_is_made_once_for_one_form(models):
    model, asked = models.stack(), []
    clean = models._link.clean()
    request = clean.transport.request
    clean.transport.request = lambda operation, **fields: (
        asked.append(operation) or request(operation, **fields)
    )
    facts(model)

    assert asked.count(Operation.LOAD_MODEL) == 4  # the model, its optimizer, its loss, its metrics


def test_both_are_asked_for_one_row_which_needs_no_code_made_for_multiplying_matrices(submission_of):
    noting = """
rows, call = [], keras.Sequential.call

def noted(self, inputs, **options):
    rows.append(inputs.shape[0])
    return call(self, inputs, **options)

keras.Sequential.call = noted

def seen():
    return rows
"""
    submission = submission_of(MODELS + noting)
    assert submission.stack().output_shape == (None, 2)
    assert [each for each in submission.seen() if each] == [1]
