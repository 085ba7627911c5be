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
    noisy, clean, test = hidden.NOISY, hidden.CLEAN, (hidden.NOISY_TEST, hidden.CLEAN_TEST)

    def loss(noisy, clean, seed, epochs=12) -> float:
        model = support.dense(*hidden.DENOISER)
        if epochs:
            master.train_denoiser(model, noisy, clean, *test, epochs=epochs, batch_size=32, seed=seed)
        return hidden.cross_entropy(np.asarray(model(hidden.NOISY_UNSEEN)), hidden.CLEAN_UNSEEN)

    def report(name, figure, count) -> None:
        figures = []
        for seed in range(count):
            keras.utils.set_random_seed(seed)
            figures.append(figure(seed))
        line = f"best {min(figures):.4f}  median {np.median(figures):.4f}  worst {max(figures):.4f}"
        print(f"{name:24} {line}  of {count}", flush=True)

    mean = np.tile(clean.mean(axis=0), (len(hidden.CLEAN_UNSEEN), 1))
    print(f"average digit            {hidden.cross_entropy(mean, hidden.CLEAN_UNSEEN):.4f}")
    print(f"the noisy digits         {hidden.cross_entropy(hidden.NOISY_UNSEEN, hidden.CLEAN_UNSEEN):.4f}")
    report("noisy to clean (master)", lambda seed: loss(noisy, clean, seed), seeds)
    report("untrained", lambda seed: loss(noisy, clean, seed, epochs=0), seeds)
    report("clean to clean", lambda seed: loss(clean, clean, seed), min(seeds, 3))
    report("noisy to noisy", lambda seed: loss(noisy, noisy, seed), min(seeds, 3))
    report("clean to noisy", lambda seed: loss(clean, noisy, seed), min(seeds, 3))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
