class RestoreWhenStopped(keras.callbacks.Callback):
    def __init__(self, patience):
        super().__init__()
        self.patience, self.wait, self.best = patience, 0, float("inf")

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.wait, self.weights = logs["val_loss"], 0, self.model.get_weights()
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True
                self.model.set_weights(self.weights)


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = RestoreWhenStopped(patience)
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)
