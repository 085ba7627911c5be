"""Print the figures beside the threshold of 12: python assignments/12_colour_autoencoder/measure.py [seeds]."""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path

import keras
import numpy as np

HERE = Path(__file__).parent


def module(path: Path):
    """Return the module in a file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def main(seeds: int) -> None:
    """Train the reference over `seeds` seeds on the data of the check and print the worst, the median and rivals."""
    checks, master = module(HERE / "checks/test_hidden.py"), module(HERE / "master.py")

    def mse(estimate):
        return float(np.mean((estimate - checks.UNSEEN) ** 2))

    errors, began = [], time.perf_counter()
    for seed in range(seeds):
        keras.utils.set_random_seed(1000 + seed)
        autoencoder = master.build_autoencoder(24, 24)[2]
        untrained = mse(autoencoder.predict(checks.UNSEEN_NOISY, verbose=0))
        master.train(autoencoder, checks.TRAIN_NOISY, checks.TRAIN, epochs=20, seed=seed)
        errors.append(mse(autoencoder.predict(checks.UNSEEN_NOISY, verbose=0)))
    print(f"reference over {seeds} seeds: worst {max(errors):.4f}, median {np.median(errors):.4f}")
    print(
        f"untrained {untrained:.4f}; mean image {mse(checks.TRAIN.mean(0)):.4f}; threshold {checks.MAX_MSE}"
    )
    print(f"each image's mean colour {mse(checks.UNSEEN.mean((1, 2), keepdims=True)):.4f}")
    flat = checks.TRAIN.reshape(len(checks.TRAIN), -1)
    axes = np.linalg.svd(flat - flat.mean(0), full_matrices=False)[2][:32]
    coded = (checks.UNSEEN_NOISY.reshape(len(checks.UNSEEN), -1) - flat.mean(0)) @ axes.T @ axes + flat.mean(
        0
    )
    print(f"PCA with 32 components {mse(coded.reshape(checks.UNSEEN.shape)):.4f}")
    print(f"{(time.perf_counter() - began) / seeds:.1f} s a training")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
