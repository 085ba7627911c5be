"""The figures beside the thresholds in checks/: the reference and what is near it (`python assignments/03_classifier/measure.py`)."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers

from autograder.proof.measure import Measuring, module, run

HERE = Path(__file__).parent


class InProcess:
    """A model as the checks see it."""

    def __init__(self, model):
        self.model = model

    def call(self, images):
        """Return the model's answers."""
        return np.asarray(self.model(images))

    def weights(self):
        """Return the model's weights."""
        return self.model.get_weights()

    def set_weights(self, weights):
        """Replace the model's weights."""
        self.model.set_weights(weights)


def stack(*middle, end="softmax"):
    """Return 784 → `middle` → 10."""
    return keras.Sequential([keras.Input((784,)), *middle, layers.Dense(10, end)])


def hidden(activation, *extra):
    """Return the two hidden layers, each followed by fresh copies of `extra`."""
    return [each for _ in range(2) for each in (layers.Dense(256, activation), *(make() for make in extra))]


def main(measuring: Measuring, only_quick: bool = False) -> None:
    """Measure what stands beside the thresholds."""
    master, public, checks, support = (
        module(HERE / name)
        for name in ("master.py", "checks/test_public.py", "checks/test_hidden.py", "checks/support.py")
    )

    def built(make):
        model = make()
        support.train(model, public.IMAGES, public.LABELS)
        return public.accuracy_of(InProcess(model))

    def compiled(**options):
        model = support.network(7)
        model.compile(**{"loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"], **options})
        support.train_with_its_optimizer(model, checks.IMAGES, checks.LABELS)
        return checks.accuracy_of(InProcess(model))

    def trained(seed, epochs=5):
        model = support.compiled_network(8)
        master.train_classifier(model, public.IMAGES, public.LABELS, epochs, batch_size=50, seed=seed)
        return public.accuracy_of(InProcess(model))

    def turn(activation):
        moved = checks.turns(InProcess(stack(*hidden(activation))))
        return max(moved) if activation == "linear" else min(moved)

    def bend(activation):
        images = keras.Input((784,))
        act = layers.Activation(activation)
        first = act(layers.Dense(256)(images))
        second = act(layers.Dense(256)(first))
        model = keras.Model(images, layers.Dense(10, "softmax")(layers.Add()([first, second])))
        bent = checks.bends(InProcess(model))
        return max(bent) if activation == "linear" else min(bent)

    def order(seed):
        answers = []
        for each in (seed, seed + 100):
            model = support.recording_network(5)
            master.train_classifier(model, public.FEW[:60], public.FEW_LABELS[:60], 2, 20, each)
            answers.append(np.asarray(model(public.FEW)))
        return np.max(np.abs(answers[0] - answers[1]))

    for activation in ("relu", "linear", "tanh", "sigmoid", "gelu", "elu", "softplus"):
        measuring.over(f"turn {activation}", lambda seed, a=activation: turn(a))
    for activation in ("relu", "linear", "tanh", "sigmoid", "hard_sigmoid"):
        measuring.over(f"bend {activation}", lambda seed, a=activation: bend(a))
    measuring.over("order: difference of two seeds", order)
    if only_quick:
        return
    measuring.over("untrained", lambda seed: checks.accuracy_of(InProcess(master.build_classifier())))
    measuring.over("build_classifier (master)", lambda seed: built(master.build_classifier))
    for activation in ("tanh", "sigmoid", "elu", "gelu", "linear", "softmax"):
        measuring.over(f"build {activation}", lambda seed, a=activation: built(lambda: stack(*hidden(a))))
    for name, extra in (
        ("dropout 0.3", lambda: layers.Dropout(0.3)),
        ("dropout 0.5", lambda: layers.Dropout(0.5)),
        ("batch normalisation", layers.BatchNormalization),
    ):
        measuring.over(f"build relu, {name}", lambda seed, e=extra: built(lambda: stack(*hidden("relu", e))))
    measuring.over(
        "build sigmoid, dropout 0.3",
        lambda seed: built(lambda: stack(*hidden("sigmoid", lambda: layers.Dropout(0.3)))),
    )
    measuring.over("build logits", lambda seed: built(lambda: stack(*hidden("relu"), end=None)))
    measuring.over("build sigmoid outputs", lambda seed: built(lambda: stack(*hidden("relu"), end="sigmoid")))
    for rate in (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 1e-1, 1.0):
        measuring.over(
            f"compile Adam({rate})", lambda seed, r=rate: compiled(optimizer=keras.optimizers.Adam(r))
        )
    measuring.over("compile SGD", lambda seed: compiled(optimizer="sgd"))
    measuring.over("train_classifier (master)", trained)
    measuring.over("train_classifier, one epoch", lambda seed: trained(seed, epochs=1))


if __name__ == "__main__":
    run(
        HERE,
        {"": main, "quick": lambda measuring: main(measuring, only_quick=True)},
        keras.utils.set_random_seed,
    )
