"""Print the figures that stand beside the thresholds in checks/: the reference and what is near it, over ten seeds."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers

HERE = Path(__file__).parent


class InProcess:
    """A model as the checks see it."""

    def __init__(self, model):
        self.model = model

    def call(self, images):
        """Return the model's answers."""
        return np.asarray(self.model(images))


def module(path: Path):
    """Return the Python file at `path` as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def stack(*middle, end="softmax"):
    """Return 784 → `middle` → 10."""
    return keras.Sequential([keras.Input((784,)), *middle, layers.Dense(10, end)])


def hidden(activation, *extra):
    """Return the two hidden layers, each followed by fresh copies of `extra`."""
    return [each for _ in range(2) for each in (layers.Dense(256, activation), *(make() for make in extra))]


def main(seeds: int) -> None:
    """Measure and print."""
    master, checks, support = (
        module(HERE / name) for name in ("master.py", "checks/test_hidden.py", "checks/support.py")
    )

    def built(make):
        model = make()
        support.train(model, checks.IMAGES, checks.LABELS)
        return checks._accuracy(InProcess(model))

    def compiled(**options):
        model = support.network(7)
        model.compile(**{"loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"], **options})
        support.train_as_compiled(model, checks.IMAGES, checks.LABELS)
        return checks._accuracy(InProcess(model))

    def trained(seed, epochs=5):
        model = support.compiled_network(8)
        master.train_classifier(model, checks.IMAGES, checks.LABELS, epochs, batch_size=50, seed=seed)
        return checks._accuracy(InProcess(model))

    def bend(make):
        model = InProcess(make())
        first, second = checks.FEW[:64], checks.FEW[64:]
        middle = checks._scores(model, (first + second) / 2)
        return np.abs(middle - (checks._scores(model, first) + checks._scores(model, second)) / 2).max()

    def order(seed):
        answers = []
        for each in (seed, seed + 100):
            model = support.small_network(6)
            master.train_classifier(model, checks.FEW, checks.FEW_LABELS, 2, 32, each)
            answers.append(np.asarray(model(checks.FEW)))
        return np.max(np.abs(answers[0] - answers[1]))

    def losses(seed):
        figures = []
        for each in (seed, seed + 100):
            history = master.train_classifier(
                support.small_network(5), checks.FEW[:60], checks.FEW_LABELS[:60], 2, 20, each
            )
            figures.append(history.history["loss"])
        return np.max(np.abs(np.subtract(*figures)) / figures[0])

    def report(name, figure, lowest=True):
        figures = []
        for seed in range(seeds):
            keras.utils.set_random_seed(seed)
            figures.append(float(figure(seed)))
        worst = min(figures) if lowest else max(figures)
        print(f"{name:44} worst {worst:.2g}  median {np.median(figures):.3g}  of {seeds}", flush=True)

    for activation in ("relu", "linear", "tanh", "sigmoid", "gelu", "elu", "softplus"):
        report(
            f"bend {activation}",
            lambda seed, a=activation: bend(lambda: stack(*hidden(a))),
            activation != "linear",
        )
    report("order: difference of two seeds", order)
    report("losses: difference of two seeds", losses)
    report("untrained", lambda seed: checks._accuracy(InProcess(master.build_classifier())))
    report("build_classifier (master)", lambda seed: built(master.build_classifier))
    for activation in ("tanh", "sigmoid", "elu", "gelu", "linear", "softmax"):
        report(f"build {activation}", lambda seed, a=activation: built(lambda: stack(*hidden(a))))
    for name, extra in (
        ("dropout 0.3", lambda: layers.Dropout(0.3)),
        ("dropout 0.5", lambda: layers.Dropout(0.5)),
        ("batch normalisation", layers.BatchNormalization),
    ):
        report(f"build relu, {name}", lambda seed, e=extra: built(lambda: stack(*hidden("relu", e))))
    report(
        "build sigmoid, dropout 0.3",
        lambda seed: built(lambda: stack(*hidden("sigmoid", lambda: layers.Dropout(0.3)))),
    )
    report("build logits", lambda seed: built(lambda: stack(*hidden("relu"), end=None)))
    report("build sigmoid outputs", lambda seed: built(lambda: stack(*hidden("relu"), end="sigmoid")))
    for rate in (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 1e-1, 1.0):
        report(f"compile Adam({rate})", lambda seed, r=rate: compiled(optimizer=keras.optimizers.Adam(r)))
    report("compile SGD", lambda seed: compiled(optimizer="sgd"))
    report("train_classifier (master)", trained)
    report("train_classifier, one epoch", lambda seed: trained(seed, epochs=1), lowest=False)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
