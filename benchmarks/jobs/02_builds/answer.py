import keras
import numpy as np
from keras import layers


def build():
    return keras.Sequential(
        [keras.Input((784,)), layers.Dense(256, activation="relu"), layers.Dense(10, activation="softmax")]
    )


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0, sigma, images.shape)
    return np.clip(images + noise, 0, 1).astype("float32")
