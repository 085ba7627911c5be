"""Leaves out the error rate."""

import keras


def scores(model, images, labels):
    found = model.evaluate(images, keras.utils.to_categorical(labels, 10), verbose=0, return_dict=True)
    return {"loss": found["loss"], "accuracy": found["accuracy"]}
