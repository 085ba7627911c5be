import math
import tempfile
from pathlib import Path


class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.folder = tempfile.TemporaryDirectory()
        self.file = Path(self.folder.name) / "best.weights.h5"
        self.best, self.best_epoch, self.left = math.inf, None, self.patience

    def on_epoch_end(self, epoch, logs=None):
        val_loss = logs["val_loss"]
        if math.isnan(val_loss) or val_loss >= self.best:
            self.left -= 1
        else:
            self.best, self.best_epoch, self.left = val_loss, epoch, self.patience
            self.model.save_weights(self.file)
        if self.left == 0:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.file.exists():
            self.model.load_weights(self.file)
        self.folder.cleanup()
