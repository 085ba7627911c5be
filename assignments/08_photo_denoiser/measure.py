"""The figures beside the thresholds of 08 (`python assignments/08_photo_denoiser/measure.py`)."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np

from autograder.course.load import load_assignment
from autograder.course.master import SOLUTION, with_sample
from autograder.proof.measure import Measuring, module, run

HERE = Path(__file__).parent


def built_by(name: str):
    """Return the function `build_denoiser` of the sample called `name`."""
    assignment, space = load_assignment(HERE), {"__name__": name}
    exec(with_sample(assignment.master.view(SOLUTION), assignment.sample(name).source), space)
    return space["build_denoiser"]


def main(measuring: Measuring) -> None:
    """Train the reference over ten seeds, and other networks over two, as the check does."""
    checks, support = module(HERE / "checks/test_hidden.py"), module(HERE / "checks/support.py")

    def mse(estimate):
        return float(np.mean((np.asarray(estimate) - checks.UNSEEN) ** 2))

    before = mse(checks.UNSEEN_NOISY)

    def trained(build, seed):
        keras.utils.set_random_seed(1000 + seed)
        model = build()
        support.train(model, checks.TRAIN_NOISY, checks.TRAIN, 6, 8)
        return model

    def share(model):
        return mse(model.predict(checks.UNSEEN_NOISY, verbose=0)) / before

    def at_edges(model):
        """Return the largest error along the edges of photos of other sizes, as a share of what the noise has there."""
        return max(
            checks.edge_error(np.asarray(model(noisy)), clean) / checks.edge_error(noisy, clean)
            for noisy, clean in checks.OTHER_SIZES
        )

    def one_convolution():
        return keras.Sequential([keras.Input((None, None, 3)), keras.layers.Conv2D(3, 3, padding="same")])

    measuring.alone("MSE of the noisy patches", before)
    builders = {"reference": module(HERE / "master.py").build_denoiser}
    builders |= {name: built_by(name) for name in ("subclassed_padding", "dilated")}
    for name, build in builders.items():
        seeds = measuring.seeds if name == "reference" else min(measuring.seeds, 2)
        models = [trained(build, seed) for seed in range(seeds)]
        measuring.series(f"share of {name}", [share(model) for model in models])
        measuring.series(f"edges of {name}", [at_edges(model) for model in models])
    few = min(measuring.seeds, 2)
    measuring.over("share of one convolution", lambda seed: share(trained(one_convolution, seed)), few)
    for name in ("shifted_when_padded", "last_line_black", "edges_untouched"):
        measuring.over(
            f"edges of {name}", lambda seed, name=name: at_edges(trained(built_by(name), seed)), few
        )


if __name__ == "__main__":
    run(HERE, {"": main}, keras.utils.set_random_seed)
