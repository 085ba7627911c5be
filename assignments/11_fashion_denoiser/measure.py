"""Print the figures beside the threshold of 11: python assignments/11_fashion_denoiser/measure.py [seeds]."""

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
    """Train the reference over `seeds` seeds, and each accepted network over two, as the check does."""
    checks, support = module(HERE / "checks/test_hidden.py"), module(HERE / "checks/support.py")

    def mse(estimate):
        return float(np.mean((np.asarray(estimate) - checks.UNSEEN) ** 2))

    def trained(build, seed):
        keras.utils.set_random_seed(1000 + seed)
        model = build()
        began = time.process_time()
        support.train(model, checks.TRAIN_NOISY, checks.TRAIN, 3, 16)
        return mse(model.predict(checks.UNSEEN_NOISY, verbose=0)), time.process_time() - began

    print(f"noisy {mse(checks.UNSEEN_NOISY):.4f}, mean garment {mse(checks.TRAIN.mean(0)):.4f}", flush=True)
    build = module(HERE / "master.py").build_denoiser
    found = [trained(build, seed) for seed in range(seeds)]
    errors = [error for error, _ in found]
    print(
        f"reference over {seeds} seeds: worst {max(errors):.4f}, median {np.median(errors):.4f}", flush=True
    )
    print(f"CPU seconds a training: {np.median([seconds for _, seconds in found]):.1f}", flush=True)
    for name in ("upsampling", "padded_to_32", "no_pooling"):
        build = module(HERE / f"samples/accepted/{name}.py").build_denoiser
        print(name, *(f"{trained(build, seed)[0]:.4f}" for seed in range(2)), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
