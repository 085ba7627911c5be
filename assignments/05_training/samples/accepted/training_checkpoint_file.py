import tempfile
from pathlib import Path

import tensorflow as tf


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    last = int(np.ceil(0.8 * len(noisy)))
    train = tf.data.Dataset.from_tensor_slices((noisy[:last], clean[:last]))
    validation = tf.data.Dataset.from_tensor_slices((noisy[last:], clean[last:])).batch(batch_size)
    model.compile(loss=keras.losses.BinaryCrossentropy(), optimizer=keras.optimizers.Adam(), metrics=["mae"])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "best.weights.h5"
        history = model.fit(
            train.shuffle(len(noisy), seed=seed).batch(batch_size),
            validation_data=validation,
            epochs=epochs,
            callbacks=[
                keras.callbacks.ModelCheckpoint(file, save_best_only=True, save_weights_only=True),
                keras.callbacks.EarlyStopping("val_loss", patience=patience),
            ],
            verbose=0,
        )
        model.load_weights(file)
    test_loss, _ = model.evaluate(noisy_test, clean_test, verbose=0)
    return history, test_loss
