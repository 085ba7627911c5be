"""Work D: convolutional autoencoders that squeeze colour images of 32 x 32 into 32 numbers, and one that removes noise.

Measured beside PCA with 32 components on the same data, which is the best any *linear* code of that size can do, on
two sets: the clothes of Fashion-MNIST in random colours on grounds of random colours, and crops of real photos.

Two networks: "reference" is the answer of assignment 12, small enough to train while a student waits, trained by the
assignment's own function; "larger" is deeper, with a hidden layer on either side of the code, and its learning rate falls
to nearly 0. Each keeps the weights of its best epoch by validation; the test images are used once.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from autograder import data
from benchmarks.reproduce.run import Run, curves, falling_rate, master, row, say, total_seconds

SIZE = 32
SETTINGS = {
    "code_size": 32,
    "images": 30_000,
    "photo_crops": 30_000,
    "sigma": 0.1,
    "reference": {"epochs": 12, "batch_size": 32},
    "larger": {"epochs": 16, "batch_size": 32},
    "seed": 1,
}


def reproduce(quick: bool, results: Path, scratch: Path, **changed) -> None:
    """Run work D, with some settings changed if you like, and write its results."""
    settings = SETTINGS
    if quick:
        short = {name: {**SETTINGS[name], "epochs": 1} for name in ("reference", "larger")}
        settings = {**SETTINGS, **short, "photo_crops": 500, "quick": True}
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
    noisy = colours.add_noise(clean, settings["sigma"], seed=3)
    noisy_test = colours.add_noise(clean_test, settings["sigma"], seed=4)

    def learn(task: str, network: str, images, target) -> dict:
        name, how = f"{task}-{network}", settings[network]

        def compute() -> dict:
            keras.utils.set_random_seed(settings["seed"])
            build = colours.build_autoencoder if network == "reference" else _larger
            encoder, decoder, autoencoder = build(SIZE, SIZE, settings["code_size"])
            best = run.best_weights(name)
            if network == "reference":
                log = run.attend(autoencoder, name, extra=[best])
                colours.train(autoencoder, images, target, epochs=how["epochs"], seed=settings["seed"])
            else:
                slower = keras.callbacks.LearningRateScheduler(
                    lambda epoch: falling_rate(epoch, how["epochs"])
                )
                log = run.attend(autoencoder, name, extra=[best, slower])
                autoencoder.compile("adam", "mse")
                autoencoder.fit(
                    images,
                    target,
                    validation_split=0.2,
                    epochs=how["epochs"],
                    batch_size=how["batch_size"],
                )
            autoencoder.load_weights(run.path(f"{name}.weights.h5"))
            colours.save_models(encoder, decoder, run.path(name))
            figures = {"parameters": autoencoder.count_params(), "training_seconds": total_seconds(log)}
            return {"epochs": list(log), **figures}

        return run.stage(name, compute)

    tasks = {
        "clothes": (clean, clean, clean_test, clean_test),
        "photos": (crops, crops, crops_test, crops_test),
        "denoising": (noisy, clean, noisy_test, clean_test),
    }
    figures, learned, codes, restored = {}, {}, {}, {}
    for task, (images, target, test_images, test_target) in tasks.items():
        figures[task] = {}
        # Noise is taken off by the assignment's network alone.
        for network in ("reference",) if task == "denoising" else ("reference", "larger"):
            name = f"{task}-{network}"
            learned[name] = learn(task, network, images, target)
            encoder, decoder = colours.load_models(run.path(name))
            codes[name] = encoder.predict(test_images, batch_size=500, verbose=0)
            restored[name] = decoder.predict(codes[name], batch_size=500, verbose=0)
            mse = round(float(np.mean((restored[name] - test_target) ** 2)), 5)
            kept = {key: value for key, value in learned[name].items() if key not in ("epochs", "seconds")}
            figures[task][network] = {"mse": mse, "epochs": len(learned[name]["epochs"]), **kept}
    say("PCA …")
    for task, (images, _, test_images, _) in list(tasks.items())[:2]:
        found = run.stage(
            f"pca-{task}",
            lambda images=images, test=test_images: {"mse": _pca(images, test, settings["code_size"])},
        )
        figures[task]["pca_mse"] = found["mse"]
        for network in ("reference", "larger"):
            figures[task][network]["share_of_pca"] = round(figures[task][network]["mse"] / found["mse"], 3)
    figures["denoising"]["noisy_mse"] = round(float(np.mean((noisy_test - clean_test) ** 2)), 5)

    few = slice(0, 5)
    for name, task, originals in (("rows", "clothes", clean_test), ("photos", "photos", crops_test)):
        best = f"{task}-larger"
        shown = colours.show_reconstructions(originals[few], codes[best][few], restored[best][few])
        run.figure(name, shown)
    run.figure(
        "curves",
        curves(
            {name: each["epochs"] for name, each in learned.items()},
            (("loss", "validation MSE"),),
            "Code of 32 numbers",
            training=False,
        ),
    )
    rows = [
        row(
            {"en": f"test MSE, 32 numbers an image, {en}: PCA / network of assignment 12 / larger network",
             "fr": f"MSE de test, 32 nombres par image, {fr} : ACP / réseau du devoir 12 / réseau plus grand"},
            " / ".join(f"{mse:.4f}" for mse in (
                figures[task]["pca_mse"], figures[task]["reference"]["mse"], figures[task]["larger"]["mse"])),
        )
        for task, en, fr in (("clothes", "coloured clothes", "vêtements colorés"), ("photos", "crops of photos", "fragments de photos"))
    ]  # fmt: skip
    found = figures["denoising"]
    rows.append(
        row(
            {
                "en": "test MSE: noisy clothes / denoised by the network of assignment 12",
                "fr": "MSE de test : vêtements bruités / débruités par le réseau du devoir 12",
            },
            f"{found['noisy_mse']:.4f} / {found['reference']['mse']:.4f}",
        )
    )
    told = {"set": "fashion_mnist, coloured; photos", "origin": origin, "photos": photo_origin}
    run.finish(figures, {**told, "train": len(train), "test": len(test)}, rows)


def _larger(height: int, width: int, code_size: int):
    """Return (encoder, decoder, autoencoder), as assignment 12 does, deeper: three convolutions and a hidden layer each."""
    import keras

    layers = keras.layers
    rows, columns = height // 8, width // 8
    encoder, decoder = [keras.Input((height, width, 3))], [keras.Input((code_size,))]
    for filters in (32, 64, 128):
        encoder.append(layers.Conv2D(filters, 3, strides=2, padding="same", activation="gelu"))
    encoder += [layers.Flatten(), layers.Dense(512, activation="gelu"), layers.Dense(code_size)]
    decoder += [layers.Dense(512, activation="gelu"), layers.Dense(rows * columns * 128, activation="gelu")]
    decoder.append(layers.Reshape((rows, columns, 128)))
    for filters in (64, 32):
        decoder.append(layers.Conv2DTranspose(filters, 4, strides=2, padding="same", activation="gelu"))
    decoder.append(layers.Conv2DTranspose(3, 4, strides=2, padding="same", activation="sigmoid"))
    encoder, decoder = keras.Sequential(encoder), keras.Sequential(decoder)
    images = keras.Input((height, width, 3))
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


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


def _opened(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))
