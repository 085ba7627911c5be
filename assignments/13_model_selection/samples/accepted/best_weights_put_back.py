"""Remembers the best weights, puts them back at the end and saves."""


def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    keeper = keras.callbacks.EarlyStopping(monitor="val_loss", patience=epochs + 1, restore_best_weights=True)
    model.fit(
        *train, validation_data=validation, epochs=epochs, verbose=0,
        callbacks=[keras.callbacks.TensorBoard(log_dir=str(folder)), keeper],
    )
    path = str(folder) + "/best.keras"
    model.save(path)
    return path
