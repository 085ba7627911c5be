"""Work E: recognise clothes, keep the network, and use it in another process on pictures of one's own.

Fashion-MNIST goes through the published tables (label, pixel1 … pixel784) and is split 80/20 with a fixed seed; three
trainings: one convolution (10 epochs), the same with augmentation (at most 24 of the published 50 epochs; it ends when the
validation accuracy has not risen for eight), four convolutions (10 epochs). Each keeps the weights of its best epoch by
validation accuracy; the test images are used once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from autograder import data
from benchmarks.reproduce.run import ROOT, Run, curves, master, row, rows_of_images, say, total_seconds

SETTINGS = {
    "split_seed": 13,
    "batch_size": 256,
    "epochs": {"one_convolution": 10, "augmented": 24, "four_convolutions": 10},
    "patience": 8,
    "seed": 1,
}


def reproduce(quick: bool, results: Path, scratch: Path, **changed) -> None:
    """Run work E, with some settings changed if you like, and write its results."""
    settings = SETTINGS
    if quick:
        settings = {**SETTINGS, "epochs": dict.fromkeys(SETTINGS["epochs"], 1), "quick": True}
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

    def learn(name: str, build) -> dict:
        def compute() -> dict:
            keras.utils.set_random_seed(settings["seed"])
            saved, trained = build()
            best = keras.callbacks.ModelCheckpoint(
                str(run.path(f"{name}.weights.h5")),
                monitor="val_accuracy",
                save_best_only=True,
                save_weights_only=True,
            )
            epochs = run.attend(
                trained,
                name,
                stop=lambda _: name == "augmented" and _stalled(epochs, settings["patience"]),
                extra=[best],
            )
            dressing.train(
                trained,
                train_x,
                train_y,
                settings["epochs"][name],
                settings["batch_size"],
                settings["split_seed"],
            )
            trained.load_weights(run.path(f"{name}.weights.h5"))
            keeping.save_in_parts(saved, run.path("models"), name)
            found = dressing.scores(saved, test_x, test_y)
            return {
                "epochs": list(epochs),
                "training_seconds": total_seconds(epochs),
                "test_accuracy": round(found["accuracy"], 4),
                "test_loss": round(found["loss"], 4),
                "parameters": saved.count_params(),
            }

        return run.stage(name, compute)

    def plain(build):
        model = build()
        return model, model

    def augmented():
        model = dressing.build_cnn()
        return model, dressing.with_augmentation(model, dressing.augmentation())

    builders = {
        "one_convolution": lambda: plain(dressing.build_cnn),
        "four_convolutions": lambda: plain(dressing.build_deep_cnn),
        "augmented": augmented,
    }
    learned = {
        name: learn(name, build) for name, build in builders.items() if name not in changed.get("skip", ())
    }

    some = [int(np.flatnonzero(test_y == label)[1 % max(1, (test_y == label).sum())]) for label in range(10)]
    pictures = run.path("pictures")
    pictures.mkdir(exist_ok=True)
    for label, place in enumerate(some):
        _as_photo(test_x[place, :, :, 0]).save(pictures / f"{label}.jpg", quality=90)
    said = _in_another_process(run.path("models"), list(learned)[-1], pictures)
    figures = {
        name: {key: value for key, value in each.items() if key not in ("epochs", "seconds")}
        | {"epochs": len(each["epochs"])}
        for name, each in learned.items()
    }
    figures["in_another_process"] = {
        "recognised": sum(each["label"] == label for label, each in enumerate(said)),
        "of": 10,
        "said": [each["fr"] for each in said],
    }
    run.figure(
        "curves",
        curves(
            {name: each["epochs"] for name, each in learned.items()},
            (("accuracy", "accuracy"), ("loss", "cross-entropy")),
            "Learning to tell clothes apart",
        ),
    )
    canvases = np.stack(
        [
            np.asarray(ImageOps.pad(Image.open(pictures / f"{label}.jpg"), (56, 56), color=255))
            for label in range(10)
        ]
    )
    run.figure("pictures", rows_of_images({"pictures": canvases / 255}, "\n".join(_lines(said))))
    titles = {
        "one_convolution": {
            "en": "test accuracy (loss): one convolution",
            "fr": "exactitude de test (perte) : une convolution",
        },
        "augmented": {"en": "the same with augmentation", "fr": "la même avec augmentation"},
        "four_convolutions": {"en": "four convolutions", "fr": "quatre convolutions"},
    }
    rows = []
    for name, each in learned.items():
        epochs = {"en": f"{len(each['epochs'])} epochs", "fr": f"{len(each['epochs'])} époques"}
        title = {language: f"{text}, {epochs[language]}" for language, text in titles[name].items()}
        rows.append(row(title, f"{each['test_accuracy']:.4f} ({each['test_loss']:.3f})"))
    rows.append(
        row(
            {"en": "pictures recognised by another process", "fr": "images reconnues par un autre processus"},
            f"{figures['in_another_process']['recognised']} / 10",
        )
    )
    run.finish(
        figures, {"set": "fashion_mnist", "origin": origin, "train": len(train_x), "test": len(test_x)}, rows
    )


def _stalled(epochs: list[dict], patience: int) -> bool:
    accuracies = [each["val_accuracy"] for each in epochs]
    return len(accuracies) > patience and max(accuracies[-patience:]) <= max(accuracies[:-patience])


def _as_photo(image: np.ndarray) -> Image.Image:
    """Return a garment as a shop would show it: dark on white, large, with a margin."""
    rows, columns = np.flatnonzero(image.max(1) > 0.05), np.flatnonzero(image.max(0) > 0.05)
    cut = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    paper = Image.fromarray(((1 - cut) * 255).astype(np.uint8)).resize(
        (cut.shape[1] * 10, cut.shape[0] * 10), Image.Resampling.BICUBIC
    )
    return paper


def _in_another_process(folder: Path, name: str, pictures: Path) -> list[dict]:
    """Return what a fresh process says of the ten pictures: it loads the model and prepares the pictures itself."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reproduce.work_e", str(folder), name, str(pictures)],
        cwd=ROOT,
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


def _say(folder: str, name: str, pictures: str) -> None:
    keeping, predicting = master("09"), master("10")
    model = keeping.load_from_parts(folder, name)
    said = []
    for label in range(10):
        grey = predicting.load_grey(Path(pictures) / f"{label}.jpg")
        found, probabilities = predicting.predict(model, predicting.network_input(predicting.on_canvas(grey)))
        told = {language: predicting.with_article(found, language) for language in ("fr", "en")}
        said.append({"label": int(found), "probability": round(float(probabilities[found]), 3), **told})
    print(json.dumps(said))


def _lines(said: list[dict]) -> list[str]:
    told = [f"{each['fr']} ({each['probability']:.2f})" for each in said]
    return [" · ".join(told[:5]), " · ".join(told[5:])]


if __name__ == "__main__":
    _say(*sys.argv[1:])
