"""Computes the three figures from the probabilities."""

import numpy as np


def scores(model, images, labels):
    probabilities = model.predict(images, verbose=0).astype("float64")
    wrong = np.count_nonzero(np.argmax(probabilities, axis=-1) != labels)
    return dict(
        error_rate=wrong / len(labels),
        accuracy=1 - wrong / len(labels),
        loss=-np.mean([np.log(max(row[label], 1e-12)) for row, label in zip(probabilities, labels)]),
    )
