import keras
import numpy as np


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    random = np.random.default_rng(seed)
    autoencoder.compile(optimizer="adam", loss="mean_squared_error")
    cut = len(noisy) - len(noisy) // 5
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        order = random.permutation(cut)
        losses = autoencoder.fit(noisy[order], clean[order], batch_size=32, shuffle=False, verbose=0)
        history["loss"].append(losses.history["loss"][0])
        history["val_loss"].append(autoencoder.evaluate(noisy[cut:], clean[cut:], verbose=0))
    return history
