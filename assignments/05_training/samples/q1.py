# %% right callback_other_hooks: state in a dictionary, counts from the best epoch, restores by assign
import copy


class StopAtBest(keras.callbacks.Callback):
    """Everything in one dictionary, the end in a method of its own."""

    best_epoch = None

    def __init__(self, patience=2):
        self.patience = patience
        super().__init__()

    def set_model(self, model):
        super().set_model(model)
        self.best_epoch = None
        self.state = {"loss": np.inf, "weights": None, "losses": []}

    def on_epoch_end(self, epoch, logs=None):
        losses = self.state["losses"]
        losses.append(logs.get("val_loss"))
        if losses[-1] < self.state["loss"]:
            self.state["loss"] = losses[-1]
            self.state["weights"] = copy.deepcopy([np.array(w) for w in self.model.weights])
            self.best_epoch = epoch
        since = epoch - (-1 if self.best_epoch is None else self.best_epoch)
        if since >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.restore()

    def restore(self):
        if self.state["weights"]:
            for variable, value in zip(self.model.weights, self.state["weights"]):
                variable.assign(value)


# %% right callback_weights_file: best weights in a .weights.h5 file, patience counted down
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


# %% right callback_from_early_stopping: a subclass of Keras' EarlyStopping that treats NaN
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


# %% right callback_history_of_losses: keeps all losses and looks for the first minimum
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


# %% wrong restores_only_when_stopped: restores the best weights only when it stops early
#    | fails best_when_finished
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True
                if self.best_weights is not None:
                    self.model.set_weights(self.best_weights)


# %% wrong last_weights: keeps the last weights | fails best_when_stopped, best_when_finished, in_fit
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True


# %% wrong patience_one_too_many: stops after patience + 1 epochs without progress | fails stops
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait > self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong patience_one_too_few: stops after patience - 1 epochs without progress | fails stops, not_before
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience - 1:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong maximum: takes the highest loss for the best
#    | fails stops, best_when_stopped, not_before, best_when_finished, nan, first_or_last, best_epoch, in_fit
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = -float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current > self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong never_resets_the_count: counts all epochs without progress, not those in a row | fails not_before
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong ties_are_progress: an equal loss counts as progress | fails ties
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current <= self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong nan_is_progress: NaN counts as progress | fails nan, best_epoch
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if not current >= self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong keeps_a_reference: remembers the variables instead of a copy of their values
#    | fails best_when_stopped, best_when_finished, in_fit
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.weights
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            for weight, best in zip(self.model.weights, self.best_weights):
                weight.assign(best)


# %% wrong compares_with_the_epoch_before: compares each epoch with the one before | fails slow_rise
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True
        self.best = current

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong watches_the_training_loss: looks at loss instead of val_loss
#    | fails stops, best_when_stopped, slow_rise, best_when_finished, nan, ties, best_epoch, in_fit
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong best_starts_at_one: a loss above 1 can never be the best | fails not_before
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = 1.0
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong np_Inf: np.Inf, which NumPy 2 no longer has
#    | fails stops, best_when_stopped, not_before, slow_rise, best_when_finished, nan, first_or_last, ties,
#      again, best_epoch, in_fit
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = np.Inf
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong saves_without_the_ending: save_weights without .weights.h5
#    | fails stops, best_when_stopped, not_before, slow_rise, best_when_finished, nan, first_or_last, ties,
#      again, best_epoch, in_fit
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


# %% wrong stops_the_callback: sets stop_training of itself, not of the model
#    | fails stops, slow_rise, nan, ties, in_fit
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong remembers_the_first_training: does not begin anew | fails again
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong epochs_counted_from_one: best_epoch counted from 1 | fails best_epoch
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch + 1
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong one_good_epoch_behind: keeps the weights from before the best epoch
#    | fails best_when_stopped, best_when_finished, nan, first_or_last, in_fit
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = float("inf")
        self.best_weights = self.previous = self.model.get_weights()
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.previous
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True
        self.previous = self.model.get_weights()

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong no_first_best: does not keep the weights of the first epoch | fails nan, first_or_last, best_epoch
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best = None
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if self.best is None:
            self.best = current
        elif current < self.best:
            self.best = current
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong keras_early_stopping: Keras' EarlyStopping as it is: a first NaN stays the best for ever
#    | fails nan, best_epoch
class StopAtBest(keras.callbacks.EarlyStopping):
    def __init__(self, patience=2):
        super().__init__(monitor="val_loss", patience=patience, mode="min", restore_best_weights=True)


# %% wrong first_epoch_never_kept: keeps weights from the second epoch on: the first is never restored
#    | fails first_or_last
class StopAtBest(StopAtBest):
    def on_epoch_end(self, epoch, logs=None):
        super().on_epoch_end(epoch, logs)
        if epoch == 0:
            self.best_weights = None


# %% wrong trained_weights_only: forgets the weights that are not trained | fails best_when_stopped
class StopAtBest(StopAtBest):
    def on_epoch_end(self, epoch, logs=None):
        super().on_epoch_end(epoch, logs)
        if self.best_epoch == epoch:
            self.best_trained = [weight.numpy() for weight in self.model.trainable_weights]

    def on_train_end(self, logs=None):
        if self.best_epoch is not None:
            for weight, value in zip(self.model.trainable_weights, self.best_trained):
                weight.assign(value)


# %% wrong progress_of_a_thousandth: takes only a gain of 0.001 for progress | fails not_before
class StopAtBest(StopAtBest):
    def on_epoch_end(self, epoch, logs=None):
        super().on_epoch_end(epoch, {"val_loss": round(logs["val_loss"], 3)})


# %% wrong best_starts_at_a_million: a loss above a million can never be the best | fails not_before
class StopAtBest(StopAtBest):
    def on_train_begin(self, logs=None):
        super().on_train_begin(logs)
        self.best_loss = 1e6


# %% wrong patience_always_two: waits two epochs whatever is asked for | fails stops, not_before, nan
class StopAtBest(StopAtBest):
    def on_train_begin(self, logs=None):
        super().on_train_begin(logs)
        self.patience = 2


# %% wrong best_epoch_remembered: does not forget the best epoch of an earlier training | fails again
class StopAtBest(StopAtBest):
    def on_train_begin(self, logs=None):
        before = self.best_epoch
        super().on_train_begin(logs)
        self.best_epoch = before


# %% right callback_extended: Keras' EarlyStopping inside
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience, self.best_epoch = patience, None

    def on_train_begin(self, logs=None):
        self.best, self.best_epoch, self.since, self.kept = None, None, 0, None

    def on_epoch_end(self, epoch, logs=None):
        loss = logs.get("val_loss")
        better = not np.isnan(loss) and (self.best is None or loss < self.best)
        self.since = 0 if better else self.since + 1
        if better:
            self.best, self.best_epoch = loss, epoch
            self.kept = [np.copy(weight) for weight in self.model.get_weights()]
        if self.since == self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.kept:
            self.model.set_weights(self.kept)


# %% wrong ceiling_of_1e30: infinity as first number is no progress | fails not_before
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience, self.best_epoch = patience, None

    def on_train_begin(self, logs=None):
        self.best, self.waited, self.best_epoch, self.weights = 1e30, 0, None, None

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.waited, self.best_epoch, self.weights = (
                logs["val_loss"],
                0,
                epoch,
                self.model.get_weights(),
            )
        else:
            self.waited += 1
            if self.waited >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


# %% wrong puts_back_at_once: restores after each epoch without progress, so that training goes on from the
#      best
#    | fails best_when_finished
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience, self.best_epoch = patience, None

    def on_train_begin(self, logs=None):
        self.best, self.waited, self.best_epoch, self.weights = math.inf, 0, None, None

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.waited, self.best_epoch, self.weights = (
                logs["val_loss"],
                0,
                epoch,
                self.model.get_weights(),
            )
        else:
            self.waited += 1
            if self.weights is not None:
                self.model.set_weights(self.weights)
            if self.waited >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


# %% wrong other_patience: patience 3 by default | fails stops
reference = StopAtBest


class StopAtBest(reference):
    def __init__(self, patience=3):
        super().__init__(patience)


# %% wrong half_precision: keeps the best weights in 16 bits | fails best_when_stopped
class StopAtBest(StopAtBest):
    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.best_weights = [weight.astype("float16") for weight in self.best_weights]
        super().on_train_end(logs)


# %% wrong only_endings_it_knows: restores where it stops and after the last epoch asked for, not where
#      another callback stops training
#    | fails best_when_finished
class StopAtBest(StopAtBest):
    def on_epoch_end(self, epoch, logs=None):
        super().on_epoch_end(epoch, logs)
        if self.model.stop_training or epoch == self.params["epochs"] - 1:
            super().on_train_end()

    def on_train_end(self, logs=None):
        pass


# %% wrong nearly_equal: takes nearly equal losses for equal, as math.isclose does | fails not_before
import math

import keras
import numpy as np


class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best_loss = math.inf
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        val_loss = logs["val_loss"]
        if val_loss < self.best_loss and not math.isclose(val_loss, self.best_loss, rel_tol=1e-6):
            self.best_loss = val_loss
            self.best_weights = self.model.get_weights()
            self.best_epoch = epoch
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong zero_is_missing: takes a loss of exactly 0 for a missing one | fails not_before
import math

import keras
import numpy as np


class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best_loss = math.inf
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        val_loss = logs.get("val_loss") or math.nan
        if val_loss < self.best_loss:
            self.best_loss = val_loss
            self.best_weights = self.model.get_weights()
            self.best_epoch = epoch
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong progress_in_a_row: keeps the weights only where the epoch before was progress, too
#    | fails best_when_stopped
import math

import keras
import numpy as np


class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best_loss = math.inf
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        val_loss = logs["val_loss"]
        if val_loss < self.best_loss:
            self.best_loss = val_loss
            if self.wait == 0:
                self.best_weights = self.model.get_weights()
            self.best_epoch = epoch
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong layer_by_layer: keeps the weights layer by layer, not those that the model itself holds
#    | fails best_when_stopped
import math

import keras
import numpy as np


class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best_loss = math.inf
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        val_loss = logs["val_loss"]
        if val_loss < self.best_loss:
            self.best_loss = val_loss
            self.best_weights = [layer.get_weights() for layer in self.model.layers]
            self.best_epoch = epoch
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            for layer, weights in zip(self.model.layers, self.best_weights):
                layer.set_weights(weights)


# %% wrong shared_losses: keeps the losses in a list of the class, one for all objects | fails again
import math

import keras
import numpy as np


class StopAtBest(keras.callbacks.Callback):
    losses = []

    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.losses.clear()
        self.kept = None
        self.count = 0

    def on_epoch_end(self, epoch, logs=None):
        value = logs["val_loss"]
        earlier = [loss for loss in self.losses if not math.isnan(loss)]
        self.losses.append(value)
        if not math.isnan(value) and (not earlier or value < min(earlier)):
            self.best_epoch, self.kept, self.count = epoch, self.model.get_weights(), 0
        else:
            self.count += 1
        if self.count >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.kept is not None:
            self.model.set_weights(self.kept)


# %% wrong last_of_equals: keeps the last of several equal lowest losses | fails ties
import math

import keras
import numpy as np


class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.best_loss = math.inf
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        val_loss = logs["val_loss"]
        if val_loss == self.best_loss:
            self.best_weights, self.best_epoch = self.model.get_weights(), epoch
        if val_loss < self.best_loss:
            self.best_loss = val_loss
            self.best_weights = self.model.get_weights()
            self.best_epoch = epoch
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong argmin_of_nan: takes np.argmin of the losses for best_epoch, for which NaN is the lowest
#    | fails best_epoch
import math

import keras
import numpy as np


class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best_epoch = None
        self.losses = []
        self.kept = None
        self.count = 0

    def on_epoch_end(self, epoch, logs=None):
        value = logs["val_loss"]
        earlier = [loss for loss in self.losses if not math.isnan(loss)]
        self.losses.append(value)
        if not math.isnan(value) and (not earlier or value < min(earlier)):
            self.kept, self.count = self.model.get_weights(), 0
        else:
            self.count += 1
        if self.count >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.kept is not None:
            self.best_epoch = int(np.argmin(self.losses))
            self.model.set_weights(self.kept)


# %% right weights_in_a_file: keeps the best weights in a temporary file
import math
import tempfile
from pathlib import Path

import keras


class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.folder = tempfile.TemporaryDirectory()
        self.file = Path(self.folder.name) / "best.weights.h5"
        self.best_epoch, self.lowest, self.left = None, None, self.patience

    def on_epoch_end(self, epoch, logs=None):
        value = float(logs["val_loss"])
        if math.isnan(value) or (self.lowest is not None and value >= self.lowest):
            self.left -= 1
            if self.left == 0:
                self.model.stop_training = True
            return
        self.lowest, self.best_epoch, self.left = value, epoch, self.patience
        self.model.save_weights(self.file)

    def on_train_end(self, logs=None):
        if self.lowest is not None:
            self.model.load_weights(self.file)
        self.folder.cleanup()


# %% wrong zero_is_none: takes a best loss of 0 for none yet: then every number is progress | fails not_before
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best, self.weights, self.best_epoch, self.wait = None, None, None, 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < (self.best or math.inf):
            self.best, self.best_epoch, self.wait = logs["val_loss"], epoch, 0
            self.weights = self.model.get_weights()
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


# %% wrong ceiling_of_float32: the largest float32 as first number is no progress | fails not_before
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best, self.weights, self.best_epoch, self.wait = float(np.finfo("float32").max), None, None, 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.best_epoch, self.wait = logs["val_loss"], epoch, 0
            self.weights = self.model.get_weights()
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


# %% wrong takes_stops_back: takes back the stop of another callback | fails best_when_finished
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best, self.weights, self.best_epoch, self.wait = math.inf, None, None, 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.best_epoch, self.wait = logs["val_loss"], epoch, 0
            self.weights = self.model.get_weights()
        else:
            self.wait += 1
        self.model.stop_training = self.wait >= self.patience

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


# %% wrong patience_at_most_ten: a patience of more than ten is cut to ten | fails not_before
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = min(patience, 10)
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best, self.weights, self.best_epoch, self.wait = math.inf, None, None, 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.best_epoch, self.wait = logs["val_loss"], epoch, 0
            self.weights = self.model.get_weights()
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


# %% wrong ends_with_nan: the weights are put back only if the last loss is larger, which NaN is not
#    | fails nan, ties
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best = math.inf
        self.best_weights = None
        self.best_epoch = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        val_loss = self.last = logs["val_loss"]
        if val_loss < self.best:
            self.best = val_loss
            self.best_weights = self.model.get_weights()
            self.best_epoch = epoch
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None and self.last > self.best:
            self.model.set_weights(self.best_weights)


# %% wrong ends_with_a_tie: where the last loss equals the best one, the last weights stay | fails ties
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best = math.inf
        self.best_weights = None
        self.best_epoch = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        val_loss = self.last = logs["val_loss"]
        if val_loss < self.best:
            self.best = val_loss
            self.best_weights = self.model.get_weights()
            self.best_epoch = epoch
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None and self.last != self.best:
            self.model.set_weights(self.best_weights)


# %% wrong set_back_at_the_end: at the end the model is made ready for another training
#    | fails best_when_finished
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best = math.inf
        self.best_weights = None
        self.best_epoch = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        val_loss = logs["val_loss"]
        if val_loss < self.best:
            self.best = val_loss
            self.best_weights = self.model.get_weights()
            self.best_epoch = epoch
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)
        self.model.stop_training = False


# %% wrong set_back_at_the_beginning: it is at the beginning, though another callback may have stopped in its
#      own on_train_begin
#    | fails best_when_finished
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best = math.inf
        self.best_weights = None
        self.best_epoch = None
        self.wait = 0
        self.model.stop_training = False

    def on_epoch_end(self, epoch, logs=None):
        val_loss = logs["val_loss"]
        if val_loss < self.best:
            self.best = val_loss
            self.best_weights = self.model.get_weights()
            self.best_epoch = epoch
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong set_back_by_progress: progress sets it back | fails best_when_finished
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best = math.inf
        self.best_weights = None
        self.best_epoch = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        val_loss = logs["val_loss"]
        if val_loss < self.best:
            self.best = val_loss
            self.best_weights = self.model.get_weights()
            self.best_epoch = epoch
            self.wait = 0
            self.model.stop_training = False
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong only_if_own_stop: nothing is put back where another callback stopped | fails best_when_finished
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best = math.inf
        self.best_weights = None
        self.best_epoch = None
        self.wait = 0
        self.mine = False

    def on_epoch_end(self, epoch, logs=None):
        val_loss = logs["val_loss"]
        if val_loss < self.best:
            self.best = val_loss
            self.best_weights = self.model.get_weights()
            self.best_epoch = epoch
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True
                self.mine = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None and self.model.stop_training == self.mine:
            self.model.set_weights(self.best_weights)


# %% wrong forgets_at_the_end: the object forgets at the end of a training, not at the beginning: one that was
#      interrupted leaves its best loss to the next
#    | fails again
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None
        self._forget()

    def _forget(self):
        self.best, self.waited, self.best_weights, self.candidate = math.inf, 0, None, None

    def on_train_begin(self, logs=None):
        self.best_epoch = None

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.candidate = logs["val_loss"], epoch
            self.best_weights, self.waited = self.model.get_weights(), 0
        else:
            self.waited += 1
            if self.waited >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)
        self.best_epoch = self.candidate
        self._forget()


# %% wrong arrays_of_the_first_model: the arrays into which the weights are copied are made once, in the first
#      training, and do not fit another model
#    | fails again
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None
        self.buffers = None

    def on_train_begin(self, logs=None):
        self.best, self.waited, self.best_epoch = math.inf, 0, None

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.best_epoch, self.waited = logs["val_loss"], epoch, 0
            weights = self.model.get_weights()
            if self.buffers is None:
                self.buffers = [np.empty_like(each) for each in weights]
            for buffer, each in zip(self.buffers, weights):
                np.copyto(buffer, each)
        else:
            self.waited += 1
            if self.waited >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_epoch is not None:
            self.model.set_weights(self.buffers)


# %% wrong float32_copies: the weights are kept as float32, also those that are float64 or large integers
#    | fails best_when_stopped
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best, self.wait, self.best_epoch, self.weights = math.inf, 0, None, None

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.wait, self.best_epoch = logs["val_loss"], 0, epoch
            self.weights = [np.array(each, dtype="float32") for each in self.model.get_weights()]
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


# %% wrong below_each_earlier: compared with each earlier loss, of which a NaN makes every comparison false
#    | fails nan
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.losses = []
        self.best_epoch = None
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        val_loss = logs["val_loss"]
        if not math.isnan(val_loss) and all(val_loss < earlier for earlier in self.losses):
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True
        self.losses.append(val_loss)

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong epoch_minus_patience: best_epoch is computed at the end as the last epoch minus patience, also
#      where nothing stopped it
#    | fails best_epoch
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best = math.inf
        self.best_epoch = None
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        self.last = epoch
        val_loss = logs["val_loss"]
        if val_loss < self.best:
            self.best = val_loss
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)
            self.best_epoch = max(self.last - self.patience, 0)


# %% wrong order_of_weights: keeps get_weights(), which goes layer by layer, and puts it back into first the
#      trained, then the other weights
#    | fails best_when_stopped
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best, self.wait, self.best_epoch, self.kept = math.inf, 0, None, None

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.wait, self.best_epoch = logs["val_loss"], 0, epoch
            self.kept = self.model.get_weights()
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.kept is not None:
            weights = [*self.model.trainable_weights, *self.model.non_trainable_weights]
            for weight, value in zip(weights, self.kept):
                weight.assign(value)


# %% wrong delta_1e8: a loss has to be lower by more than 1e-8, which losses that are tiny themselves are not
#    | fails not_before
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best, self.wait, self.best_epoch, self.kept = math.inf, 0, None, None

    def on_epoch_end(self, epoch, logs=None):
        if self.best - logs["val_loss"] > 1e-8:
            self.best, self.wait, self.best_epoch = logs["val_loss"], 0, epoch
            self.kept = self.model.get_weights()
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.kept is not None:
            self.model.set_weights(self.kept)


# %% wrong zero_loss_at_end: `if self.best` takes a best loss of 0 for none, and leaves the last weights
#    | fails best_when_finished
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best, self.wait, self.best_epoch, self.kept = None, 0, None, None

    def on_epoch_end(self, epoch, logs=None):
        loss = logs["val_loss"]
        if not math.isnan(loss) and (self.best is None or loss < self.best):
            self.best, self.wait, self.best_epoch = loss, 0, epoch
            self.kept = self.model.get_weights()
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best:
            self.model.set_weights(self.kept)


# %% wrong first_of_the_val_names: takes the first number whose name begins with val_, which is another one
#      where the model was compiled with a metric
#    | fails not_before
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best, self.wait, self.best_epoch, self.kept = math.inf, 0, None, None

    def on_epoch_end(self, epoch, logs=None):
        loss = next(value for name, value in sorted(logs.items()) if name.startswith("val_"))
        if loss < self.best:
            self.best, self.wait, self.best_epoch = loss, 0, epoch
            self.kept = self.model.get_weights()
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.kept is not None:
            self.model.set_weights(self.kept)


# %% wrong stops_at_last: sets stop_training at the last of the epochs, though patience is not exhausted
#    | fails not_before
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience=2):
        super().__init__()
        self.patience = patience
        self.best_epoch = None

    def on_train_begin(self, logs=None):
        self.best, self.wait, self.best_epoch, self.kept = math.inf, 0, None, None

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.wait, self.best_epoch = logs["val_loss"], 0, epoch
            self.kept = self.model.get_weights()
        else:
            self.wait += 1
        if self.wait >= self.patience or epoch + 1 == self.params.get("epochs"):
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.kept is not None:
            self.model.set_weights(self.kept)


# %% wrong stopped_already: does not look at an epoch in which an earlier callback has stopped training,
#      though it may be the best
#    | fails best_when_finished
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch: int | None = None

    def on_train_begin(self, logs=None):
        self.best = math.inf
        self.best_epoch = None
        self.best_weights = None
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        if self.model.stop_training:
            return
        loss = logs["val_loss"]
        if loss < self.best:
            self.best = loss
            self.best_epoch = epoch
            self.best_weights = self.model.get_weights()
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)


# %% wrong nanargmin_of_nothing: looks for the best epoch with np.nanargmin, which raises where all are NaN
#    | fails nan
class StopAtBest(keras.callbacks.Callback):
    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch: int | None = None

    def on_train_begin(self, logs=None):
        self.losses = []
        self.weights = {}
        self.best_epoch = None

    def on_epoch_end(self, epoch, logs=None):
        self.losses.append(logs["val_loss"])
        if not np.all(np.isnan(self.losses)):
            best = int(np.nanargmin(self.losses))
            if best == epoch:
                self.weights = {epoch: self.model.get_weights()}
            wait = epoch - best
        else:
            wait = epoch + 1
        if wait >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.best_epoch = int(np.nanargmin(self.losses))
        self.model.set_weights(self.weights[self.best_epoch])
