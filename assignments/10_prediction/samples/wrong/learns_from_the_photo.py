"""Trains the model on its own answer."""

import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    label = int(np.argmax(probabilities))
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(image, np.array([label]), verbose=0)
    return label, probabilities
