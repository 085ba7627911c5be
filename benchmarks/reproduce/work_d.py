"""Work D: a convolutional autoencoder that squeezes colour images of 32 x 32 into 32 numbers, and one that removes noise.

Measured beside PCA with 32 components on the same data, which is the best any *linear* code of that size can do, on
two sets: the clothes of Fashion-MNIST in random colours on grounds of random colours, and crops of real photos.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from autograder import data
from benchmarks.reproduce.run import Run, curves, master, row, say, total_seconds

SIZE = 32
SETTINGS = {
    "code_size": 32,
    "epochs": 12,
    "images": 30_000,
    "sigma": 0.1,
    "denoising_epochs": 5,
    "photo_epochs": 6,
    "photo_crops": 30_000,
    "plateau": 4,
    "seed": 1,
}  # fmt: skip


def reproduce(quick: bool, results: Path, scratch: Path, **changed) -> None:
    """Run work D, with some settings changed if you like, and write its results."""
    settings = SETTINGS
    if quick:
        settings = {
            **SETTINGS,
            "epochs": 1,
            "denoising_epochs": 1,
            "photo_epochs": 1,
            "photo_crops": 500,
            "quick": True,
        }
    run = Run("d", settings | changed, results, scratch)
    if quick:
        (train, _), (test, _), origin = data.garments(500, seed=1), data.garments(200, seed=2), "generated"
        some_photos, other_photos, photo_origin = (
            data.scenes(6, 80, 90, seed=1),
            data.scenes(3, 80, 90, seed=2),
            "generated",
        )
    else:
        clothes = data.load("fashion_mnist", generated=False)
        train, test, origin = clothes.train_images[: settings["images"]], clothes.test_images, clothes.origin
        paths = data.photos()
        held_out = [path for path in paths if path.parent.name == "val"] or paths[::3]
        some_photos = [_opened(path) for path in paths if path not in set(held_out)]
        other_photos = [_opened(path) for path in held_out]
        photo_origin = f"{len(some_photos)} photos to train with, {len(other_photos)} others to test with"

    import keras

    colours = master("12")
    clean, clean_test = _coloured(train, seed=1), _coloured(test, seed=2)
    crops = _crops(some_photos, settings["photo_crops"], seed=1)
    crops_test = _crops(other_photos, 300 if quick else 4000, seed=2)

    def learn(name: str, images, target, epochs: int) -> dict:
        def compute() -> dict:
            keras.utils.set_random_seed(settings["seed"])
            encoder, decoder, autoencoder = colours.build_autoencoder(SIZE, SIZE, settings["code_size"])
            best = keras.callbacks.ModelCheckpoint(
                str(run.path(f"{name}.weights.h5")),
                monitor="val_loss",
                save_best_only=True,
                save_weights_only=True,
            )
            log = run.attend(
                autoencoder, name, stop=lambda _: _stalled(log, settings["plateau"]), extra=[best]
            )
            colours.train(autoencoder, images, target, epochs=epochs, seed=settings["seed"])
            autoencoder.load_weights(run.path(f"{name}.weights.h5"))
            colours.save_models(encoder, decoder, run.path(name))
            return {"epochs": list(log), "training_seconds": total_seconds(log)}

        return run.stage(name, compute)

    def measured(name: str, images, target) -> tuple[float, np.ndarray, np.ndarray]:
        encoder, decoder = colours.load_models(run.path(name))
        codes = encoder.predict(images, batch_size=500, verbose=0)
        restored = decoder.predict(codes, batch_size=500, verbose=0)
        return round(float(np.mean((restored - target) ** 2)), 5), codes, restored

    learned = {"clothes": learn("clothes", clean, clean, settings["epochs"])}
    noisy_test = colours.add_noise(clean_test, settings["sigma"], seed=4)
    learned["denoising"] = learn(
        "denoising", colours.add_noise(clean, settings["sigma"], seed=3), clean, settings["denoising_epochs"]
    )
    learned["photos"] = learn("photos", crops, crops, settings["photo_epochs"])

    say("PCA …")
    pca = run.stage(
        "pca",
        lambda: {
            "clothes": _pca(clean, clean_test, settings["code_size"]),
            "photos": _pca(crops, crops_test, settings["code_size"]),
        },
    )
    mse, codes, restored = measured("clothes", clean_test, clean_test)
    photo_mse, photo_codes, photo_restored = measured("photos", crops_test, crops_test)
    denoised_mse, _, _ = measured("denoising", noisy_test, clean_test)
    figures = {
        "clothes": {"mse": mse, "pca_mse": pca["clothes"], "share_of_pca": round(mse / pca["clothes"], 3)},
        "photos": {
            "mse": photo_mse,
            "pca_mse": pca["photos"],
            "share_of_pca": round(photo_mse / pca["photos"], 3),
        },
        "denoising": {
            "noisy_mse": round(float(np.mean((noisy_test - clean_test) ** 2)), 5),
            "mse": denoised_mse,
        },
        "epochs": {name: len(each["epochs"]) for name, each in learned.items()},
        "training_seconds": {name: each["training_seconds"] for name, each in learned.items()},
    }
    few = slice(0, 5)
    run.figure("rows", colours.show_reconstructions(clean_test[few], codes[few], restored[few]))
    run.figure("photos", colours.show_reconstructions(crops_test[few], photo_codes[few], photo_restored[few]))
    run.figure(
        "curves",
        curves(
            {name: each["epochs"] for name, each in learned.items()}, (("loss", "MSE"),), "Code of 32 numbers"
        ),
    )
    epochs = figures["epochs"]
    rows = [
        row(
            {"en": f"test MSE, 32 numbers an image, {en}: PCA / autoencoder ({epochs[name]} epochs)",
             "fr": f"MSE de test, 32 nombres par image, {fr} : ACP / autoencodeur ({epochs[name]} époques)"},
            f"{figures[name]['pca_mse']:.4f} / {figures[name]['mse']:.4f}",
        )
        for name, en, fr in (("clothes", "coloured clothes", "vêtements colorés"), ("photos", "crops of photos", "fragments de photos"))
    ]  # fmt: skip
    rows.append(
        row(
            {"en": "MSE: noisy / denoised", "fr": "MSE : bruitées / débruitées"},
            f"{figures['denoising']['noisy_mse']:.4f} / {figures['denoising']['mse']:.4f}",
        )
    )
    told = {"set": "fashion_mnist, coloured; photos", "origin": origin, "photos": photo_origin}
    run.finish(figures, {**told, "train": len(train), "test": len(test)}, rows)


def _coloured(images: np.ndarray, seed: int) -> np.ndarray:
    """Return clothes in a colour each, on a ground of another: float32 `(n, 32, 32, 3)` in [0, 1]."""
    random = np.random.default_rng(seed)
    grey = np.pad(images, ((0, 0), (2, 2), (2, 2)))[..., None].astype(np.float32) / 255
    cloth = random.uniform(0.2, 1, (len(images), 1, 1, 3)).astype(np.float32)
    ground = random.uniform(0, 1, (len(images), 1, 1, 3)).astype(np.float32)
    covered = np.minimum(1, grey * 8)
    return covered * grey * cloth + (1 - covered) * ground


def _crops(photos, count: int, seed: int) -> np.ndarray:
    """Return crops of photos at four scales (1, 1/2, 1/4, 1/8), some mirrored: float32 `(n, 32, 32, 3)` in [0, 1]."""
    random = np.random.default_rng(seed)
    scaled = [
        [photo]
        + [
            np.asarray(
                Image.fromarray(photo).resize(
                    (photo.shape[1] // by, photo.shape[0] // by), Image.Resampling.BOX
                )
            )
            for by in (2, 4, 8)
            if min(photo.shape[:2]) // by >= SIZE
        ]
        for photo in photos
    ]
    crops = np.empty((count, SIZE, SIZE, 3), np.float32)
    for crop in crops:
        sizes = scaled[random.integers(len(scaled))]
        photo = sizes[random.integers(len(sizes))]
        top, left = random.integers(photo.shape[0] - SIZE + 1), random.integers(photo.shape[1] - SIZE + 1)
        part = photo[top : top + SIZE, left : left + SIZE] / np.float32(255)
        crop[:] = part[:, ::-1] if random.random() < 0.5 else part
    return crops


def _pca(train: np.ndarray, test: np.ndarray, components: int) -> float:
    """Return the mean squared error on `test` of the best linear code learned from `train`."""
    some = train[:20_000].reshape(len(train[:20_000]), -1).astype(np.float64)
    mean = some.mean(0)
    axes = np.linalg.eigh((some - mean).T @ (some - mean))[1][:, -components:]
    centred = test.reshape(len(test), -1) - mean
    return round(float(np.mean((centred - centred @ axes @ axes.T) ** 2)), 5)


def _stalled(epochs: list[dict], patience: int) -> bool:
    """Return whether the last epochs brought less than half a percent."""
    losses = [each["val_loss"] for each in epochs]
    return len(losses) > patience and min(losses[-patience:]) > 0.995 * min(losses[:-patience])


def _opened(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))
