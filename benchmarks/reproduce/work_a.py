"""Work A: denoise the digits of MNIST with a dense autoencoder, and see how a classifier reads them.

The published network and training: classifier 784-256-256-10, 3 epochs; autoencoder 784-32-784 on uniform noise of
strength 0.9, at most 100 epochs, batches of 512, 20 % validation, patience 5 (and the best weights, not the last).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from autograder import data
from benchmarks.reproduce.run import Run, curves, master, rows_of_images, total_seconds

SETTINGS = {"noise": 0.9, "code_size": 32, "classifier_epochs": 3, "epochs": 100, "batch_size": 512, "patience": 5, "seed": 1}  # fmt: skip


def reproduce(quick: bool, results: Path, scratch: Path) -> None:
    """Run work A and write its results."""
    settings = {**SETTINGS, "classifier_epochs": 1, "epochs": 1, "quick": True} if quick else SETTINGS
    run = Run("a", settings, results, scratch)
    if quick:
        (train, train_labels), (test, test_labels) = data.digits(600, seed=1), data.digits(200, seed=2)
        origin = "generated"
    else:
        digits = data.load("mnist", generated=False)
        train, train_labels = digits.train_images, digits.train_labels
        test, test_labels = digits.test_images, digits.test_labels
        origin = digits.origin

    import keras

    preparing, noising, classifying, encoding, training, evaluating = (
        master(number) for number in ("01", "02", "03", "04", "05", "06")
    )

    def prepared(images):
        return preparing.flatten(preparing.scale(images))

    def damaged(images, seed):
        return preparing.flatten(
            noising.add_uniform_noise(preparing.add_channel(preparing.scale(images)), settings["noise"], seed)
        )

    clean, clean_test = prepared(train), prepared(test)
    noisy, noisy_test = damaged(train, 1), damaged(test, 2)

    classifier_file, denoiser_file = run.path("classifier.keras"), run.path("denoiser.keras")

    def classify() -> dict:
        keras.utils.set_random_seed(settings["seed"])
        classifier = classifying.compile_classifier(classifying.build_classifier())
        epochs = run.attend(classifier, "classifier")
        classifying.train_classifier(
            classifier,
            clean,
            train_labels,
            settings["classifier_epochs"],
            settings["batch_size"],
            settings["seed"],
        )
        classifier.save(classifier_file)
        return {"epochs": list(epochs), "training_seconds": total_seconds(epochs)}

    def denoise() -> dict:
        keras.utils.set_random_seed(settings["seed"])
        denoiser = encoding.build_autoencoder(
            encoding.build_encoder(settings["code_size"]), encoding.build_decoder(settings["code_size"])
        )
        epochs = run.attend(denoiser, "autoencoder")
        _, loss = training.train_denoiser(
            denoiser, noisy, clean, noisy_test, clean_test,
            epochs=settings["epochs"], batch_size=settings["batch_size"], patience=settings["patience"], seed=settings["seed"],
        )  # fmt: skip
        denoiser.save(denoiser_file)
        return {
            "epochs": list(epochs),
            "training_seconds": total_seconds(epochs),
            "test_loss": round(loss, 5),
        }

    first, second = run.stage("classifier", classify), run.stage("autoencoder", denoise)
    classifier, denoiser = keras.models.load_model(classifier_file), keras.models.load_model(denoiser_file)
    composite = evaluating.build_composite(denoiser, classifier)
    restored = denoiser.predict(noisy_test, batch_size=1000, verbose=0)

    kept = min(second["epochs"], key=lambda each: each["val_loss"])
    figures = {
        "accuracy": {
            "clean": round(evaluating.accuracy(classifier, clean_test, test_labels), 4),
            "noisy": round(evaluating.accuracy(classifier, noisy_test, test_labels), 4),
            "denoised": round(evaluating.accuracy(composite, noisy_test, test_labels), 4),
        },
        "mse": {
            "noisy": round(float(np.mean((noisy_test - clean_test) ** 2)), 5),
            "denoised": round(float(np.mean((restored - clean_test) ** 2)), 5),
        },
        "autoencoder": {
            "epochs": len(second["epochs"]),
            "best_epoch": kept["epoch"],
            "validation_loss": kept["val_loss"],
            "test_loss": second["test_loss"],
            "training_seconds": second["training_seconds"],
        },
        "classifier": {"epochs": len(first["epochs"]), "training_seconds": first["training_seconds"]},
    }

    some = [int(np.flatnonzero(test_labels == digit)[0]) for digit in range(10)]
    shape = (-1, 28, 28)
    run.figure(
        "images",
        rows_of_images(
            {
                "noisy": noisy_test[some].reshape(shape),
                "restored": restored[some].reshape(shape),
                "original": clean_test[some].reshape(shape),
            },
            "Digits the autoencoder has not seen",
        ),
    )
    run.figure(
        "curves",
        curves(
            {"autoencoder": second["epochs"]}, (("loss", "binary cross-entropy"),), "Learning to remove noise"
        ),
    )
    run.finish(figures, {"set": "mnist", "origin": origin, "train": len(train), "test": len(test)})
