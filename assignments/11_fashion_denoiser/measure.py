"""The figures beside the threshold of 11 (`python assignments/11_fashion_denoiser/measure.py`)."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np

from autograder.course.load import load_assignment
from autograder.proof.measure import Measuring, module, run

HERE = Path(__file__).parent


def built_by(name: str):
    """Return the function `build_denoiser` of the sample called `name`."""
    space = {"__name__": name}
    exec(load_assignment(HERE).sample(name).source, space)
    return space["build_denoiser"]


def main(measuring: Measuring) -> None:
    """Train the reference over ten seeds, and each accepted network over two, as the check does."""
    checks, support = module(HERE / "checks/test_hidden.py"), module(HERE / "checks/support.py")

    def mse(estimate):
        return float(np.mean((np.asarray(estimate) - checks.UNSEEN) ** 2))

    def trained(build, seed):
        keras.utils.set_random_seed(1000 + seed)
        model = build()
        support.train(model, checks.TRAIN_NOISY, checks.TRAIN, 3, 16)
        return mse(model.predict(checks.UNSEEN_NOISY, verbose=0))

    measuring.alone("the noisy images", mse(checks.UNSEEN_NOISY))
    measuring.alone("the mean garment", mse(checks.TRAIN.mean(0)))
    reference = module(HERE / "master.py").build_denoiser
    measuring.over("reference", lambda seed: trained(reference, seed))
    for name in ("upsampling", "padded_to_32", "no_pooling"):
        build = built_by(name)
        measuring.over(name, lambda seed, build=build: trained(build, seed), min(measuring.seeds, 2))


if __name__ == "__main__":
    run(HERE, {"": main}, keras.utils.set_random_seed)
