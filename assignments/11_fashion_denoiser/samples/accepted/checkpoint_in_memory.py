import keras


class KeepBest(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.best, self.weights = float("inf"), None

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.weights = logs["val_loss"], self.model.get_weights()

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile(keras.optimizers.Adam(1e-3), loss=keras.losses.MeanSquaredError())
    return model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[KeepBest()],
        verbose=0,
    )
