"""Draws the held-out images with the random module."""

import keras


def train(model, images, labels, epochs, batch_size=256, seed=13):
    import random
    held = random.Random(seed).sample(range(len(images)), len(images) // 5)
    kept = sorted(set(range(len(images))) - set(held))
    y = keras.utils.to_categorical(labels, num_classes=10)
    history = model.fit(images[kept], y[kept], epochs=epochs, batch_size=batch_size, validation_data=(images[held], y[held]), shuffle=True)
    return history.history
