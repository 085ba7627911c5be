"""The figures beside the thresholds in checks/test_public.py: the reference and what fails (`python assignments/06_evaluation/measure.py`)."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np

from autograder.proof.measure import Measuring, module, run

HERE = Path(__file__).parent


def main(measuring: Measuring) -> None:
    """Measure what stands beside the thresholds."""
    master, checks = module(HERE / "master.py"), module(HERE / "checks/test_public.py")
    clean, noisy, labels = checks.TRAIN_CLEAN, checks.TRAIN_NOISY, checks.TRAIN_LABELS

    def shares(autoencoder, classifier) -> tuple[float, float, float]:
        def right(images) -> float:
            return float((np.asarray(classifier(images)).argmax(axis=1) == checks.UNSEEN_LABELS).mean())

        return (
            right(checks.UNSEEN_CLEAN),
            right(checks.UNSEEN_NOISY),
            right(np.asarray(autoencoder(checks.UNSEEN_NOISY))),
        )

    def report(name, figures) -> None:
        rows = np.array([(*each, each[2] - each[1]) for each in figures])
        for column, what in enumerate(("clean", "noisy", "denoised", "gain")):
            measuring.series(f"{name}, {what}", rows[:, column].tolist())

    trained = [master.train_system(clean, noisy, labels, seed) for seed in range(measuring.seeds)]
    report("reference", [shares(*each) for each in trained])
    few = range(min(measuring.seeds, 2))
    report(
        "autoencoder clean to clean",
        [shares(*master.train_system(clean, clean, labels, seed)) for seed in few],
    )
    report(
        "classifier trained on noisy",
        [shares(trained[seed][0], master.train_system(noisy, noisy, labels, seed)[1]) for seed in few],
    )

    def untrained():
        layers = [keras.Input((784,)), keras.layers.Dense(64), keras.layers.Dense(784, activation="sigmoid")]
        return keras.Sequential(layers)

    report("autoencoder untrained", [shares(untrained(), trained[seed][1]) for seed in few])


if __name__ == "__main__":
    run(HERE, {"": main}, keras.utils.set_random_seed)
