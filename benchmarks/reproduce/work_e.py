"""Work E: recognise clothes, keep the network, and use it in another process on pictures it has never seen.

Fashion-MNIST goes through the published tables (label, pixel1 … pixel784) and is split 80/20 with a fixed seed. As
published: batches of 256, Adam at its usual rate, the weights of the last epoch; one and four convolutions for 10
epochs, and then the trained network of one convolution with augmentation for 50 more: begun anew, it gets less far. Beside each, the same network in smaller batches with a learning rate
that falls to nearly 0, keeping the weights of the best epoch by validation accuracy: that is what the published settings
leave unused. The test images are used once.

The augmentation is that of assignment 07: one affine map for each image, interpolated once, edges repeated, as the
published generator did it. Beside it, once, four layers of Keras in a row: each interpolates what the one before has
blurred.

The new pictures are test images, shown as a shop would: dark on white, cut along the garment, enlarged to a few hundred
pixels, kept as JPEG. The other process knows the files only.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from PIL import Image, ImageOps

from autograder import data
from benchmarks.reproduce.run import ROOT, Run, curves, falling_rate, master, row, say, total_seconds

SETTINGS = {
    "split_seed": 13,
    "trainings": {
        "one_convolution": {"epochs": 10, "batch_size": 256, "seeds": [1, 2, 3, 4, 5]},
        "one_convolution_slowing": {"epochs": 10, "batch_size": 64, "slowing": True, "seeds": [1, 2, 3]},
        "augmented_after": {
            "after": "one_convolution",
            "epochs": 50,
            "batch_size": 256,
            "augmented": True,
            "seeds": [1, 2, 3],
        },
        "augmented_after_slowing": {
            "after": "one_convolution",
            "epochs": 50,
            "batch_size": 256,
            "augmented": True,
            "slowing": True,
            "seeds": [1],
        },
        "augmented": {"epochs": 50, "batch_size": 256, "augmented": True, "seeds": [1]},
        "augmented_by_layers": {
            "after": "one_convolution",
            "epochs": 50,
            "batch_size": 256,
            "augmented": "by layers",
            "seeds": [1],
        },
        "four_convolutions": {"epochs": 10, "batch_size": 256, "seeds": [1, 2]},
        "four_convolutions_slowing": {"epochs": 10, "batch_size": 64, "slowing": True, "seeds": [1]},
        "four_convolutions_longer": {"epochs": 30, "batch_size": 64, "slowing": True, "seeds": [1]},
        "four_convolutions_augmented": {
            "epochs": 24,
            "batch_size": 128,
            "augmented": True,
            "slowing": True,
            "seeds": [1],
        },
        "four_convolutions_augmented_after": {
            "after": "four_convolutions_slowing",
            "epochs": 20,
            "batch_size": 64,
            "augmented": True,
            "slowing": True,
            "seeds": [1],
        },
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
    "augmented_after": {
        "en": "one convolution as published: those 10 epochs, then augmented",
        "fr": "une convolution comme publié : ces 10 époques, puis avec augmentation",
    },
    "augmented_after_slowing": {
        "en": "the same, the learning rate falling while images are augmented",
        "fr": "la même, à taux d’apprentissage décroissant pendant l’augmentation",
    },
    "augmented": {
        "en": "one convolution, augmented from the start",
        "fr": "une convolution, avec augmentation dès le début",
    },
    "augmented_by_layers": {
        "en": "as published, but with four layers of Keras in a row, each of which interpolates",
        "fr": "comme publié, mais avec quatre couches de Keras à la suite, dont chacune interpole",
    },
    "four_convolutions": {
        "en": "four convolutions, as published",
        "fr": "quatre convolutions, comme publié",
    },
    "four_convolutions_slowing": {
        "en": "the same in batches of 64, the learning rate falling",
        "fr": "les mêmes par lots de 64, à taux d’apprentissage décroissant",
    },
    "four_convolutions_longer": {
        "en": "the same, trained longer",
        "fr": "les mêmes, entraînées plus longtemps",
    },
    "four_convolutions_augmented": {
        "en": "four convolutions with augmentation, in batches of 128, the learning rate falling",
        "fr": "quatre convolutions avec augmentation, par lots de 128, à taux d’apprentissage décroissant",
    },
    "four_convolutions_augmented_after": {
        "en": "four convolutions: those 10 epochs in batches of 64, then augmented, the learning rate falling again",
        "fr": "quatre convolutions : ces 10 époques par lots de 64, puis avec augmentation, à taux de nouveau décroissant",
    },
}
PICTURES = 1000


def reproduce(
    quick: bool, results: Path, scratch: Path, skip: Sequence[str] = (), only: Sequence[str] = (), **changed
) -> None:
    """Run work E, with some settings changed if you like; write its results.

    Trainings in `skip` are left out: the figures that the results file holds of them stay. With `only`, nothing but
    these trainings is done, and no results are written.
    """
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
    parts, tables = {}, run.part(tables=origin)
    for name, images, labels in (("train", train, train_labels), ("test", test, test_labels)):
        table = tables.path(f"fashion-mnist_{name}.csv")
        if not table.is_file():
            say(f"{table.name}: writing, and reading it as a student does …")
            data.write_csv(images, labels, table)
        parts[name] = dressing.load_csv(table)
    (train_x, train_y), (test_x, test_y) = parts["train"], parts["test"]

    def learn(name: str, seed: int) -> dict:
        how = {key: value for key, value in settings["trainings"][name].items() if key != "seeds"}
        training = f"{name}-{seed}"
        alone = run.part(**settings | {"trainings": {training: how}} | changed)

        def compute() -> dict:
            keras.utils.set_random_seed(seed)
            saved = dressing.build_deep_cnn() if name.startswith("four") else dressing.build_cnn()
            if "after" in how:
                start = learn(how["after"], seed)
                earlier = keeping.load_from_parts(start["models"], f"{how['after']}-{seed}")
                saved.set_weights(earlier.get_weights())
            trained = saved
            if how.get("augmented"):
                altering = _layers(seed) if how["augmented"] == "by layers" else dressing.augmentation(seed)
                trained = dressing.with_augmentation(saved, altering)
            best = alone.best_weights(training, "val_accuracy")
            slower = keras.callbacks.LearningRateScheduler(lambda epoch: falling_rate(epoch, how["epochs"]))
            epochs = alone.attend(trained, training, extra=[best, slower] if how.get("slowing") else [best])
            dressing.train(
                trained, train_x, train_y, how["epochs"], how["batch_size"], settings["split_seed"]
            )
            found = {"last": dressing.scores(saved, test_x, test_y)}
            keeping.save_in_parts(saved, alone.path("models"), training)
            trained.load_weights(alone.path(f"{training}.weights.h5"))
            found["best"] = dressing.scores(saved, test_x, test_y)
            return {
                "epochs": list(epochs),
                "training_seconds": total_seconds(epochs),
                "test": {
                    kept: {what: round(scores[what], 4) for what in ("accuracy", "loss")}
                    for kept, scores in found.items()
                },
                "parameters": saved.count_params(),
            }

        return alone.stage(training, compute) | {"models": str(alone.path("models"))}

    chosen = {
        name: [
            seed
            for seed in training["seeds"]
            if (f"{name}-{seed}" in only if only else not {name, f"{name}-{seed}"} & set(skip))
        ]
        for name, training in settings["trainings"].items()
    }
    learned = {name: {seed: learn(name, seed) for seed in seeds} for name, seeds in chosen.items() if seeds}
    if only:
        return

    figures, kept, missing = {}, [], []
    for name, how in settings["trainings"].items():
        before = (run.earlier(name) or {}).get("by_seed", {})
        seeds = _by_seed(learned.get(name, {}), slowing=how.get("slowing", False))
        for seed in map("seed_{}".format, how["seeds"]):
            if seed not in seeds and seed in before:
                seeds[seed] = before[seed]
                kept.append(f"{name} {seed}")
        if seeds:
            figures[name] = _medians(seeds)
        else:
            missing.append(name)

    deep = [name for name in learned if name.startswith("four")]
    count = min(PICTURES, len(test_y))
    if deep or not run.earlier("in_another_process"):
        network = deep[-1] if deep else next(iter(learned))
        seed, found = next(iter(learned[network].items()))
        # No choice of easy ones: the first garment of each class.
        ten = [int(np.flatnonzero(test_y[:count] == label)[0]) for label in range(10)]
        pictures = run.path("pictures")
        pictures.mkdir(exist_ok=True)
        for place in range(count):
            _as_photo(test_x[place, :, :, 0]).save(pictures / f"{place:04}.jpg", quality=90)
        models, model_name = Path(found["models"]), f"{network}-{seed}"
        heard = _in_another_process(models, model_name, pictures, ten)
        originals = keeping.load_from_parts(models, model_name).predict(test_x[:count], verbose=0)

        def recognised(answers) -> float:
            return round(float(np.mean(np.asarray(answers) == test_y[:count])), 4)

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
        run.figure("pictures", _labelled([pictures / f"{place:04}.jpg" for place in ten], heard["ten"]))
    else:
        figures["in_another_process"] = run.earlier("in_another_process")
        kept.append("in_another_process")
    if not kept:  # a part of the trainings would take the place of the picture of all
        run.figure(
            "curves",
            curves(
                {name: next(iter(each.values()))["epochs"] for name, each in learned.items()},
                (("accuracy", "validation accuracy"), ("loss", "validation loss (cross-entropy)")),
                "Learning to tell clothes apart",
                training=False,
            ),
        )
    rows = []
    for name, how in settings["trainings"].items():
        if name not in figures:
            continue
        epochs, found = how["epochs"], figures[name]
        accuracies = [seed["accuracy"] for seed in found["by_seed"].values()]
        title, value = dict(TITLES[name]), f"{found['accuracy']:.4f} ({found['loss']:.3f})"
        title["en"] += f", {epochs} epochs"
        title["fr"] += f", {epochs} époques"
        if len(accuracies) > 1:
            title["en"] += f", median of {len(accuracies)} trainings, from lowest to highest"
            title["fr"] += f", médiane de {len(accuracies)} entraînements, du plus bas au plus haut"
            value += f", {min(accuracies):.4f}–{max(accuracies):.4f}"
        rows.append(row(title, value))
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
    run.finish(figures, {**told, "left_out": missing, "kept_from_an_earlier_run": kept}, rows)


def _by_seed(trainings: dict[int, dict], slowing: bool) -> dict[str, dict]:
    """Return every seed's figures of one training.

    As published, the weights are those of the last epoch; with a falling rate, those of the best epoch by validation.
    Both were measured and stand under each seed.
    """
    kept = "best" if slowing else "last"
    return {
        f"seed_{seed}": {
            **each["test"][kept],
            "last_epoch": each["test"]["last"],
            "best_epoch_by_validation": each["test"]["best"],
            "epochs": len(each["epochs"]),
            "parameters": each["parameters"],
            "training_seconds": each["training_seconds"],
        }
        for seed, each in trainings.items()
    }


def _medians(seeds: dict[str, dict]) -> dict:
    """Return the medians over the seeds of one training, and what each seed gave, in their order."""
    ordered = dict(sorted(seeds.items()))
    return {
        key: round(float(np.median([each[key] for each in ordered.values()])), 4)
        for key in ("accuracy", "loss")
    } | {"by_seed": ordered}


def _layers(seed: int):
    """Return the published augmentation as four layers of Keras, each of which interpolates."""
    import keras

    layers, edge = keras.layers, {"fill_mode": "nearest"}
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.RandomRotation(8 / 360, seed=seed, **edge),
            layers.RandomTranslation(0.08, 0.08, seed=seed + 1, **edge),
            layers.RandomShear(x_factor=math.tan(math.radians(0.3)), seed=seed + 2, **edge),
            layers.RandomZoom(0.08, 0.08, seed=seed + 3, **edge),
        ]
    )


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
