class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.losses, self.snapshots, self.best_epoch = [], {}, None

    def on_epoch_end(self, epoch, logs=None):
        self.losses.append(np.inf if np.isnan(logs["val_loss"]) else logs["val_loss"])
        best = int(np.argmin(self.losses))
        if np.isfinite(self.losses[best]):
            self.best_epoch = best
        if self.best_epoch == epoch:
            self.snapshots = {epoch: [w.copy() for w in self.model.get_weights()]}
        last_progress = -1 if self.best_epoch is None else self.best_epoch
        if epoch - last_progress >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        for weights in self.snapshots.values():
            self.model.set_weights(weights)
