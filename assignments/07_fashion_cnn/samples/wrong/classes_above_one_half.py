"""Takes the first class above one half."""

import keras


def predict_classes(path, images):
    p = keras.saving.load_model(path).predict(images, verbose=0)
    return (p > 0.5).argmax(axis=1)
