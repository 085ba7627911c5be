"""Work B: take Gaussian noise off the clothes of Fashion-MNIST with a convolutional autoencoder.

The published noise (factor 0.5, clipped), filters (32, 64, 128), optimiser and loss; batches of 64 instead of 256, which
bring the same loss in fewer epochs; two poolings instead of three, because 28 -> 14 -> 7 -> 4 does not lead back to 28;
a fifth of the training images for validation, so that the test set is used once. At most the published 50 epochs: it
ends where the validation loss is below the aim.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from autograder import data
from benchmarks.reproduce.run import Run, curves, master, row, total_seconds

SETTINGS = {"noise": 0.5, "epochs": 50, "batch_size": 64, "enough": 0.0141, "seed": 1}


def reproduce(quick: bool, results: Path, scratch: Path, **changed) -> None:
    """Run work B, with some settings changed if you like, and write its results."""
    settings = {**SETTINGS, "epochs": 1, "quick": True} if quick else SETTINGS
    run = Run("b", settings | changed, results, scratch)
    if quick:
        (train, _), (test, _), origin = data.garments(500, seed=1), data.garments(100, seed=2), "generated"
    else:
        clothes = data.load("fashion_mnist", generated=False)
        train, test, origin = clothes.train_images, clothes.test_images, clothes.origin

    import keras

    preparing, noising, denoising = master("01"), master("02"), master("11")
    clean, clean_test = (preparing.add_channel(preparing.scale(images)) for images in (train, test))
    noisy = noising.add_gaussian_noise(clean, settings["noise"], seed=1)
    noisy_test = noising.add_gaussian_noise(clean_test, settings["noise"], seed=2)
    model_file = run.path("denoiser.keras")

    def denoise() -> dict:
        keras.utils.set_random_seed(settings["seed"])
        denoiser = denoising.build_denoiser()
        epochs = run.attend(denoiser, "denoiser", stop=lambda each: each["val_loss"] <= settings["enough"])
        denoising.train_denoiser(
            denoiser, noisy, clean, settings["epochs"], settings["batch_size"], seed=settings["seed"]
        )
        denoiser.save(model_file)
        return {"epochs": list(epochs), "training_seconds": total_seconds(epochs)}

    learned = run.stage("denoiser", denoise)
    denoiser = keras.models.load_model(model_file)
    measured = denoising.evaluate_denoiser(denoiser, noisy_test, clean_test)
    figures = {
        "mse": {"noisy": round(measured["mse_noisy"], 5), "denoised": round(measured["mse_denoised"], 5)},
        "gain": round(measured["gain"], 2),
        "epochs": len(learned["epochs"]),
        "validation_mse": min(each["val_loss"] for each in learned["epochs"]),
        "parameters": denoiser.count_params(),
        "training_seconds": learned["training_seconds"],
    }
    shown = slice(0, 10)
    denoised = np.asarray(denoiser(noisy_test[shown]))
    run.figure("rows", denoising.show_rows(noisy_test[shown], denoised, clean_test[shown]))
    run.figure(
        "curves", curves({"denoiser": learned["epochs"]}, (("loss", "MSE"),), "Learning to remove noise")
    )
    rows = [
        row(
            {
                "en": f"test MSE: noisy / denoised, {figures['epochs']} epochs",
                "fr": f"MSE de test : bruitées / débruitées, {figures['epochs']} époques",
            },
            f"{figures['mse']['noisy']:.4f} / {figures['mse']['denoised']:.4f}",
        )
    ]
    run.finish(
        figures, {"set": "fashion_mnist", "origin": origin, "train": len(train), "test": len(test)}, rows
    )
