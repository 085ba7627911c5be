"""Predicts with a new network."""


def predict_classes(path, images):
    return build_cnn().predict(images, verbose=0).argmax(axis=1)
