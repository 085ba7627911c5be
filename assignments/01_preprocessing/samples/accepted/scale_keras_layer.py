import keras


def scale(images):
    return keras.layers.Rescaling(scale=1.0 / 255, dtype="float32")(images)
