"""Keeps the best model with a callback of its own."""


class KeepBest(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path, self.lowest = path, float("inf")

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.lowest:
            self.lowest = logs["val_loss"]
            self.model.save(self.path)


def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[keras.callbacks.TensorBoard(str(folder)), KeepBest(best)])
    return best
