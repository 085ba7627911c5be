"""Work E: recognise clothes, keep the network, and use it in another process on pictures it has never seen.

Fashion-MNIST goes through the published tables (label, pixel1 … pixel784) and is split 80/20 with a fixed seed. As
published: batches of 256, Adam at its usual rate; one convolution and four convolutions for 10 epochs, one convolution
with augmentation for 24 of the published 50. Beside each, the same network in batches of 64 with a learning rate that falls to nearly 0: that is
what the published settings leave unused. Each training keeps the weights of its best epoch by validation accuracy; the
test images are used once.

The augmentation is done twice: as the course defines it (each image sheared by up to 0.3 of its size), and as it was
published, where shear_range=0.3 meant 0.3 degrees.

The new pictures are test images, shown as a shop would: dark on white, cut along the garment, enlarged to a few hundred
pixels, kept as JPEG. The other process knows the files only.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from PIL import Image, ImageOps

from autograder import data
from benchmarks.reproduce.run import ROOT, Run, curves, falling_rate, master, row, say, total_seconds

SETTINGS = {
    "split_seed": 13,
    "trainings": {
        "one_convolution": {"epochs": 10, "batch_size": 256, "seeds": [1, 2, 3]},
        "one_convolution_slowing": {"epochs": 10, "batch_size": 64, "slowing": True, "seeds": [1, 2, 3]},
        "four_convolutions": {"epochs": 10, "batch_size": 256, "seeds": [1, 2]},
        "four_convolutions_slowing": {"epochs": 10, "batch_size": 64, "slowing": True, "seeds": [1]},
        "augmented": {"epochs": 24, "batch_size": 256, "seeds": [1]},
        "augmented_as_published": {"epochs": 24, "batch_size": 256, "seeds": [1]},
        "augmented_slowing": {"epochs": 24, "batch_size": 64, "slowing": True, "seeds": [1]},
    },
}

TITLES = {
    "one_convolution": {
        "en": "test accuracy (loss): one convolution, as published",
        "fr": "exactitude de test (perte) : une convolution, comme publié",
    },
    "one_convolution_slowing": {
        "en": "the same in batches of 64, the learning rate falling",
        "fr": "la même par lots de 64, à taux d’apprentissage décroissant",
    },
    "four_convolutions": {
        "en": "four convolutions, as published",
        "fr": "quatre convolutions, comme publié",
    },
    "four_convolutions_slowing": {
        "en": "the same in batches of 64, the learning rate falling",
        "fr": "la même par lots de 64, à taux d’apprentissage décroissant",
    },
    "augmented": {
        "en": "one convolution with the course’s augmentation (shear of 0.3)",
        "fr": "une convolution, avec l’augmentation du cours (cisaillement de 0,3)",
    },
    "augmented_as_published": {
        "en": "one convolution with the published augmentation (shear of 0.3°)",
        "fr": "une convolution, avec l’augmentation publiée (cisaillement de 0,3°)",
    },
    "augmented_slowing": {
        "en": "one convolution with the published augmentation, in batches of 64, the learning rate falling",
        "fr": "une convolution, avec l’augmentation publiée, par lots de 64, à taux d’apprentissage décroissant",
    },
}
PICTURES = 1000


def reproduce(
    quick: bool, results: Path, scratch: Path, skip: tuple[str, ...] | list[str] = (), **changed
) -> None:
    """Run work E, without the trainings in `skip` and with some settings changed if you like; write its results."""
    settings = SETTINGS
    if quick:
        few = {name: {**each, "epochs": 1, "seeds": [1]} for name, each in SETTINGS["trainings"].items()}
        settings = {**SETTINGS, "trainings": few, "quick": True}
    run = Run("e", settings | changed, results, scratch)
    if quick:
        (train, train_labels), (test, test_labels) = data.garments(500, seed=1), data.garments(100, seed=2)
        origin = "generated"
    else:
        clothes = data.load("fashion_mnist", generated=False)
        train, train_labels = clothes.train_images, clothes.train_labels
        test, test_labels = clothes.test_images, clothes.test_labels
        origin = clothes.origin

    import keras

    dressing, keeping = master("07"), master("09")
    parts = {}
    for name, images, labels in (("train", train, train_labels), ("test", test, test_labels)):
        table = run.path(f"fashion-mnist_{name}.csv")
        if not table.is_file():
            say(f"{table.name}: writing, and reading it as a student does …")
            data.write_csv(images, labels, table)
        parts[name] = dressing.load_csv(table)
    (train_x, train_y), (test_x, test_y) = parts["train"], parts["test"]

    def learn(name: str, seed: int) -> dict:
        training = f"{name}-{seed}"

        def compute() -> dict:
            how = settings["trainings"][name]
            keras.utils.set_random_seed(seed)
            saved, trained = _built(dressing, name, seed)
            best = run.best_weights(training, "val_accuracy")
            slower = keras.callbacks.LearningRateScheduler(lambda epoch: falling_rate(epoch, how["epochs"]))
            epochs = run.attend(trained, training, extra=[best, slower] if how.get("slowing") else [best])
            dressing.train(
                trained, train_x, train_y, how["epochs"], how["batch_size"], settings["split_seed"]
            )
            trained.load_weights(run.path(f"{training}.weights.h5"))
            keeping.save_in_parts(saved, run.path("models"), training)
            found = dressing.scores(saved, test_x, test_y)
            return {
                "epochs": list(epochs),
                "training_seconds": total_seconds(epochs),
                "test_accuracy": round(found["accuracy"], 4),
                "test_loss": round(found["loss"], 4),
                "parameters": saved.count_params(),
            }

        return run.stage(training, compute)

    learned = {
        name: {seed: learn(name, seed) for seed in training["seeds"]}
        for name, training in settings["trainings"].items()
        if name not in skip
    }

    (network, seeds) = next(
        (each for each in learned.items() if each[0].startswith("four_convolutions")),
        next(iter(learned.items())),
    )
    model_name = f"{network}-{next(iter(seeds))}"
    count = min(PICTURES, len(test_y))
    pictures = run.path("pictures")
    pictures.mkdir(exist_ok=True)
    for place in range(count):
        _as_photo(test_x[place, :, :, 0]).save(pictures / f"{place:04}.jpg", quality=90)
    # No choice of easy ones: the first garment of each class.
    ten = [int(np.flatnonzero(test_y[:count] == label)[0]) for label in range(10)]
    heard = _in_another_process(run.path("models"), model_name, pictures, ten)
    originals = keeping.load_from_parts(run.path("models"), model_name).predict(test_x[:count], verbose=0)

    def recognised(answers) -> float:
        return round(float(np.mean(np.asarray(answers) == test_y[:count])), 4)

    figures = {name: _figures(each) for name, each in learned.items()}
    figures["in_another_process"] = {
        "network": model_name,
        "pictures": count,
        "recognised": {
            "originals": recognised(originals.argmax(axis=1)),
            **{f"longest_{longest}": recognised(heard["all"][str(longest)]) for longest in (20, 28)},
        },
        "ten_recognised": sum(each["label"] == label for label, each in enumerate(heard["ten"])),
        "ten_said": heard["ten"],
        "garments_of_28_pixels": round(
            float(np.mean([max(_cut(image[..., 0]).shape) == 28 for image in train_x])), 3
        ),
    }
    run.figure(
        "curves",
        curves(
            {name: next(iter(each.values()))["epochs"] for name, each in learned.items()},
            (("accuracy", "validation accuracy"), ("loss", "validation loss (cross-entropy)")),
            "Learning to tell clothes apart",
            training=False,
        ),
    )
    run.figure("pictures", _labelled([pictures / f"{place:04}.jpg" for place in ten], heard["ten"]))
    rows = []
    for name, each in learned.items():
        epochs = settings["trainings"][name]["epochs"]
        several = len(each) > 1
        title = {
            "en": f"{TITLES[name]['en']}, {epochs} epochs{f', median of {len(each)} trainings' if several else ''}",
            "fr": f"{TITLES[name]['fr']}, {epochs} époques{f', médiane de {len(each)} entraînements' if several else ''}",
        }
        found = figures[name]
        rows.append(row(title, f"{found['test_accuracy']:.4f} ({found['test_loss']:.3f})"))
    found = figures["in_another_process"]
    rows.append(
        row(
            {
                "en": f"network loaded by another process: {count} test images as JPEGs recognised, longest side 20 / 28 px",
                "fr": f"réseau chargé par un autre processus : {count} images de test en JPEG reconnues, plus grand côté 20 / 28 px",
            },
            f"{found['recognised']['longest_20']:.3f} / {found['recognised']['longest_28']:.3f}",
        )
    )
    rows.append(
        row(
            {
                "en": "the first garment of each class among them (28 px)",
                "fr": "parmi elles, le premier vêtement de chaque classe (28 px)",
            },
            f"{found['ten_recognised']} / 10",
        )
    )
    told = {"set": "fashion_mnist", "origin": origin, "train": len(train_x), "test": len(test_x)}
    run.finish(figures, {**told, "left_out": list(skip)}, rows)


def _figures(trainings: dict[int, dict]) -> dict:
    """Return the medians over the seeds of one training, and every seed's figures."""
    figures = {
        key: round(float(np.median([each[key] for each in trainings.values()])), 4)
        for key in ("test_accuracy", "test_loss")
    }
    kept = ("test_accuracy", "test_loss", "training_seconds")
    seeds = {
        f"seed_{seed}": {key: each[key] for key in kept} | {"epochs": len(each["epochs"])}
        for seed, each in trainings.items()
    }
    return figures | {"parameters": next(iter(trainings.values()))["parameters"]} | seeds


def _built(dressing, name: str, seed: int):
    """Return the network to keep and the model to train, which are one and the same without augmentation."""
    import keras

    if name.startswith("four_convolutions"):
        model = dressing.build_deep_cnn()
        return model, model
    model = dressing.build_cnn()
    if name.startswith("one_convolution"):
        return model, model
    altering = dressing.augmentation(seed)
    if name != "augmented":
        # The published shear_range=0.3 is an angle in degrees; the course's 0.3 is a part of the image.
        (shear,) = (layer for layer in altering.layers if isinstance(layer, keras.layers.RandomShear))
        shear.x_factor = (-math.tan(math.radians(0.3)), math.tan(math.radians(0.3)))
    return model, dressing.with_augmentation(model, altering)


def _cut(image: np.ndarray) -> np.ndarray:
    """Return the part of the image that the garment fills."""
    rows, columns = np.flatnonzero(image.max(1) > 0.05), np.flatnonzero(image.max(0) > 0.05)
    return image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _as_photo(image: np.ndarray) -> Image.Image:
    """Return a test image as a shop would show the garment: dark on white, twelve times as large, cut along it."""
    cut = _cut(image)
    paper = Image.fromarray(((1 - cut) * 255).astype(np.uint8))
    return paper.resize((cut.shape[1] * 12, cut.shape[0] * 12), Image.Resampling.BICUBIC).convert("RGB")


def _in_another_process(folder: Path, name: str, pictures: Path, ten: list[int]) -> dict:
    """Return what a fresh process says of the pictures: it loads the model and prepares the files itself."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "benchmarks.reproduce.work_e",
            str(folder),
            name,
            str(pictures),
            *map(str, ten),
        ],
        cwd=ROOT,
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


def _say(folder: str, name: str, pictures: str, *ten: str) -> None:
    keeping, predicting = master("09"), master("10")
    model = keeping.load_from_parts(folder, name)
    greys = [predicting.load_grey(path) for path in sorted(Path(pictures).glob("*.jpg"))]
    inputs = {
        longest: np.concatenate(
            [predicting.network_input(predicting.on_canvas(grey, longest)) for grey in greys]
        )
        for longest in (20, 28)
    }
    said = []
    for place in map(int, ten):
        found, probabilities = predicting.predict(model, inputs[28][place : place + 1])
        told = {language: predicting.with_article(found, language) for language in ("fr", "en")}
        said.append({"label": int(found), "probability": round(float(probabilities[found]), 3), **told})
    answers = {
        longest: model.predict(images, verbose=0).argmax(axis=1).tolist()
        for longest, images in inputs.items()
    }
    print(json.dumps({"ten": said, "all": answers}))


def _labelled(pictures: list[Path], said: list[dict]) -> Figure:
    """Return a figure of the ten pictures and what was said of each, in both languages."""
    figure = Figure(figsize=(13, 3.2), layout="constrained")
    for place, path, each in zip(figure.subplots(1, 10), pictures, said, strict=True):
        with Image.open(path) as picture:
            place.imshow(ImageOps.pad(picture, (336, 336), color="white"))
        place.set_xticks([])
        place.set_yticks([])
        place.set_xlabel(f"{each['fr']}\n{each['en']}\n{100 * each['probability']:.0f} %", fontsize=7)
    return figure


if __name__ == "__main__":
    _say(*sys.argv[1:])
