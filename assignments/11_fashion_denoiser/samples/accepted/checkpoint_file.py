import tempfile
from pathlib import Path

import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="mse")
    learn = len(noisy) * 4 // 5
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "best.weights.h5"
        keep = keras.callbacks.ModelCheckpoint(
            path, monitor="val_loss", save_best_only=True, save_weights_only=True
        )
        history = model.fit(
            noisy[:learn],
            clean[:learn],
            batch_size,
            epochs,
            validation_data=(noisy[learn:], clean[learn:]),
            callbacks=[keep],
            verbose=0,
        )
        model.load_weights(path)
    return history
