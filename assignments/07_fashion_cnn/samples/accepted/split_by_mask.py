"""Chooses the held-out images with the random module."""

import random

import numpy as np


def train(model, images, labels, epochs, batch_size=256, seed=13):
    held_out = np.zeros(len(images), dtype=bool)
    held_out[random.Random(seed).sample(range(len(images)), len(images) // 5)] = True
    targets = np.zeros((len(labels), 10), dtype="float32")
    targets[np.arange(len(labels)), labels] = 1.0
    result = model.fit(
        images[~held_out],
        targets[~held_out],
        batch_size,
        epochs,
        0,
        validation_data=(images[held_out], targets[held_out]),
    )
    return {name: [float(figure) for figure in figures] for name, figures in result.history.items()}
