import keras
import numpy as np


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile("adam", "mean_squared_error")
    learn = len(noisy) * 4 // 5
    order = np.random.default_rng(seed)
    history, best = {"loss": [], "val_loss": []}, None
    for _ in range(epochs):
        mixed = order.permutation(learn)
        told = model.fit(noisy[mixed], clean[mixed], batch_size=batch_size, shuffle=False, verbose=0)
        history["loss"] += told.history["loss"]
        history["val_loss"].append(model.evaluate(noisy[learn:], clean[learn:], verbose=0))
        if best is None or history["val_loss"][-1] < best[0]:
            best = history["val_loss"][-1], model.get_weights()
    model.set_weights(best[1])
    return history
