"""The figures beside MAX_LOSS in checks/test_hidden.py: the reference and what fails (`python assignments/05_training/measure.py`)."""

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
    master, hidden = module(HERE / "master.py"), module(HERE / "checks/test_hidden.py")
    support = module(HERE / "checks/support.py")
    noisy, clean, test = hidden.NOISY, hidden.CLEAN, (hidden.NOISY_TEST, hidden.CLEAN_TEST)

    def loss(noisy, clean, seed, epochs=12) -> float:
        model = support.dense(*hidden.DENOISER)
        if epochs:
            master.train_denoiser(model, noisy, clean, *test, epochs=epochs, batch_size=32, seed=seed)
        return hidden.cross_entropy(np.asarray(model(hidden.NOISY_UNSEEN)), hidden.CLEAN_UNSEEN)

    mean = np.tile(clean.mean(axis=0), (len(hidden.CLEAN_UNSEEN), 1))
    measuring.alone("average digit", hidden.cross_entropy(mean, hidden.CLEAN_UNSEEN))
    measuring.alone("the noisy digits", hidden.cross_entropy(hidden.NOISY_UNSEEN, hidden.CLEAN_UNSEEN))
    measuring.over("noisy to clean (master)", lambda seed: loss(noisy, clean, seed))
    measuring.over("untrained", lambda seed: loss(noisy, clean, seed, epochs=0))
    measuring.over("clean to clean", lambda seed: loss(clean, clean, seed), min(measuring.seeds, 3))
    measuring.over("noisy to noisy", lambda seed: loss(noisy, noisy, seed), min(measuring.seeds, 3))
    measuring.over("clean to noisy", lambda seed: loss(clean, noisy, seed), min(measuring.seeds, 3))


if __name__ == "__main__":
    run(HERE, {"": main}, keras.utils.set_random_seed)
