"""The figures beside the threshold of 12 (`python assignments/12_colour_autoencoder/measure.py`)."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np

from autograder.proof.measure import Measuring, module, run

HERE = Path(__file__).parent


def main(measuring: Measuring) -> None:
    """Train the reference on the data of the check, and measure what is worse than it."""
    checks, master = module(HERE / "checks/test_hidden.py"), module(HERE / "master.py")

    def mse(estimate):
        return float(np.mean((estimate - checks.UNSEEN) ** 2))

    def trained(seed, epochs=20):
        keras.utils.set_random_seed(1000 + seed)
        autoencoder = master.build_autoencoder(24, 24)[2]
        if epochs:
            master.train(autoencoder, checks.TRAIN_NOISY, checks.TRAIN, epochs=epochs, seed=seed)
        return mse(autoencoder.predict(checks.UNSEEN_NOISY, verbose=0))

    measuring.over("reference", trained)
    measuring.over("untrained", lambda seed: trained(seed, epochs=0))
    measuring.alone("mean image", mse(checks.TRAIN.mean(0)))
    measuring.alone("mean colour of each image", mse(checks.UNSEEN.mean((1, 2), keepdims=True)))
    flat = checks.TRAIN.reshape(len(checks.TRAIN), -1)
    axes = np.linalg.svd(flat - flat.mean(0), full_matrices=False)[2][:32]
    unseen = checks.UNSEEN_NOISY.reshape(len(checks.UNSEEN), -1)
    coded = (unseen - flat.mean(0)) @ axes.T @ axes + flat.mean(0)
    measuring.alone("PCA with 32 components", mse(coded.reshape(checks.UNSEEN.shape)))


if __name__ == "__main__":
    run(HERE, {"": main}, keras.utils.set_random_seed)
