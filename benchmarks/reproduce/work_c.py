"""Work C: take noise of unknown strength off colour photos of 400 x 400.

Two networks on the same photos with the same noise: the published one (with the transposed convolutions at stride 1,
which is what its summary shows), and the course's reference, the master of assignment 08. Photos are split 70/10/20 by
the master; noise is drawn anew for every image of every epoch; the weights with the lowest validation loss are kept,
saved as .keras and loaded again; the test photos are used once.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from autograder import data
from benchmarks.reproduce.run import Run, curves, master, rows_of_images, say, total_seconds

SETTINGS = {
    "size": 400,
    "max_strength": 0.5,
    "reference": {"patch": 64, "batch": 16, "steps": 100, "epochs": 14, "learning_rate": 0.002},
    "published": {"patch": 400, "batch": 4, "steps": 52, "epochs": 4, "learning_rate": 0.001},
    "seed": 1,
}


def reproduce(quick: bool, results: Path, scratch: Path) -> None:
    """Run work C and write its results."""
    settings = SETTINGS
    if quick:
        short = {"patch": 32, "batch": 4, "steps": 2, "epochs": 1, "learning_rate": 0.001}
        settings = {**SETTINGS, "size": 64, "reference": short, "published": short, "quick": True}
    run = Run("c", settings, results, scratch)
    paths = data.photos(into=run.path("scenes"))[: 20 if quick else None]

    import keras

    noising, photographing = master("02"), master("08")
    parts = photographing.split(paths, seed=settings["seed"])
    train, validation, test = (_read(part, settings["size"]) for part in parts)
    say(f"photos: {len(train)} to train with, {len(validation)} to validate, {len(test)} to test")

    def damaged(images: np.ndarray, seed: int) -> np.ndarray:
        return noising.add_random_strength_noise(images, settings["max_strength"], seed)

    clean_validation, clean_test = validation / np.float32(255), test / np.float32(255)
    noisy_validation, noisy_test = damaged(clean_validation, 2), damaged(clean_test, 3)

    class Batches(keras.utils.PyDataset):
        """Patches of the training photos, each batch with places and noise of its own."""

        def __init__(self, patch: int, batch: int, steps: int, **_):
            super().__init__()
            self.patch, self.batch, self.steps, self.epoch = patch, batch, steps, 0

        def __len__(self):
            return self.steps

        def __getitem__(self, index):
            seed = [settings["seed"], self.epoch, index]
            random = np.random.default_rng(seed)
            last = settings["size"] - self.patch + 1
            chosen = random.permutation(len(train))[: self.batch] if self.batch <= len(train) else slice(None)
            clean = np.stack(
                [
                    photo[top : top + self.patch, left : left + self.patch]
                    for photo, top, left in zip(
                        train[chosen],
                        random.integers(last, size=self.batch),
                        random.integers(last, size=self.batch),
                    )
                ]
            ) / np.float32(255)
            return damaged(clean, int(random.integers(2**31))), clean

        def on_epoch_end(self):
            self.epoch += 1

    def learn(name: str, build) -> dict:
        def compute() -> dict:
            how = settings[name]
            keras.utils.set_random_seed(settings["seed"])
            model = build()
            rate = keras.optimizers.schedules.CosineDecay(
                how["learning_rate"], how["steps"] * how["epochs"], alpha=0.02
            )
            model.compile(keras.optimizers.Adam(rate), "mse")
            batches = Batches(**how)
            best = keras.callbacks.ModelCheckpoint(
                run.path(f"{name}.keras"), monitor="val_loss", save_best_only=True
            )
            epochs = run.attend(model, name, extra=[best])
            batches.epoch = len(epochs)
            # Validation on the middle of the photos: a whole one costs as much as thirty patches.
            inner = slice((settings["size"] - 32) // 4, (settings["size"] - 32) // 4 + settings["size"] // 2)
            model.fit(
                batches,
                epochs=how["epochs"],
                validation_data=(noisy_validation[:, inner, inner], clean_validation[:, inner, inner]),
                validation_batch_size=4,
            )
            return {"epochs": list(epochs), "training_seconds": total_seconds(epochs)}

        return run.stage(name, compute)

    def measured(name: str, learned: dict) -> tuple[dict, np.ndarray]:
        def compute() -> dict:
            model = keras.models.load_model(run.path(f"{name}.keras"))
            denoised = np.concatenate(
                [np.clip(model(noisy_test[at : at + 2]), 0, 1) for at in range(0, len(noisy_test), 2)]
            )
            np.save(run.path(f"{name}.npy"), (denoised * 255 + 0.5).astype(np.uint8)[:10])
            return {**_quality(denoised, clean_test), "parameters": model.count_params()}

        figures = run.stage(f"{name}_measured", compute)
        figures.pop("seconds")
        return {
            **figures,
            "validation_mse": min(each["val_loss"] for each in learned["epochs"]),
            "epochs": len(learned["epochs"]),
            "training_seconds": learned["training_seconds"],
        }, np.load(run.path(f"{name}.npy")) / 255

    builders = {"reference": photographing.build_denoiser, "published": published_network}
    learned = {name: learn(name, build) for name, build in builders.items()}
    figures = {"noisy": _quality(noisy_test, clean_test)}
    restored = {}
    for name in builders:
        figures[name], restored[name] = measured(name, learned[name])
    shown = slice(0, 6)
    run.figure(
        "images",
        rows_of_images(
            {
                "noisy": noisy_test[shown],
                "published": restored["published"][shown],
                "reference": restored["reference"][shown],
                "original": clean_test[shown],
            },
            "Photos no network has seen",
        ),
    )
    run.figure(
        "curves",
        curves(
            {name: each["epochs"] for name, each in learned.items()}, (("loss", "MSE"),), "Learning on photos"
        ),
    )
    run.finish(
        figures, {"set": "photos", "train": len(train), "validation": len(validation), "test": len(test)}
    )


def published_network():
    """Return the published network, with stride 1 in the decoder so that its output has the input's size."""
    import keras

    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((None, None, 3)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(padding="same"),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(padding="same"),
            layers.Conv2D(128, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(padding="same"),
            layers.Conv2DTranspose(64, 5, padding="same", activation="relu"),
            layers.UpSampling2D(),
            layers.Conv2DTranspose(32, 5, padding="same", activation="relu"),
            layers.UpSampling2D(),
            layers.Conv2DTranspose(3, 3, padding="same", activation="sigmoid"),
            layers.UpSampling2D(),
        ]
    )


def _read(paths, size: int) -> np.ndarray:
    # Stretched to the square, as published, not cut.
    photos = []
    for path in paths:
        with Image.open(path) as image:
            photos.append(np.asarray(image.convert("RGB").resize((size, size), Image.Resampling.LANCZOS)))
    return np.stack(photos)


def _quality(images: np.ndarray, clean: np.ndarray) -> dict:
    errors = np.mean((images - clean) ** 2, axis=(1, 2, 3))
    return {
        "mse": round(float(errors.mean()), 5),
        "psnr": round(float(np.mean(-10 * np.log10(np.maximum(errors, 1e-10)))), 2),
    }
