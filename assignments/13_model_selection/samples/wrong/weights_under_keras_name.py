"""Asks for weights alone in a .keras file, which Keras refuses."""


def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[keras.callbacks.TensorBoard(str(folder)), keras.callbacks.ModelCheckpoint(str(best), save_best_only=True, save_weights_only=True)])
    return best
