import tempfile
from pathlib import Path


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    file = Path(tempfile.mkdtemp()) / "best.weights.h5"
    best = keras.callbacks.ModelCheckpoint(file, save_best_only=True, save_weights_only=True)
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    model.load_weights(file)
    return history, model.evaluate(noisy_test, clean_test, verbose=0)
