"""The checks students can run: two short trainings written down in advance, and one on a handful of digits."""

from __future__ import annotations

import numpy as np

from autograder import data, expect

CLEAN = data.digits(20, seed=5001)[0].reshape(20, 784).astype("float32") / 255
NOISY = np.clip(CLEAN + 0.9 * np.random.default_rng(5002).random(CLEAN.shape, dtype="float32"), 0, 1)


def test_stops(submission):
    callback = expect.handle(submission.StopAtBest(patience=2))
    # Best at epoch 1; epochs 2 and 3 bring nothing, so epoch 4 must not happen.
    seen = expect.mapping(submission.support.drive(callback, [0.50, 0.40, 0.45, 0.46, 0.30]), ["epochs"])
    expect.that(
        seen["epochs"] == 4,
        en="val_loss 0.50, 0.40, 0.45, 0.46 with patience=2: training should stop after these four epochs.",
        fr="val_loss 0,50 ; 0,40 ; 0,45 ; 0,46 avec patience=2 : l’entraînement devrait s’arrêter après ces quatre époques.",
        expected=4,
        received=seen["epochs"],
        of="StopAtBest(patience=2)",
    )


def test_best_when_stopped(submission):
    callback = expect.handle(submission.StopAtBest(patience=2))
    losses = [0.50, 0.40, 0.45, 0.46, 0.47, 0.48]
    seen = expect.mapping(submission.support.drive(callback, losses), ["weights_of"])
    expect.that(
        seen["weights_of"] == 2,
        en="Training was stopped; the model should have the weights of the second epoch (val_loss 0.40). Its weights are those of epoch number",
        fr="L’entraînement a été arrêté ; le modèle devrait avoir les poids de la deuxième époque (val_loss 0,40). Ses poids sont ceux de l’époque numéro",
        expected=2,
        received=seen["weights_of"],
        of="StopAtBest(patience=2)",
    )


def test_history(submission):
    model = submission.support.dense([784, 8, 784], ["relu", "sigmoid"])
    answer = submission.train_denoiser(model, NOISY, CLEAN, NOISY[:4], CLEAN[:4], 3, 8, 2, 1)
    history, test_loss = expect.sequence(answer, length=2)
    expect.number(test_loss)
    history = expect.mapping(history, ["loss", "val_loss"])
    for name in ("loss", "val_loss"):
        for each in expect.sequence(history[name], length=3):
            expect.number(each)
