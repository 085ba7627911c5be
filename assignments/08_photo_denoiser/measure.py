"""Print the figures beside the threshold of 08: python assignments/08_photo_denoiser/measure.py [seeds]."""

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
    """Train the reference and the accepted networks over `seeds` seeds each, as the check does."""
    checks, support = module(HERE / "checks/test_hidden.py"), module(HERE / "checks/support.py")

    def mse(estimate):
        return float(np.mean((np.asarray(estimate) - checks.UNSEEN) ** 2))

    before = mse(checks.UNSEEN_NOISY)

    def share(build, seed):
        keras.utils.set_random_seed(1000 + seed)
        model = build()
        model(checks.UNSEEN_NOISY[:1])
        began = time.process_time()
        support.train(model, checks.TRAIN_NOISY, checks.TRAIN, 6, 8)
        return mse(model.predict(checks.UNSEEN_NOISY, verbose=0)) / before, time.process_time() - began

    print(f"noisy {before:.4f}", flush=True)
    answers = {"reference": HERE / "master.py"}
    answers |= {name: HERE / f"samples/accepted/{name}.py" for name in ("subclassed_padding", "dilated")}
    for name, path in answers.items():
        build = module(path).build_denoiser
        found = [share(build, seed) for seed in range(seeds)]
        shares, spent = zip(*found)
        print(
            f"{name} over {seeds} seeds: worst {max(shares):.3f}, median {np.median(shares):.3f}; "
            f"{np.median(spent):.1f} CPU seconds a training",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
