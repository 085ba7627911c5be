class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.saved = False
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.model.save_weights("best_weights")
            self.saved = True
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.saved:
            self.model.load_weights("best_weights")
