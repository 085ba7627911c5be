"""Work A: denoise the digits of MNIST with a dense autoencoder, and see how a classifier reads them.

The published network and training: classifier 784-256-256-10, 3 epochs; autoencoder 784-32-784 on uniform noise of
strength 0.9, at most 100 epochs, batches of 512, 20 % validation, patience 5 (and the best weights, not the last).
Three seeds, because the figure depends on them: relu units of the code that die in the first steps leave fewer than 32
numbers. The medians are the result.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from autograder import data
from benchmarks.reproduce.run import Run, curves, master, row, rows_of_images, total_seconds

SETTINGS = {"noise": 0.9, "code_size": 32, "classifier_epochs": 3, "epochs": 100, "batch_size": 512, "patience": 5, "seeds": [1, 2, 3]}  # fmt: skip


def reproduce(quick: bool, results: Path, scratch: Path, **changed) -> None:
    """Run work A, with some settings changed if you like, and write its results."""
    settings = (
        {**SETTINGS, "classifier_epochs": 1, "epochs": 1, "seeds": [1], "quick": True} if quick else SETTINGS
    )
    run = Run("a", settings | changed, results, scratch)
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

    def learn(seed: int) -> dict:
        keras.utils.set_random_seed(seed)
        classifier = classifying.compile_classifier(classifying.build_classifier())
        reading = run.attend(classifier, f"classifier_{seed}")
        classifying.train_classifier(
            classifier, clean, train_labels, settings["classifier_epochs"], settings["batch_size"], seed
        )
        keras.utils.set_random_seed(seed)
        encoder = encoding.build_encoder(settings["code_size"])
        denoiser = encoding.build_autoencoder(encoder, encoding.build_decoder(settings["code_size"]))
        epochs = run.attend(denoiser, f"autoencoder_{seed}")
        _, loss = training.train_denoiser(
            denoiser, noisy, clean, noisy_test, clean_test,
            epochs=settings["epochs"], batch_size=settings["batch_size"], patience=settings["patience"], seed=seed,
        )  # fmt: skip
        restored = denoiser.predict(noisy_test, batch_size=1000, verbose=0)
        np.save(run.path(f"restored_{seed}.npy"), restored[some])
        composite = evaluating.build_composite(denoiser, classifier)
        codes = encoder.predict(noisy_test, batch_size=1000, verbose=0)
        return {
            "accuracy": {
                "clean": round(evaluating.accuracy(classifier, clean_test, test_labels), 4),
                "noisy": round(evaluating.accuracy(classifier, noisy_test, test_labels), 4),
                "denoised": round(evaluating.accuracy(composite, noisy_test, test_labels), 4),
            },
            "mse": round(float(np.mean((restored - clean_test) ** 2)), 5),
            "test_loss": round(loss, 5),
            # A unit that is 0 for every image carries nothing: relu units may die in the first steps.
            "code_units_in_use": int((codes.max(0) > 0).sum()),
            "epochs": list(epochs),
            "training_seconds": {"classifier": total_seconds(reading), "autoencoder": total_seconds(epochs)},
        }

    some = [int(np.flatnonzero(test_labels == digit)[0]) for digit in range(10)]
    learned = {seed: run.stage(f"seed_{seed}", lambda seed=seed: learn(seed)) for seed in settings["seeds"]}
    by_gain = sorted(learned, key=lambda seed: learned[seed]["accuracy"]["denoised"])
    middle = by_gain[len(by_gain) // 2]

    def each(*keys: str) -> list:
        values = learned.values()
        for key in keys:
            values = [value[key] for value in values]
        return list(values)

    figures = {
        "accuracy": {
            kind: round(float(np.median(each("accuracy", kind))), 4)
            for kind in ("clean", "noisy", "denoised")
        },
        "accuracy_by_seed": {kind: each("accuracy", kind) for kind in ("clean", "noisy", "denoised")},
        "mse": {
            "noisy": round(float(np.mean((noisy_test - clean_test) ** 2)), 5),
            "denoised": round(float(np.median(each("mse"))), 5),
        },
        "test_loss_by_seed": each("test_loss"),
        "code_units_in_use_by_seed": each("code_units_in_use"),
        "epochs_by_seed": [len(epochs) for epochs in each("epochs")],
        "training_seconds": learned[middle]["training_seconds"],
    }

    shape = (-1, 28, 28)
    run.figure(
        "rows",
        rows_of_images(
            {
                "noisy": noisy_test[some].reshape(shape),
                "restored": np.load(run.path(f"restored_{middle}.npy")).reshape(shape),
                "original": clean_test[some].reshape(shape),
            },
            "Digits the autoencoder has not seen",
        ),
    )
    series = {f"seed {seed}": learned[seed]["epochs"] for seed in (by_gain[0], middle, by_gain[-1])}
    run.figure(
        "curves",
        curves(
            series, (("loss", "binary cross-entropy"),), "Learning to remove noise: worst, middle, best seed"
        ),
    )
    rows = [
        row(
            {
                "en": "test accuracy: clean / noisy / denoised",
                "fr": "exactitude de test : propres / bruitées / débruitées",
            },
            " / ".join(f"{figures['accuracy'][kind]:.3f}" for kind in ("clean", "noisy", "denoised")),
        ),
        row(
            {"en": "MSE: noisy / denoised", "fr": "MSE : bruitées / débruitées"},
            f"{figures['mse']['noisy']:.4f} / {figures['mse']['denoised']:.4f}",
        ),
    ]
    run.finish(figures, {"set": "mnist", "origin": origin, "train": len(train), "test": len(test)}, rows)
