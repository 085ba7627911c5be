class StopAtBest(keras.callbacks.EarlyStopping):
    """Keras' own callback, with NaN turned into infinity, which is lower than nothing."""

    def __init__(self, patience=2):
        super().__init__(monitor="val_loss", patience=patience, mode="min", restore_best_weights=True)

    def on_train_begin(self, logs=None):
        super().on_train_begin(logs)
        self.best = float("inf")
        self.best_epoch = None

    def on_epoch_end(self, epoch, logs=None):
        logs = dict(logs)
        if logs["val_loss"] != logs["val_loss"]:
            logs["val_loss"] = float("inf")
        before, weights = self.best_epoch, self.best_weights
        super().on_epoch_end(epoch, logs)
        if logs["val_loss"] == float("inf"):
            self.best_epoch, self.best_weights = before, weights
