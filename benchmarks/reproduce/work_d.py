"""Work D: convolutional autoencoders that squeeze colour images of 32 x 32 into 32 numbers, and one that removes noise.

Measured beside PCA with 32 components on the same data, which is the best any *linear* code of that size can do, on
two sets: the clothes of Fashion-MNIST in random colours on grounds of random colours, and crops of real photos.

Three networks: "reference" is the answer of assignment 12, small enough to train while a student waits, trained by the
assignment's own function; "larger" is deeper, with a hidden layer on either side of the code. "from_pca", for photos,
begins where PCA ends: its encoder and its decoder are PCA's linear maps plus a deep convolutional path each, whose last
layers are zero at first, so that all it learns is what a linear code cannot say; it sees more crops. The learning rate
of these two falls to nearly 0. Each keeps the weights of its best epoch by validation; the test images are used once.

What holds photos back is shown: PCA's error against the number of components, and the network's error on the photos it
has learned from beside that on the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from autograder import data
from benchmarks.reproduce.run import Run, curves, falling_rate, master, row, say, total_seconds

SIZE = 32
SETTINGS = {
    "code_size": 32,
    "images": 30_000,
    "photo_crops": 80_000,
    "sigma": 0.1,
    "reference": {"epochs": 12, "batch_size": 32, "images": 30_000},
    "larger": {"epochs": 16, "batch_size": 32, "images": 30_000},
    "from_pca": {"epochs": 6, "batch_size": 128, "images": 80_000},
    "seed": 1,
}
NETWORKS = {
    "clothes": ("reference", "larger"),
    "photos": ("reference", "larger", "from_pca"),
    "denoising": ("reference",),  # noise is taken off by the assignment's network alone
}
COMPONENTS = (8, 16, 24, 32, 40, 48, 64, 96, 128)


def reproduce(
    quick: bool, results: Path, scratch: Path, skip: Sequence[str] = (), only: Sequence[str] = (), **changed
) -> None:
    """Run work D, with some settings changed if you like; write its results.

    Trainings in `skip` are left out: the figures that the results file holds of them stay. With `only`, nothing but
    these trainings is done, and no results are written.
    """
    settings = SETTINGS
    if quick:
        short = {name: {**SETTINGS[name], "epochs": 1} for name in ("reference", "larger", "from_pca")}
        settings = {**SETTINGS, **short, "photo_crops": 500, "quick": True}
    settings = settings | changed
    run = Run("d", settings, results, scratch)
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

    colours, size = master("12"), settings["code_size"]
    clean, clean_test = _coloured(train, seed=1), _coloured(test, seed=2)
    crops = _crops(some_photos, settings["photo_crops"], seed=1)
    crops_test = _crops(other_photos, 300 if quick else 4000, seed=2)
    noisy = colours.add_noise(clean, settings["sigma"], seed=3)
    noisy_test = colours.add_noise(clean_test, settings["sigma"], seed=4)
    tasks = {
        "clothes": (clean, clean, clean_test, clean_test),
        "photos": (crops, crops, crops_test, crops_test),
        "denoising": (noisy, clean, noisy_test, clean_test),
    }

    def learn(task: str, network: str) -> dict:
        name, how = f"{task}-{network}", settings[network]
        images, target, test_images, test_target = tasks[task]
        others = {
            key: value for key, value in settings.items() if key not in ("reference", "larger", "from_pca")
        }
        alone = run.part(**others, training={name: how})

        def mse(decoder, encoder, given, wanted) -> float:
            answer = decoder.predict(
                encoder.predict(given, batch_size=500, verbose=0), batch_size=500, verbose=0
            )
            return round(float(np.mean((np.clip(answer, 0, 1) - wanted) ** 2)), 5)

        def compute() -> dict:
            keras.utils.set_random_seed(settings["seed"])
            best, some = alone.best_weights(name), slice(0, how["images"])
            if network == "reference":
                encoder, decoder, autoencoder = colours.build_autoencoder(SIZE, SIZE, size)
                log = alone.attend(autoencoder, name, extra=[best])
                colours.train(
                    autoencoder, images[some], target[some], epochs=how["epochs"], seed=settings["seed"]
                )
            else:
                encoder, decoder, autoencoder = (
                    _larger(SIZE, SIZE, size) if network == "larger" else _from_pca(*_axes(images, size))
                )
                slower = keras.callbacks.LearningRateScheduler(
                    lambda epoch: falling_rate(epoch, how["epochs"])
                )
                log = alone.attend(autoencoder, name, extra=[best, slower])
                autoencoder.compile("adam", "mse")
                autoencoder.fit(
                    images[some],
                    target[some],
                    validation_split=0.2,
                    epochs=how["epochs"],
                    batch_size=how["batch_size"],
                )
            autoencoder.load_weights(alone.path(f"{name}.weights.h5"))
            colours.save_models(encoder, decoder, alone.path(name))
            return {
                "mse": mse(decoder, encoder, test_images, test_target),
                "training_mse": mse(decoder, encoder, images[:4000], target[:4000]),
                "parameters": autoencoder.count_params(),
                "training_seconds": total_seconds(log),
                "epochs": list(log),
            }

        return alone.stage(name, compute) | {"models": str(alone.path(name))}

    learned = {
        f"{task}-{network}": learn(task, network)
        for task, networks in NETWORKS.items()
        for network in networks
        if (not only or f"{task}-{network}" in only) and f"{task}-{network}" not in skip
    }
    if only:
        return

    figures: dict = {task: {} for task in tasks}
    kept = []
    for task, networks in NETWORKS.items():
        for network in networks:
            name = f"{task}-{network}"
            if found := learned.get(name):
                own = {key: found[key] for key in ("mse", "training_mse", "parameters", "training_seconds")}
                figures[task][network] = own | {"epochs": len(found["epochs"])}
            else:
                figures[task][network] = run.earlier(task, network)
                kept.append(name)
    say("PCA …")
    for task in ("clothes", "photos"):
        images, _, test_images, _ = tasks[task]
        alone = run.part(pca=task, images=len(images), origin=origin, quick=quick)
        found = alone.stage(f"pca-{task}", lambda images=images, test=test_images: _pca(images, test, size))
        figures[task]["pca_mse"] = found["mse"][str(size)]
        figures[task]["pca_training_mse"] = found["training_mse"]
        figures[task]["pca_mse_by_components"] = found["mse"]
        for network in NETWORKS[task]:
            share = figures[task][network]["mse"] / figures[task]["pca_mse"]
            figures[task][network]["share_of_pca"] = round(share, 3)
    figures["denoising"]["noisy_mse"] = round(float(np.mean((noisy_test - clean_test) ** 2)), 5)

    few = slice(0, 5)
    for name, best, originals in (
        ("rows", "clothes-larger", clean_test),
        ("photos", "photos-from_pca", crops_test),
    ):
        if best in learned:
            encoder, decoder = colours.load_models(Path(learned[best]["models"]))
            codes = encoder.predict(originals[few], verbose=0)
            restored = np.clip(decoder.predict(codes, verbose=0), 0, 1)
            run.figure(name, colours.show_reconstructions(originals[few], codes, restored))
    if not kept:  # else a curve or more would be missing: the figure there is stays
        run.figure(
            "curves",
            curves(
                {name: each["epochs"] for name, each in learned.items()},
                (("loss", "validation MSE"),),
                "Code of 32 numbers",
                training=False,
            ),
        )
    run.figure("bound", _bound(figures["photos"]))
    rows = []
    for task, en, fr in (
        ("clothes", "coloured clothes", "vêtements colorés"),
        ("photos", "crops of photos", "fragments de photos"),
    ):
        found = figures[task]
        rows.append(
            row(
                {
                    "en": f"test MSE, 32 numbers an image, {en}: PCA / network of assignment 12 / larger network",
                    "fr": f"MSE de test, 32 nombres par image, {fr} : ACP / réseau du devoir 12 / réseau plus grand",
                },
                f"{found['pca_mse']:.4f} / {found['reference']['mse']:.4f} / {found['larger']['mse']:.4f}",
            )
        )
    found = figures["photos"]
    rows.append(
        row(
            {
                "en": "crops of photos: a network that begins at PCA / the same on photos it learned from / PCA with 40 numbers",
                "fr": "fragments de photos : un réseau qui part de l’ACP / le même sur les photos apprises / ACP de 40 nombres",
            },
            f"{found['from_pca']['mse']:.4f} / {found['from_pca']['training_mse']:.4f} / "
            f"{found['pca_mse_by_components']['40']:.4f}",
        )
    )
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
    told |= {"train": len(train), "test": len(test), "kept_from_an_earlier_run": kept}
    run.finish(figures, told, rows)


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


def _from_pca(mean: np.ndarray, axes: np.ndarray, spread: np.ndarray):
    """Return (encoder, decoder, autoencoder): PCA's linear maps, plus convolutions that say nothing at first.

    Args:
        mean: The mean image, flat.
        axes: The principal axes, `(values of an image, code size)`.
        spread: The standard deviation along each axis: codes are in units of it.
    """
    import keras

    layers, size = keras.layers, axes.shape[1]

    def active(layer, given):
        return layers.Activation("gelu")(layer(given))

    images = keras.Input((SIZE, SIZE, 3))
    there = layers.Dense(size, name="linear")
    deep = images
    for filters in (32, 64, 128):
        deep = active(layers.Conv2D(filters, 3, strides=2, padding="same"), deep)
    deep = active(layers.Dense(512), layers.Flatten()(deep))
    deep = layers.Dense(size, kernel_initializer="zeros")(deep)
    encoder = keras.Model(images, layers.Add()([there(layers.Flatten()(images)), deep]))

    codes, back = keras.Input((size,)), layers.Dense(SIZE * SIZE * 3, name="linear")
    deep = active(layers.Dense(512), active(layers.Dense(512), codes))
    deep = layers.Reshape((4, 4, 128))(active(layers.Dense(4 * 4 * 128), deep))
    for filters in (64, 32):
        deep = active(layers.Conv2DTranspose(filters, 4, strides=2, padding="same"), deep)
    deep = layers.Conv2DTranspose(3, 4, strides=2, padding="same", kernel_initializer="zeros")(deep)
    decoder = keras.Model(codes, layers.Add()([layers.Reshape((SIZE, SIZE, 3))(back(codes)), deep]))

    there.set_weights([axes / spread, -(mean @ axes) / spread])
    back.set_weights([(axes * spread).T, mean])
    whole = keras.Input((SIZE, SIZE, 3))
    return encoder, decoder, keras.Model(whole, decoder(encoder(whole)))


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


def _axes(images: np.ndarray, components: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the mean image, the principal axes (largest spread last) and the spread along each."""
    some = images[:20_000].reshape(len(images[:20_000]), -1).astype(np.float64)
    mean = some.mean(0)
    variances, axes = np.linalg.eigh((some - mean).T @ (some - mean) / len(some))
    return mean, axes[:, -components:], np.sqrt(variances[-components:])


def _pca(train: np.ndarray, test: np.ndarray, components: int) -> dict:
    """Return the mean squared error of the best linear code learned from `train`: on `test` for several sizes of the
    code, and on the first 4000 of `train` for the one asked for."""
    mean, axes, _ = _axes(train, max(*COMPONENTS, components))

    def error(images, count) -> float:
        centred, own = images.reshape(len(images), -1) - mean, axes[:, -count:]
        return round(float(np.mean((centred - centred @ own @ own.T) ** 2)), 5)

    return {
        "mse": {str(count): error(test, count) for count in sorted({*COMPONENTS, components})},
        "training_mse": error(train[:4000], components),
    }


def _bound(found: dict):
    """Return a figure of PCA's error on photos against the size of the code, with the networks' beside it."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 3.6), layout="constrained")
    panel = figure.subplots()
    errors = {int(count): mse for count, mse in found["pca_mse_by_components"].items()}
    panel.plot(list(errors), list(errors.values()), "k.-", label="PCA")
    for number, network in enumerate(NETWORKS["photos"]):
        for key, marker, told in (
            ("mse", "o", "photos not seen"),
            ("training_mse", "x", "photos learned from"),
        ):
            if key in found[network]:
                place = SETTINGS["code_size"], found[network][key]
                panel.plot(*place, marker, color=f"C{number}", label=f"{network}, {told}")
    panel.set_xlabel("numbers in the code")
    panel.set_ylabel("MSE")
    panel.set_ylim(bottom=0)
    panel.legend(fontsize=7)
    panel.grid(alpha=0.3)
    figure.suptitle("Crops of photos: what a code of so many numbers leaves out")
    return figure


def _opened(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))
