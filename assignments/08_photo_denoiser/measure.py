"""The figures beside the threshold of 08 (`python assignments/08_photo_denoiser/measure.py`)."""

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
    """Train the reference over ten seeds, and other networks over two, as the check does."""
    checks, support = module(HERE / "checks/test_hidden.py"), module(HERE / "checks/support.py")

    def mse(estimate):
        return float(np.mean((np.asarray(estimate) - checks.UNSEEN) ** 2))

    before = mse(checks.UNSEEN_NOISY)

    def share(build, seed):
        keras.utils.set_random_seed(1000 + seed)
        model = build()
        support.train(model, checks.TRAIN_NOISY, checks.TRAIN, 6, 8)
        return mse(model.predict(checks.UNSEEN_NOISY, verbose=0)) / before

    def one_convolution():
        return keras.Sequential([keras.Input((None, None, 3)), keras.layers.Conv2D(3, 3, padding="same")])

    measuring.alone("MSE of the noisy patches", before)
    builders = {"reference": module(HERE / "master.py").build_denoiser}
    builders |= {name: built_by(name) for name in ("subclassed_padding", "dilated")}
    for name, build in builders.items():
        few = None if name == "reference" else min(measuring.seeds, 2)
        measuring.over(f"share of {name}", lambda seed, build=build: share(build, seed), few)
    measuring.over(
        "share of one convolution", lambda seed: share(one_convolution, seed), min(measuring.seeds, 2)
    )


if __name__ == "__main__":
    run(HERE, {"": main}, keras.utils.set_random_seed)
