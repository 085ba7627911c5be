"""The figures beside MAX_LOSS in checks/test_checks.py: the reference and what fails (`python assignments/04_autoencoder/measure.py`)."""

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
    support = module(HERE / "checks/support.py")
    layers = keras.layers
    encoders = {
        "leaky relu (master)": lambda: master.build_encoder(),
        "relu": lambda: support.dense([784, 32], ["relu"]),
        "linear": lambda: support.dense([784, 32], ["linear"]),
        "elu": lambda: support.dense([784, 32], ["elu"]),
        "784-256-64-32": lambda: support.dense([784, 256, 64, 32], ["relu"] * 3),
        "dropout 0.2": lambda: keras.Sequential([layers.Dropout(0.2), layers.Dense(32, activation="relu")]),
        "tanh": lambda: support.dense([784, 32], ["tanh"]),
        "sigmoid": lambda: support.dense([784, 32], ["sigmoid"]),
        "softmax": lambda: support.dense([784, 32], ["softmax"]),
    }
    decoders = {
        "sigmoid (master)": lambda: master.build_decoder(),
        "32-64-256-784": lambda: support.dense([32, 64, 256, 784], ["relu", "relu", "sigmoid"]),
        "softmax": lambda: support.dense([32, 784], ["softmax"]),
    }

    def loss(model) -> float:
        return checks.cross_entropy(np.asarray(model(checks.UNSEEN)), checks.UNSEEN)

    def paired(encoder, decoder) -> float:
        return loss(support.trained_pair(encoder, decoder, checks.TRAIN, 10, 64))

    def training(seed) -> float:
        autoencoder = support.dense([784, 32, 784], ["relu", "sigmoid"])
        master.train_autoencoder(autoencoder, checks.TRAIN, epochs=10, batch_size=64, seed=seed)
        return loss(autoencoder)

    mean = np.tile(checks.TRAIN.mean(axis=0), (len(checks.UNSEEN), 1))
    measuring.alone("average digit", checks.cross_entropy(mean, checks.UNSEEN))
    measuring.alone("perfect copy", checks.cross_entropy(checks.UNSEEN, checks.UNSEEN))
    measuring.over("untrained", lambda seed: loss(support.dense([784, 32, 784], ["relu", "sigmoid"])))
    measuring.over("train_autoencoder (master)", training)
    for name, build in encoders.items():
        measuring.over(f"encoder {name}", lambda seed, build=build: paired(build(), master.build_decoder()))
    for name, build in decoders.items():
        measuring.over(f"decoder {name}", lambda seed, build=build: paired(master.build_encoder(), build()))


if __name__ == "__main__":
    run(HERE, {"": main}, keras.utils.set_random_seed)
