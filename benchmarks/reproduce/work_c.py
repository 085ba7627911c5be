"""Work C: take noise of unknown strength off colour photos of 400 x 400.

Two networks on the same photos with the same noise: the published one (with the transposed convolutions at stride 1,
which is what its summary shows), and the course's reference, the master of assignment 08. Photos are split 70/10/20 by
the master; noise is drawn anew for every image of every epoch; the weights with the lowest validation loss are kept,
saved as .keras and loaded again; the test photos are used once.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from autograder import data
from benchmarks.reproduce.run import Run, curves, master, row, rows_of_images, say, total_seconds

SETTINGS = {
    "size": 400,
    "max_strength": 0.5,
    "reference": {"patch": 64, "batch": 16, "steps": 250, "epochs": 8},
    "published": {"patch": 128, "batch": 16, "steps": 52, "epochs": 4},
    "seed": 1,
}


def reproduce(quick: bool, results: Path, scratch: Path, **changed) -> None:
    """Run work C, with some settings changed if you like, and write its results."""
    settings = SETTINGS
    if quick:
        short = {"patch": 32, "batch": 4, "steps": 2, "epochs": 1}
        settings = {**SETTINGS, "size": 64, "reference": short, "published": short, "quick": True}
    run = Run("c", settings | changed, results, scratch)
    paths = [str(path) for path in data.photos(into=run.path("scenes"))[: 20 if quick else None]]

    import keras

    noising, photographing = master("02"), master("08")
    train, validation, test = (
        np.stack([photographing.load_photo(path, settings["size"], settings["size"]) for path in part])
        for part in photographing.split_photos(paths, settings["seed"])
    )
    say(f"photos: {len(train)} to train with, {len(validation)} to validate, {len(test)} to test")
    noisy_validation, noisy_test = (
        noising.add_random_strength_noise(images, settings["max_strength"], seed)
        for seed, images in ((2, validation), (3, test))
    )

    def batches(patch: int, batch: int):
        """Yield patches of the training photos for ever, each with its own place and noise."""
        random = np.random.default_rng(settings["seed"])
        last = settings["size"] - patch + 1
        while True:
            clean = np.empty((batch, patch, patch, 3), np.float32)
            for place, number in zip(clean, random.integers(len(train), size=batch), strict=True):
                top, left = random.integers(last, size=2)
                place[:] = train[number, top : top + patch, left : left + patch]
            seed = int(random.integers(2**31))
            yield noising.add_random_strength_noise(clean, settings["max_strength"], seed), clean

    def learn(name: str, build) -> dict:
        def compute() -> dict:
            how = settings[name]
            keras.utils.set_random_seed(settings["seed"])
            model = build()
            best = keras.callbacks.ModelCheckpoint(
                run.path(f"{name}.keras"), monitor="val_loss", save_best_only=True
            )
            epochs = run.attend(model, name, extra=[best])
            # Validation on the middle of each photo: a whole one costs as much as forty patches.
            middle = slice(settings["size"] // 4, settings["size"] * 3 // 4)
            watched = noisy_validation[:, middle, middle], validation[:, middle, middle]
            photographing.train_denoiser(
                model, batches(how["patch"], how["batch"]), how["steps"], watched, how["epochs"]
            )
            return {"epochs": list(epochs), "training_seconds": total_seconds(epochs)}

        return run.stage(name, compute)

    def measured(name: str, learned: dict) -> tuple[dict, np.ndarray]:
        def compute() -> dict:
            model = keras.models.load_model(run.path(f"{name}.keras"))
            np.save(
                run.path(f"{name}.npy"), np.clip(model.predict(noisy_test[:6], batch_size=2, verbose=0), 0, 1)
            )
            # A few at a time: the first layer's output for one photo of 400 x 400 takes 20 MB.
            parts = [
                photographing.evaluate_denoiser(model, noisy_test[at : at + 4], test[at : at + 4])
                for at in range(0, len(test), 4)
            ]
            weights = [len(noisy_test[at : at + 4]) for at in range(0, len(test), 4)]
            means = {
                key: float(np.average([part[key] for part in parts], weights=weights)) for key in parts[0]
            }
            return {"mse": round(means["mse_denoised"], 5), "psnr": round(means["psnr_denoised"], 2),
                    "noisy_mse": round(means["mse_noisy"], 5), "noisy_psnr": round(means["psnr_noisy"], 2),
                    "parameters": model.count_params()}  # fmt: skip

        figures = run.stage(f"{name}_measured", compute)
        figures.pop("seconds")
        return {
            **figures,
            "validation_mse": min(each["val_loss"] for each in learned["epochs"]),
            "epochs": len(learned["epochs"]),
            "training_seconds": learned["training_seconds"],
        }, np.load(run.path(f"{name}.npy"))

    builders = {"reference": photographing.build_denoiser, "published": published_network}
    learned = {name: learn(name, build) for name, build in builders.items()}
    figures, restored = {}, {}
    for name in builders:
        figures[name], restored[name] = measured(name, learned[name])
        figures["noisy"] = {"mse": figures[name].pop("noisy_mse"), "psnr": figures[name].pop("noisy_psnr")}
    # The middle of each, pixel for pixel: made smaller, noise averages itself away.
    corner = max(0, settings["size"] // 2 - 60)
    shown = (slice(0, 6), slice(corner, corner + 120), slice(corner, corner + 120))
    run.figure(
        "rows",
        rows_of_images(
            {
                "noisy": noisy_test[shown],
                "published": restored["published"][shown],
                "reference": restored["reference"][shown],
                "original": test[shown],
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
    rows = [
        row(
            {"en": "test MSE (PSNR in dB): noisy", "fr": "MSE de test (PSNR en dB) : photos bruitées"},
            f"{figures['noisy']['mse']:.4f} ({figures['noisy']['psnr']:.1f})",
        ),
        row(
            {"en": "the published network, briefly trained", "fr": "le réseau publié, brièvement entraîné"},
            f"{figures['published']['mse']:.4f} ({figures['published']['psnr']:.1f})",
        ),
        row(
            {"en": "the course’s reference", "fr": "la référence du cours"},
            f"{figures['reference']['mse']:.4f} ({figures['reference']['psnr']:.1f})",
        ),
    ]
    run.finish(
        figures,
        {"set": "photos", "train": len(train), "validation": len(validation), "test": len(test)},
        rows,
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
