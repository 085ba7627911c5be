"""Print the figures that stand beside MAX_LOSS in checks/test_hidden.py: the reference over ten seeds, and what fails."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np

HERE = Path(__file__).parent


def module(path: Path):
    """Return the Python file at `path` as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def main(seeds: int) -> None:
    """Measure and print."""
    master, hidden = module(HERE / "master.py"), module(HERE / "checks/test_hidden.py")
    support = module(HERE / "checks/support.py")
    layers = keras.layers
    encoders = {
        "relu (master)": lambda: master.build_encoder(),
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
        return hidden.cross_entropy(np.asarray(model(hidden.UNSEEN)), hidden.UNSEEN)

    def paired(encoder, decoder) -> float:
        return loss(support.trained_pair(encoder, decoder, hidden.TRAIN, 10, 64))

    def training(seed) -> float:
        autoencoder = support.dense([784, 32, 784], ["relu", "sigmoid"])
        master.train_autoencoder(autoencoder, hidden.TRAIN, epochs=10, batch_size=64, seed=seed)
        return loss(autoencoder)

    def report(name, figure, count=seeds) -> None:
        figures = []
        for seed in range(count):
            keras.utils.set_random_seed(seed)
            figures.append(figure(seed))
        print(f"{name:32} worst {max(figures):.4f}  median {np.median(figures):.4f}  of {count}", flush=True)

    mean = np.tile(hidden.TRAIN.mean(axis=0), (len(hidden.UNSEEN), 1))
    print(f"mean image {hidden.cross_entropy(mean, hidden.UNSEEN):.4f}, perfect copy", end=" ")
    print(f"{hidden.cross_entropy(hidden.UNSEEN, hidden.UNSEEN):.4f}")
    report("untrained", lambda seed: loss(support.dense([784, 32, 784], ["relu", "sigmoid"])))
    report("train_autoencoder (master)", training)
    for name, build in encoders.items():
        report(f"encoder {name}", lambda seed, build=build: paired(build(), master.build_decoder()))
    for name, build in decoders.items():
        report(f"decoder {name}", lambda seed, build=build: paired(master.build_encoder(), build()))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
