# %% right checkpoint_in_memory: a callback of one's own that keeps the best weights
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


# %% right epoch_loop: one fit an epoch, best weights kept in a variable
import keras
import numpy as np


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile("adam", "mean_squared_error")
    learn = len(noisy) * 4 // 5
    order = np.random.default_rng(seed)
    history, best = {"loss": [], "val_loss": []}, None
    for _ in range(epochs):
        mixed = order.permutation(learn)
        told = model.fit(noisy[mixed], clean[mixed], batch_size=batch_size, shuffle=False, verbose=0)
        history["loss"] += told.history["loss"]
        history["val_loss"].append(model.evaluate(noisy[learn:], clean[learn:], verbose=0))
        if best is None or history["val_loss"][-1] < best[0]:
            best = history["val_loss"][-1], model.get_weights()
    model.set_weights(best[1])
    return history


# %% right checkpoint_file: ModelCheckpoint in a temporary folder, loaded at the end
import tempfile
from pathlib import Path

import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="mse")
    learn = len(noisy) * 4 // 5
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "best.weights.h5"
        keep = keras.callbacks.ModelCheckpoint(
            path, monitor="val_loss", save_best_only=True, save_weights_only=True
        )
        history = model.fit(
            noisy[:learn],
            clean[:learn],
            batch_size,
            epochs,
            validation_data=(noisy[learn:], clean[learn:]),
            callbacks=[keep],
            verbose=0,
        )
        model.load_weights(path)
    return history


# %% wrong accuracy: accuracy as a metric of a regression (defect of work B) | fails no_accuracy
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
    keep = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    return model.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[keep],
        verbose=0,
    )


# %% wrong last_weights: keeps the last weights, not the best (defect of work A) | fails best_weights
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    model.compile(optimizer="adam", loss="mse")
    return model.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=batch_size,
        verbose=0,
    )


# %% wrong best_training_loss: keeps the weights of the lowest training loss | fails best_weights
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    model.compile(optimizer="adam", loss="mse")
    keep = keras.callbacks.EarlyStopping(monitor="loss", patience=epochs, restore_best_weights=True)
    return model.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[keep],
        verbose=0,
    )


# %% wrong stops_early: early stopping, though all epochs were asked for | fails best_weights
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    model.compile(optimizer="adam", loss="mse")
    keep = keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)
    return model.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[keep],
        verbose=0,
    )


# %% wrong trains_on_everything: learns from the validation images too | fails held_out
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    model.compile(optimizer="adam", loss="mse")
    keep = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    return model.fit(
        noisy,
        clean,
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[keep],
        verbose=0,
    )


# %% wrong clean_to_noisy: inputs and targets in the wrong order | fails noisy_to_clean
_right = train_denoiser


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    return _right(model, clean, noisy, epochs, batch_size, seed)


# %% wrong clean_to_clean: learns to copy clean images | fails noisy_to_clean
_right = train_denoiser


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    return _right(model, clean, clean, epochs, batch_size, seed)


# %% wrong no_validation_loss: no validation at all | fails history, best_weights
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    model.compile(optimizer="adam", loss="mse")
    return model.fit(noisy[:cut], clean[:cut], epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong seed_not_used: the seed is not used | fails reproducible
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    cut = len(noisy) * 4 // 5
    model.compile(optimizer="adam", loss="mse")
    keep = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    return model.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[keep],
        verbose=0,
    )


# %% wrong history_is_the_last_loss: returns the last losses only | fails history, best_weights
_right = train_denoiser


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    history = _right(model, noisy, clean, epochs, batch_size, seed)
    return {name: values[-1] for name, values in history.items()}


# %% wrong rmsprop: learns with RMSprop | fails adam_and_steps
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    n = len(noisy) // 5
    model.compile("rmsprop", "mse")
    return model.fit(noisy[:-n], clean[:-n], validation_data=(noisy[-n:], clean[-n:]), epochs=epochs, batch_size=batch_size, verbose=0,
                     callbacks=[keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)]).history


# %% wrong batch_size_ignored: does not hand the batch size on | fails adam_and_steps
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    n = len(noisy) // 5
    model.compile("adam", "mse")
    return model.fit(noisy[:-n], clean[:-n], validation_data=(noisy[-n:], clean[-n:]), epochs=epochs, verbose=0,
                     callbacks=[keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)]).history


# %% wrong decayed_weights: takes AdamW, which shrinks every weight at each step | fails adam_and_steps
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    n = len(noisy) // 5
    model.compile("adamw", "mse")
    keep = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    return model.fit(noisy[:-n], clean[:-n], validation_data=(noisy[-n:], clean[-n:]), epochs=epochs, batch_size=batch_size, callbacks=[keep], verbose=0)


# %% wrong seed_always_zero: sets the same seed whatever it is given | fails reproducible
_right = train_denoiser


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    return _right(model, noisy, clean, epochs, batch_size, 0)


# %% wrong never_shuffled: goes through the images in their order | fails reproducible
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    n = len(noisy) // 5
    model.compile("adam", "mse")
    keep = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    return model.fit(noisy[:-n], clean[:-n], validation_data=(noisy[-n:], clean[-n:]), epochs=epochs, batch_size=batch_size, callbacks=[keep], shuffle=False, verbose=0)


# %% wrong first_epoch_missed: compares with the first epoch, whose weights it never keeps
#    | fails best_weights
import keras


class Keep(keras.callbacks.Callback):
    lowest = weights = None

    def on_epoch_end(self, epoch, logs=None):
        if self.lowest is None:
            self.lowest = logs["val_loss"]
        elif logs["val_loss"] < self.lowest:
            self.lowest, self.weights = logs["val_loss"], self.model.get_weights()

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    n = len(noisy) // 5
    model.compile("adam", "mse")
    return model.fit(noisy[:-n], clean[:-n], validation_data=(noisy[-n:], clean[-n:]), epochs=epochs, batch_size=batch_size, callbacks=[Keep()], verbose=0)


# %% wrong one_epoch_off: keeps the weights from before the best epoch | fails best_weights
import keras


class Before(keras.callbacks.Callback):
    lowest, weights = float("inf"), None

    def on_epoch_begin(self, epoch, logs=None):
        self.now = self.model.get_weights()

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.lowest:
            self.lowest, self.weights = logs["val_loss"], self.now

    def on_train_end(self, logs=None):
        self.model.set_weights(self.weights)


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    n = len(noisy) // 5
    model.compile("adam", "mse")
    return model.fit(noisy[:-n], clean[:-n], validation_data=(noisy[-n:], clean[-n:]), epochs=epochs, batch_size=batch_size, callbacks=[Before()], verbose=0)


# %% wrong targets_left_behind: shuffles the noisy images and not the clean ones | fails noisy_to_clean
import numpy as np

_right = train_denoiser


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    n = len(noisy) - len(noisy) // 5
    order = np.concatenate([np.random.default_rng(seed).permutation(n), np.arange(n, len(noisy))])
    return _right(model, noisy[order], clean, epochs, batch_size, seed)


# %% wrong cross_entropy: learns with the cross-entropy, and tells the MSE | fails adam_and_steps
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile("adam", "binary_crossentropy", metrics=["mse"])
    best = keras.callbacks.EarlyStopping(monitor="val_mse", mode="min", patience=epochs, restore_best_weights=True)
    told = model.fit(
        noisy, clean, epochs=epochs, batch_size=batch_size, validation_split=0.2, callbacks=[best], verbose=0
    ).history
    return {"loss": told["mse"], "val_loss": told["val_mse"]}


# %% wrong absolute_errors: learns with the mean absolute error, and tells the MSE | fails adam_and_steps
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile("adam", "mae", metrics=["mse"])
    best = keras.callbacks.EarlyStopping(monitor="val_mse", mode="min", patience=epochs, restore_best_weights=True)
    told = model.fit(
        noisy, clean, epochs=epochs, batch_size=batch_size, validation_split=0.2, callbacks=[best], verbose=0
    ).history
    return {"loss": told["mse"], "val_loss": told["val_mse"]}


# %% wrong validation_loss_twice: tells the validation loss as the training loss | fails history
_right = train_denoiser


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    history = _right(model, noisy, clean, epochs, batch_size, seed)
    return {**history, "loss": history["val_loss"]}


# %% wrong training_restores_trainable_only: what layers that normalise have noted is not put back
#    | fails best_weights
import keras
import numpy as np


class KeepBest(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.lowest, self.values = np.inf, None

    def on_epoch_end(self, epoch, logs=None):
        if self.values is None or logs["val_loss"] < self.lowest:
            self.lowest = logs["val_loss"]
            self.values = [variable.numpy() for variable in self.model.trainable_variables]

    def on_train_end(self, logs=None):
        for variable, value in zip(self.model.trainable_variables, self.values):
            variable.assign(value)


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="mse")
    return model.fit(
        noisy, clean, validation_split=0.2, epochs=epochs, batch_size=batch_size, callbacks=[KeepBest()], verbose=0
    ).history


# %% wrong training_small_gains_do_not_count: an improvement of less than 0.00001 does not count
#    | fails best_weights
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="mse")
    keeper = keras.callbacks.EarlyStopping(
        monitor="val_loss", min_delta=1e-5, patience=epochs, restore_best_weights=True
    )
    history = model.fit(
        noisy, clean, validation_split=0.2, epochs=epochs, batch_size=batch_size, callbacks=[keeper], verbose=0
    )
    return history.history


# %% wrong training_watches_mae: keeps the epoch of the lowest mean absolute error | fails best_weights
import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="mse", metrics=["mae"])
    keeper = keras.callbacks.EarlyStopping(
        monitor="val_mae", mode="min", patience=epochs, restore_best_weights=True
    )
    return model.fit(
        noisy, clean, validation_split=0.2, epochs=epochs, batch_size=batch_size, callbacks=[keeper], verbose=0
    )


# %% right training_own_callback: a callback that keeps a copy of the best weights, tf.data
import keras
import tensorflow as tf


class Best(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.candidates = []

    def on_epoch_end(self, epoch, logs=None):
        found = (logs["val_loss"], epoch, self.model.get_weights())
        if not self.candidates or found[0] < self.candidates[0][0]:
            self.candidates = [found]


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    cut = 4 * (len(noisy) // 5)
    training = tf.data.Dataset.from_tensor_slices((noisy[:cut], clean[:cut]))
    training = training.shuffle(cut, seed=seed).batch(batch_size)
    validation = tf.data.Dataset.from_tensor_slices((noisy[cut:], clean[cut:])).batch(batch_size)
    best = Best()
    model.compile(optimizer="adam", loss="mean_squared_error")
    history = model.fit(training, validation_data=validation, epochs=epochs, callbacks=[best], verbose=0)
    model.set_weights(best.candidates[0][2])
    return {name: list(history.history[name]) for name in ("loss", "val_loss")}


# %% wrong exactness: tells the accuracy under the name exact | fails no_accuracy
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    held = len(noisy) // 5
    model.compile(optimizer="adam", loss="mse", metrics=[keras.metrics.BinaryAccuracy(name="exact")])
    best = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    fitted = model.fit(
        noisy[:-held],
        clean[:-held],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(noisy[-held:], clean[-held:]),
        callbacks=[best],
        verbose=0,
    )
    return fitted.history


# %% wrong held_out_in_whole_batches: rounded down to whole batches, where there is one | fails held_out
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    held = max(batch_size, len(noisy) // 5 // batch_size * batch_size) if len(noisy) // 5 >= batch_size else len(noisy) // 5
    model.compile(optimizer="adam", loss="mse")
    best = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    fitted = model.fit(
        noisy[:-held],
        clean[:-held],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(noisy[-held:], clean[-held:]),
        callbacks=[best],
        verbose=0,
    )
    return fitted.history


# %% wrong clipped_first: values are clipped to [0, 1] before | fails best_weights
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    held = len(noisy) // 5
    noisy = np.clip(noisy, 0, 1)
    model.compile(optimizer="adam", loss="mse")
    best = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    fitted = model.fit(
        noisy[:-held],
        clean[:-held],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(noisy[-held:], clean[-held:]),
        callbacks=[best],
        verbose=0,
    )
    return fitted.history


# %% wrong dropout_silent: the rate of dropout is 0 meanwhile | fails best_weights
def dropouts(layer):
    found = [layer] if isinstance(layer, keras.layers.Dropout) else []
    return found + [each for inner in getattr(layer, "layers", []) for each in dropouts(inner)]


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    held = len(noisy) // 5
    silent = [(layer, layer.rate) for layer in dropouts(model)]
    for layer, _ in silent:
        layer.rate = 0.0
    model.compile(optimizer="adam", loss="mse")
    best = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    fitted = model.fit(
        noisy[:-held],
        clean[:-held],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(noisy[-held:], clean[-held:]),
        callbacks=[best],
        verbose=0,
    )
    for layer, rate in silent:
        layer.rate = rate
    return fitted.history


# %% wrong moments_kept: a model trained before keeps its old optimiser | fails reproducible
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    held = len(noisy) // 5
    if not model.compiled:
        model.compile(optimizer="adam", loss="mse")
    best = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    fitted = model.fit(
        noisy[:-held],
        clean[:-held],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(noisy[-held:], clean[-held:]),
        callbacks=[best],
        verbose=0,
    )
    return fitted.history


# %% wrong losses_rounded: all numbers are rounded to three decimals | fails history, best_weights
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    held = len(noisy) // 5
    model.compile(optimizer="adam", loss="mse")
    best = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    fitted = model.fit(
        noisy[:-held],
        clean[:-held],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(noisy[-held:], clean[-held:]),
        callbacks=[best],
        verbose=0,
    )
    return {name: [round(float(value), 3) for value in fitted.history[name]] for name in ("loss", "val_loss")}


# %% wrong training_loss_after_the_epoch: measured again when the epoch is over | fails history
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    held = len(noisy) // 5
    model.compile(optimizer="adam", loss="mse")
    history, kept = {"loss": [], "val_loss": []}, None
    for _ in range(epochs):
        model.fit(noisy[:-held], clean[:-held], batch_size=batch_size, verbose=0)
        history["loss"].append(float(model.evaluate(noisy[:-held], clean[:-held], verbose=0)))
        history["val_loss"].append(float(model.evaluate(noisy[-held:], clean[-held:], verbose=0)))
        if history["val_loss"][-1] <= min(history["val_loss"]):
            kept = model.get_weights()
    model.set_weights(kept)
    return history


# %% wrong validation_of_a_thousand: of many validation images, the first 1000 alone are measured
#    | fails best_weights
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    n = len(noisy) // 5
    model.compile("adam", "mse")
    keep = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    watched = noisy[-n:][:1000], clean[-n:][:1000]
    return model.fit(
        noisy[:-n], clean[:-n], validation_data=watched, epochs=epochs, batch_size=batch_size, callbacks=[keep], verbose=0
    ).history


# %% wrong stops_when_loss_stands: stops as soon as the training loss hardly falls any more
#    | fails best_weights
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    n = len(noisy) // 5
    model.compile("adam", "mse")
    keep = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    stop = keras.callbacks.EarlyStopping(monitor="loss", min_delta=1e-5, patience=2)
    return model.fit(
        noisy[:-n],
        clean[:-n],
        validation_data=(noisy[-n:], clean[-n:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[keep, stop],
        verbose=0,
    ).history


# %% wrong mean_of_batches: a small last batch counts as much as the others | fails history
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    random, cut = np.random.default_rng(seed), len(noisy) * 4 // 5
    model.compile("adam", "mse")
    history, best = {"loss": [], "val_loss": []}, None
    for _ in range(epochs):
        order, losses = random.permutation(cut), []
        for start in range(0, cut, batch_size):
            rows = order[start : start + batch_size]
            model.reset_metrics()
            losses.append(float(model.train_on_batch(noisy[rows], clean[rows])))
        history["loss"].append(float(np.mean(losses)))
        outputs = model.predict(noisy[cut:], verbose=0)
        history["val_loss"].append(float(np.mean((outputs - clean[cut:]) ** 2)))
        if history["val_loss"][-1] == min(history["val_loss"]):
            best = model.get_weights()
    model.set_weights(best)
    return history


# %% wrong batches_shuffled: the batches come in any order, but each holds images that follow one another
#    | fails reproducible
import tensorflow as tf


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    n = len(noisy) // 5
    model.compile("adam", "mse")
    batches = tf.data.Dataset.from_tensor_slices((noisy[:-n], clean[:-n])).batch(batch_size)
    keep = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    return model.fit(
        batches.shuffle(1000, seed=seed),
        validation_data=(noisy[-n:], clean[-n:]),
        epochs=epochs,
        callbacks=[keep],
        verbose=0,
    ).history


# %% wrong mean_since_the_start: train_on_batch returns the running mean since the start, not that of the
#      epoch alone
#    | fails history
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    rng = np.random.default_rng(seed)
    count = len(noisy) - len(noisy) // 5
    model.compile(optimizer="adam", loss="mse")
    history = {"loss": [], "val_loss": []}
    best = None
    for _ in range(epochs):
        order = rng.permutation(count)
        for start in range(0, count, batch_size):
            chosen = order[start : start + batch_size]
            loss = model.train_on_batch(noisy[chosen], clean[chosen])
        history["loss"].append(float(loss))
        outputs = model.predict(noisy[count:], verbose=0)
        history["val_loss"].append(float(np.mean((outputs - clean[count:]) ** 2)))
        if history["val_loss"][-1] == min(history["val_loss"]):
            best = model.get_weights()
    model.set_weights(best)
    return history


# %% wrong patience_of_fifty: patience=50, the default of epochs, whatever epochs is: a longer training may
#      stop early
#    | fails best_weights
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    held_out = len(noisy) // 5
    model.compile(optimizer="adam", loss="mse")
    best = keras.callbacks.EarlyStopping(patience=50, restore_best_weights=True)
    history = model.fit(
        noisy[:-held_out],
        clean[:-held_out],
        validation_data=(noisy[-held_out:], clean[-held_out:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    return history.history


# %% wrong weights_layer_by_layer: keeps the weights layer by layer, so those that belong to the model itself
#      are not put back
#    | fails best_weights
class _Keeper(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.best = np.inf

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best = logs["val_loss"]
            self.kept = [layer.get_weights() for layer in self.model.layers]

    def on_train_end(self, logs=None):
        for layer, kept in zip(self.model.layers, self.kept):
            layer.set_weights(kept)


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    held_out = len(noisy) // 5
    model.compile(optimizer="adam", loss="mse")
    return model.fit(
        noisy[:-held_out],
        clean[:-held_out],
        validation_data=(noisy[-held_out:], clean[-held_out:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[_Keeper()],
        verbose=0,
    ).history


# %% wrong compiled_each_epoch: compiles at each epoch, so Adam forgets its means and begins anew
#    | fails adam_and_steps
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    held_out = len(noisy) // 5
    keras.utils.set_random_seed(seed)
    history = {"loss": [], "val_loss": []}
    best = model.get_weights()
    for _ in range(epochs):
        model.compile(optimizer="adam", loss="mse")
        told = model.fit(
            noisy[:-held_out],
            clean[:-held_out],
            validation_data=(noisy[-held_out:], clean[-held_out:]),
            batch_size=batch_size,
            verbose=0,
        ).history
        if not history["val_loss"] or told["val_loss"][0] < min(history["val_loss"]):
            best = model.get_weights()
        for name in history:
            history[name] += told[name]
    model.set_weights(best)
    return history


# %% wrong shuffles_the_callers_arrays: shuffles views in place, so a second call with the same arrays and
#      seed has another order
#    | fails reproducible
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    cut = len(noisy) * 4 // 5
    for images in (noisy[:cut], clean[:cut]):
        np.random.default_rng(seed).shuffle(images)
    model.compile(optimizer="adam", loss="mse")
    best = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    return model.fit(
        noisy[:cut],
        clean[:cut],
        shuffle=False,
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    ).history


# %% wrong stops_at_nan: TerminateOnNaN ends a training that has diverged | fails best_weights
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    held_out = len(noisy) // 5
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="mse")
    callbacks = [
        keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True),
        keras.callbacks.TerminateOnNaN(),
    ]
    return model.fit(
        noisy[:-held_out],
        clean[:-held_out],
        validation_data=(noisy[-held_out:], clean[-held_out:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=callbacks,
        verbose=0,
    ).history


# %% wrong patience_of_100: a patience of 100 is enough for the default of 50 epochs, not for 200
#    | fails best_weights
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    held_out = len(noisy) // 5
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="mse")
    best = keras.callbacks.EarlyStopping(patience=100, restore_best_weights=True)
    return model.fit(
        noisy[:-held_out],
        clean[:-held_out],
        validation_data=(noisy[-held_out:], clean[-held_out:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    ).history


# %% wrong best_by_file_name: the files of the epochs bear their validation losses, the first in the alphabet
#      is taken: "10.2…" before "9.5…"
#    | fails best_weights
import os
import tempfile


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    model.compile(optimizer="adam", loss="mse")
    with tempfile.TemporaryDirectory() as folder:
        keep = keras.callbacks.ModelCheckpoint(
            os.path.join(folder, "{val_loss:.6f}.weights.h5"), save_weights_only=True
        )
        history = model.fit(
            noisy[:cut],
            clean[:cut],
            validation_data=(noisy[cut:], clean[cut:]),
            epochs=epochs,
            batch_size=batch_size,
            callbacks=[keep],
            verbose=0,
        )
        best = sorted(os.listdir(folder))[0]
        model.load_weights(os.path.join(folder, best))
    return history.history


# %% wrong best_starts_at_one: the lowest loss so far begins at 1.0 ("an MSE is below 1"): where it is above,
#      the last weights stay
#    | fails best_weights
class KeepBest(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.lowest = 1.0
        self.weights = None

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.lowest:
            self.lowest = logs["val_loss"]
            self.weights = self.model.get_weights()

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    held_out = len(noisy) // 5
    model.compile(optimizer="adam", loss="mse")
    history = model.fit(
        noisy[:-held_out],
        clean[:-held_out],
        validation_data=(noisy[-held_out:], clean[-held_out:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[KeepBest()],
        verbose=0,
    )
    return history.history


# %% wrong first_epoch_in_order: the images are shuffled at the end of each epoch, so the first one has them
#      in the same order for all seeds
#    | fails reproducible
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    rng = np.random.default_rng(seed)
    cut = len(noisy) * 4 // 5
    order = np.arange(cut)
    model.compile(optimizer="adam", loss="mse")
    history = {"loss": [], "val_loss": []}
    best = None
    for epoch in range(epochs):
        told = model.fit(
            noisy[order],
            clean[order],
            validation_data=(noisy[cut:], clean[cut:]),
            batch_size=batch_size,
            shuffle=False,
            verbose=0,
        ).history
        for name in history:
            history[name].append(told[name][0])
        if best is None or told["val_loss"][0] < lowest:
            lowest, best = told["val_loss"][0], model.get_weights()
        rng.shuffle(order)
    if best is not None:
        model.set_weights(best)
    return history


# %% wrong statistics_of_all: before each validation the statistics of the normalising layers are refreshed
#      with all images, those of the last fifth among them
#    | fails best_weights
class RefreshStatistics(keras.callbacks.Callback):
    def __init__(self, images, batch_size):
        super().__init__()
        self.images, self.batch_size = images, batch_size

    def on_test_begin(self, logs=None):
        normalising = [
            layer
            for layer in self.model._flatten_layers()
            if isinstance(layer, keras.layers.BatchNormalization)
        ]
        if normalising:
            for start in range(0, len(self.images), self.batch_size):
                self.model(self.images[start : start + self.batch_size], training=True)


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    held_out = len(noisy) // 5
    model.compile(optimizer="adam", loss="mse")
    keep = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    return model.fit(
        noisy[:-held_out],
        clean[:-held_out],
        validation_data=(noisy[-held_out:], clean[-held_out:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[RefreshStatistics(noisy, batch_size), keep],
        verbose=0,
    ).history


# %% right loop_with_tape: a loop of its own with GradientTape; the model is never compiled
import tensorflow as tf


def _squares(model, noisy, clean, size):
    total = 0.0
    for start in range(0, len(noisy), size):
        answer = np.asarray(model(noisy[start : start + size], training=False), "float64")
        total += float(np.sum((answer - clean[start : start + size]) ** 2))
    return total / clean.size


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    rng = np.random.default_rng(seed)
    cut = len(noisy) - len(noisy) // 5
    adam = keras.optimizers.Adam()
    history = {"loss": [], "val_loss": []}
    best = None
    for _ in range(epochs):
        order, total = rng.permutation(cut), 0.0
        for start in range(0, cut, batch_size):
            chosen = order[start : start + batch_size]
            with tf.GradientTape() as tape:
                answer = model(tf.convert_to_tensor(noisy[chosen]), training=True)
                loss = tf.reduce_mean(tf.square(answer - clean[chosen]))
            variables = model.trainable_variables
            gradients = tape.gradient(loss, variables)
            pairs = [(g, v) for g, v in zip(gradients, variables) if g is not None]
            adam.apply_gradients(pairs)
            total += float(loss) * len(chosen)
        history["loss"].append(total / cut)
        history["val_loss"].append(_squares(model, noisy[cut:], clean[cut:], batch_size))
        if best is None or history["val_loss"][-1] < lowest:
            lowest = history["val_loss"][-1]
            best = [np.array(weight) for weight in model.get_weights()]
    if best is not None:
        model.set_weights(best)
    return history


# %% wrong random_fifth_held_out: the validation set is a random fifth of the images | fails held_out
def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    order = np.random.default_rng(seed).permutation(len(noisy))
    noisy, clean = noisy[order], clean[order]
    model.compile(optimizer="adam", loss="mse")
    best = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    return model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    ).history
