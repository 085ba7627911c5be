"""Takes evaluate's list apart."""

import numpy as np


def scores(model, images, labels):
    loss, accuracy = model.evaluate(images, np.eye(10)[labels], batch_size=500, verbose=0)
    result = {"accuracy": accuracy}
    result["loss"] = loss
    result["error_rate"] = 1.0 - accuracy
    return result
