# %% right training_own_callback: uses StopAtBest, splits by hand, computes the test loss with NumPy
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = StopAtBest(patience)
    cut = len(noisy) - len(noisy) // 5
    history = model.fit(
        x=noisy[:cut],
        y=clean[:cut],
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    output = np.clip(model.predict(noisy_test, verbose=0), 1e-7, 1 - 1e-7)
    losses = -clean_test * np.log(output) - (1 - clean_test) * np.log(1 - output)
    return history.history, losses.mean()


# %% right training_own_loop: a training loop of its own; returns a dictionary
import tensorflow as tf


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    order = np.random.default_rng(seed)
    adam = keras.optimizers.Adam()
    cross_entropy = keras.losses.BinaryCrossentropy()
    count = round(0.8 * len(noisy))

    def loss(inputs, targets):
        return float(cross_entropy(targets, model(inputs, training=False)))

    @tf.function(reduce_retracing=True)
    def step(inputs, targets):
        with tf.GradientTape() as tape:
            value = cross_entropy(targets, model(inputs, training=True))
        adam.apply_gradients(
            zip(tape.gradient(value, model.trainable_variables), model.trainable_variables)
        )
        return value

    history = {"loss": [], "val_loss": []}
    best, weights = np.inf, model.get_weights()
    while len(history["loss"]) < epochs:
        rows = order.permutation(count)
        batches = [rows[start : start + batch_size] for start in range(0, count, batch_size)]
        sums = [float(step(tf.constant(noisy[b]), tf.constant(clean[b]))) * len(b) for b in batches]
        history["loss"].append(sum(sums) / count)
        history["val_loss"].append(loss(noisy[count:], clean[count:]))
        if history["val_loss"][-1] < best:
            best, weights, without = history["val_loss"][-1], model.get_weights(), 0
        else:
            without += 1
        if without == patience:
            break
    model.set_weights(weights)
    return history, loss(noisy_test, clean_test)


# %% right training_checkpoint_file: tf.data, EarlyStopping and a checkpoint file of the best weights
import tempfile
from pathlib import Path

import tensorflow as tf


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    tf.random.set_seed(seed)
    last = int(np.ceil(0.8 * len(noisy)))
    train = tf.data.Dataset.from_tensor_slices((noisy[:last], clean[:last]))
    validation = tf.data.Dataset.from_tensor_slices((noisy[last:], clean[last:])).batch(batch_size)
    model.compile(loss=keras.losses.BinaryCrossentropy(), optimizer=keras.optimizers.Adam(), metrics=["mae"])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "best.weights.h5"
        history = model.fit(
            train.shuffle(len(noisy), seed=seed).batch(batch_size),
            validation_data=validation,
            epochs=epochs,
            callbacks=[
                keras.callbacks.ModelCheckpoint(file, save_best_only=True, save_weights_only=True),
                keras.callbacks.EarlyStopping("val_loss", patience=patience),
            ],
            verbose=0,
        )
        model.load_weights(file)
    test_loss, _ = model.evaluate(noisy_test, clean_test, verbose=0)
    return history, test_loss


# %% wrong training_last_weights: early stopping that keeps the last weights
#    | fails best_kept_when_finished, best_kept_when_stopped
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience)
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


# %% wrong training_restores_only_when_stopped: restores the best weights only when it stops early
#    | fails best_kept_when_finished
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


# %% wrong training_split_and_test_data: keeps 20 % aside, but validates on the test pairs | fails test_apart
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy[: int(0.8 * len(noisy))],
        clean[: int(0.8 * len(clean))],
        validation_data=(noisy_test, clean_test),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_validates_on_training_data: validates on pairs it also trains on | fails held_out
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy,
        clean,
        validation_data=(noisy[-len(noisy) // 5 :], clean[-len(clean) // 5 :]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_clean_to_clean: trains from clean to clean | fails steps, denoises
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        clean,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_patience_off_by_one: one epoch too patient | fails stops_in_time
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience + 1, restore_best_weights=True)
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


# %% wrong training_squared_error: mean squared error as loss | fails steps
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="mse")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
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


# %% wrong training_unseeded: ignores the seed | fails seeded
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
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


# %% wrong training_tests_on_validation_pairs: reports the best val_loss as test loss | fails true_test_loss
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    return history, min(history.history["val_loss"])


# %% wrong training_batch_size_ignored: leaves the batch size to Keras | fails batches
def train_denoiser(model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(noisy, clean, validation_split=0.2, epochs=epochs, callbacks=[best], verbose=0)
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_other_defaults: other numbers in the signature | fails history
reference = train_denoiser


def train_denoiser(model, noisy, clean, noisy_test, clean_test, epochs=50, batch_size=512, patience=5, seed=0):
    return reference(model, noisy, clean, noisy_test, clean_test, epochs, batch_size, patience, seed)


# %% wrong training_plateau: the learning rate is lowered as well | fails steps
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    slower = keras.callbacks.ReduceLROnPlateau(patience=1, factor=0.1)
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best, slower],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_decay: the learning rate falls from epoch to epoch | fails steps
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    slower = keras.callbacks.LearningRateScheduler(lambda epoch: 0.001 * 0.95**epoch)
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best, slower],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_compiles_twice: compiles anew after the first epoch | fails steps
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    history, best, waited, kept = {"loss": [], "val_loss": []}, math.inf, 0, model.get_weights()
    for epoch in range(epochs):
        if epoch < 2:
            model.compile(optimizer="adam", loss="binary_crossentropy")
        found = model.fit(noisy, clean, validation_split=0.2, batch_size=batch_size, verbose=0).history
        for name in history:
            history[name] += found[name]
        if found["val_loss"][0] < best:
            best, waited, kept = found["val_loss"][0], 0, model.get_weights()
        else:
            waited += 1
            if waited >= patience:
                break
    model.set_weights(kept)
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_validates_towards_noisy: validation loss towards the noisy images
#    | fails held_out, denoises
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:], noisy[cut:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_validates_on_half: validates on a part of the held out pairs | fails held_out
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    cut, end = len(noisy) * 4 // 5, len(noisy) * 9 // 10
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:end], clean[cut:end]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_holds_out_four: always holds out four pairs | fails batches
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) - 4
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_capped_batches: no batch is larger than 128 | fails batches
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile("adam", "binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    size = min(batch_size, 128)
    history = model.fit(
        noisy,
        clean,
        batch_size=size,
        epochs=epochs,
        validation_split=0.2,
        callbacks=[best],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_min_delta: progress of less than a ten-thousandth counts as none | fails stops_in_time
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile("adam", "binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, min_delta=1e-4, restore_best_weights=True)
    history = model.fit(
        noisy,
        clean,
        batch_size=batch_size,
        epochs=epochs,
        validation_split=0.2,
        callbacks=[best],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_amsgrad: Adam in its variant AMSGrad | fails steps
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(keras.optimizers.Adam(amsgrad=True), "binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy,
        clean,
        batch_size=batch_size,
        epochs=epochs,
        validation_split=0.2,
        callbacks=[best],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_shuffles_batches: shuffles the batches, each of which holds the same pairs in every order
#    | fails seeded
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    cut = len(noisy) * 4 // 5
    starts = batch_size * np.random.default_rng(seed).permutation(cut // batch_size)
    rows = [row for start in starts for row in range(start, start + batch_size)]
    rows += range(len(rows), cut)
    model.compile("adam", "binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy[rows],
        clean[rows],
        batch_size=batch_size,
        epochs=epochs,
        shuffle=False,
        validation_data=(noisy[cut:], clean[cut:]),
        callbacks=[best],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_ties_are_progress: an equal validation loss counts as progress | fails stops_in_time
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    cut = len(noisy) * 4 // 5
    model.compile("adam", "binary_crossentropy")
    random, history, waited = np.random.default_rng(seed), {"loss": [], "val_loss": []}, 0
    lowest, kept = math.inf, model.get_weights()
    for _ in range(epochs):
        order = random.permutation(cut)
        epoch = model.fit(
            noisy[order], clean[order], batch_size=batch_size, epochs=1, shuffle=False, verbose=0
        )
        history["loss"] += epoch.history["loss"]
        history["val_loss"].append(model.evaluate(noisy[cut:], clean[cut:], verbose=0))
        waited += 1
        if history["val_loss"][-1] <= lowest:
            lowest, kept, waited = history["val_loss"][-1], model.get_weights(), 0
        if waited == patience:
            break
    model.set_weights(kept)
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong rate_falls_after_ten: lowers the learning rate after ten epochs | fails steps
import keras
import numpy as np


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy,
        clean,
        batch_size=batch_size,
        epochs=epochs,
        validation_split=0.2,
        callbacks=[
            stopper,
            keras.callbacks.LearningRateScheduler(lambda epoch, rate: rate if epoch < 10 else rate * 0.9),
        ],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, verbose=0)
    return history, test_loss


# %% wrong relative_progress: takes only a loss lower by a thousandth for progress | fails stops_in_time
import keras
import numpy as np


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    cut = len(noisy) * 4 // 5
    x, y = noisy[:cut], clean[:cut]
    x_val, y_val = noisy[cut:], clean[cut:]
    rng = np.random.default_rng(seed)
    model.compile(optimizer=keras.optimizers.Adam(), loss=keras.losses.BinaryCrossentropy())

    losses, val_losses = [], []
    best, best_weights, since = float("inf"), model.get_weights(), 0
    for _ in range(epochs):
        order = rng.permutation(cut)
        total = count = 0
        for start in range(0, cut, batch_size):
            rows = order[start : start + batch_size]
            model.reset_metrics()
            total += len(rows) * float(np.ravel(model.train_on_batch(x[rows], y[rows]))[0])
            count += len(rows)
        losses.append(total / count)
        val_losses.append(float(model.evaluate(x_val, y_val, batch_size=batch_size, verbose=0)))
        since += 1
        if val_losses[-1] < 0.999 * best:
            best, best_weights, since = val_losses[-1], model.get_weights(), 0
        if since >= patience:
            break
    model.set_weights(best_weights)
    test_loss = model.evaluate(noisy_test, clean_test, batch_size=batch_size, verbose=0)
    return {"loss": losses, "val_loss": val_losses}, float(test_loss)


# %% wrong summed_history: reports the sum of the batches’ losses | fails history
import keras
import numpy as np
import tensorflow as tf


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    cut = len(noisy) * 4 // 5
    rng = np.random.default_rng(seed)
    optimizer = keras.optimizers.Adam()
    bce = keras.losses.BinaryCrossentropy()

    def loss_on(images, targets):
        total = 0.0
        for start in range(0, len(images), batch_size):
            part = slice(start, start + batch_size)
            output = model(images[part], training=False)
            total += float(bce(targets[part], output)) * len(images[part])
        return total / len(images)

    history = {"loss": [], "val_loss": []}
    best, best_weights, wait = np.inf, model.get_weights(), 0
    for epoch in range(epochs):
        order = rng.permutation(cut)
        total = 0.0
        for start in range(0, cut, batch_size):
            rows = order[start : start + batch_size]
            with tf.GradientTape() as tape:
                loss = bce(clean[rows], model(noisy[rows], training=True))
            gradients = tape.gradient(loss, model.trainable_variables)
            optimizer.apply_gradients(zip(gradients, model.trainable_variables))
            total += float(loss)
        val_loss = loss_on(noisy[cut:], clean[cut:])
        history["loss"].append(total)
        history["val_loss"].append(val_loss)
        if val_loss < best:
            best, best_weights, wait = val_loss, model.get_weights(), 0
        else:
            wait += 1
            if wait >= patience:
                break
    model.set_weights(best_weights)
    return history, loss_on(noisy_test, clean_test)


# %% wrong seed_zero_ignored: takes the seed 0 for none | fails seeded
import keras
import numpy as np


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    if seed:
        keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy,
        clean,
        batch_size=batch_size,
        epochs=epochs,
        validation_split=0.2,
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, verbose=0)
    return history, test_loss


# %% wrong test_squared_error: measures test_loss as the mean squared error | fails true_test_loss
import keras
import numpy as np


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy,
        clean,
        batch_size=batch_size,
        epochs=epochs,
        validation_split=0.2,
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = float(np.mean((model.predict(noisy_test, verbose=0) - clean_test) ** 2))
    return history, test_loss


# %% wrong shuffled_again: shuffles by the seed, and lets fit shuffle once more without one | fails seeded
import keras
import numpy as np


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    cut = len(noisy) * 4 // 5
    order = np.random.default_rng(seed).permutation(cut)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy[:cut][order],
        clean[:cut][order],
        batch_size=batch_size,
        epochs=epochs,
        validation_data=(noisy[cut:], clean[cut:]),
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, verbose=0)
    return history, test_loss


# %% wrong late_start: the first three epochs do not count, and are never the best
#    | fails stops_in_time, best_kept_when_stopped
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stop = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True, start_from_epoch=3)
    history = model.fit(
        noisy, clean, validation_split=0.2, epochs=epochs, batch_size=batch_size, callbacks=[stop], verbose=0
    )
    test_loss = float(model.evaluate(noisy_test, clean_test, verbose=0))
    return history, test_loss


# %% wrong shuffled_in_a_window: each pair is mixed with its neighbours alone | fails seeded
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stop = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    import tensorflow as tf

    cut = len(noisy) * 4 // 5
    data = tf.data.Dataset.from_tensor_slices((noisy[:cut], clean[:cut])).shuffle(8, seed=seed).batch(batch_size)
    history = model.fit(
        data, validation_data=(noisy[cut:], clean[cut:]), epochs=epochs, callbacks=[stop], verbose=0
    )
    test_loss = float(model.evaluate(noisy_test, clean_test, verbose=0))
    return history, test_loss


# %% wrong total_without_progress: counts all epochs without progress, not those in a row
#    | fails stops_in_time
class _Stop(keras.callbacks.Callback):
    def __init__(self, patience):
        super().__init__()
        self.patience, self.best, self.kept, self.count, self.before = patience, math.inf, None, 0, math.inf

    def on_epoch_end(self, epoch, logs=None):
        loss = logs["val_loss"]
        self.count += not loss < self.best
        if loss < self.best:
            self.best, self.kept = loss, self.model.get_weights()
        if self.count >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.model.set_weights(self.kept)


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    history = model.fit(
        noisy, clean, validation_split=0.2, epochs=epochs, batch_size=batch_size, callbacks=[_Stop(patience)], verbose=0
    )
    return history, float(model.evaluate(noisy_test, clean_test, verbose=0))


# %% wrong against_the_one_before: stops when the loss is not lower than the one before | fails stops_in_time
class _Stop(keras.callbacks.Callback):
    def __init__(self, patience):
        super().__init__()
        self.patience, self.best, self.kept, self.count, self.before = patience, math.inf, None, 0, math.inf

    def on_epoch_end(self, epoch, logs=None):
        loss = logs["val_loss"]
        self.count = 0 if loss < self.before else self.count + 1
        self.before = loss
        if loss < self.best:
            self.best, self.kept = loss, self.model.get_weights()
        if self.count >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.model.set_weights(self.kept)


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    history = model.fit(
        noisy, clean, validation_split=0.2, epochs=epochs, batch_size=batch_size, callbacks=[_Stop(patience)], verbose=0
    )
    return history, float(model.evaluate(noisy_test, clean_test, verbose=0))


# %% wrong plateau_of_ten: the learning rate falls after ten epochs without progress | fails steps
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stop = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    slower = keras.callbacks.ReduceLROnPlateau()
    history = model.fit(
        noisy, clean, validation_split=0.2, epochs=epochs, batch_size=batch_size, callbacks=[stop, slower], verbose=0
    )
    return history, float(model.evaluate(noisy_test, clean_test, verbose=0))


# %% wrong test_log_of_zero: the test loss by hand, which is NaN where an output is exactly 0 or 1
#    | fails true_test_loss
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stop = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy, clean, validation_split=0.2, epochs=epochs, batch_size=batch_size, callbacks=[stop], verbose=0
    )
    output = model.predict(noisy_test, verbose=0)
    losses = clean_test * np.log(output) + (1 - clean_test) * np.log(1 - output)
    return history, float(-losses.mean())


# %% wrong history_last_batch: tells the loss of each epoch's last batch | fails history
import tensorflow as tf


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    entropy, adam = keras.losses.BinaryCrossentropy(), keras.optimizers.Adam()
    cut, history = len(noisy) * 4 // 5, {"loss": [], "val_loss": []}
    best, kept, count = math.inf, model.get_weights(), 0
    for _ in range(epochs):
        order, losses = np.random.permutation(cut), []
        for start in range(0, cut, batch_size):
            rows = order[start : start + batch_size]
            with tf.GradientTape() as tape:
                loss = entropy(clean[rows], model(noisy[rows], training=True))
            adam.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
            losses.append(float(loss))
        history["loss"].append(losses[-1])
        history["val_loss"].append(float(entropy(clean[cut:], model(noisy[cut:]))))
        if history["val_loss"][-1] < best:
            best, kept, count = history["val_loss"][-1], model.get_weights(), 0
        else:
            count += 1
            if count == patience:
                break
    model.set_weights(kept)
    return history, float(entropy(clean_test, model(noisy_test)))


# %% wrong history_mean_of_batches: tells the mean of the batches' losses, though the last batch is smaller
#    | fails history
import tensorflow as tf


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    entropy, adam = keras.losses.BinaryCrossentropy(), keras.optimizers.Adam()
    cut, history = len(noisy) * 4 // 5, {"loss": [], "val_loss": []}
    best, kept, count = math.inf, model.get_weights(), 0
    for _ in range(epochs):
        order, losses = np.random.permutation(cut), []
        for start in range(0, cut, batch_size):
            rows = order[start : start + batch_size]
            with tf.GradientTape() as tape:
                loss = entropy(clean[rows], model(noisy[rows], training=True))
            adam.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
            losses.append(float(loss))
        history["loss"].append(sum(losses) / len(losses))
        history["val_loss"].append(float(entropy(clean[cut:], model(noisy[cut:]))))
        if history["val_loss"][-1] < best:
            best, kept, count = history["val_loss"][-1], model.get_weights(), 0
        else:
            count += 1
            if count == patience:
                break
    model.set_weights(kept)
    return history, float(entropy(clean_test, model(noisy_test)))


# %% wrong validation_subset: of many validation pairs, the first 1000 alone are measured | fails held_out
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stop = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    cut = len(noisy) * 4 // 5
    history = model.fit(
        noisy[:cut], clean[:cut], validation_data=(noisy[cut:][:1000], clean[cut:][:1000]), epochs=epochs,
        batch_size=batch_size, callbacks=[stop], verbose=0,
    )
    test_loss = float(model.evaluate(noisy_test, clean_test, verbose=0))
    return history, test_loss


# %% wrong slower_after_fifty: a schedule lowers the learning rate from the fiftieth epoch on | fails steps
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[
            stopper,
            keras.callbacks.LearningRateScheduler(lambda epoch, rate: rate if epoch < 50 else 1e-4),
        ],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, batch_size=batch_size, verbose=0)
    return history, test_loss


# %% wrong slower_on_a_plateau: after twenty epochs without progress the learning rate is halved, which needs
#      a long patience
#    | fails steps
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper, keras.callbacks.ReduceLROnPlateau(patience=20, factor=0.5)],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, batch_size=batch_size, verbose=0)
    return history, test_loss


# %% wrong patience_of_two: a patience of 1 is taken for 2 | fails stops_in_time
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=max(patience, 2), restore_best_weights=True
    )
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, batch_size=batch_size, verbose=0)
    return history, test_loss


# %% wrong patience_at_most_twenty: a patience above 20 is cut to 20 | fails stops_in_time
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=min(patience, 20), restore_best_weights=True
    )
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, batch_size=batch_size, verbose=0)
    return history, test_loss


# %% wrong seed_of_sixteen_bits: only the last sixteen bits of the seed count | fails seeded
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed & 0xFFFF)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, batch_size=batch_size, verbose=0)
    return history, test_loss


# %% wrong seed_zero_is_42: 0 gives the order of seed 42 | fails seeded
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed or 42)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, batch_size=batch_size, verbose=0)
    return history, test_loss


# %% wrong some_of_the_validation: at most 2000 of the validation pairs are looked at, to save time
#    | fails held_out
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    cut = int(len(noisy) * 0.8)
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:][:2000], clean[cut:][:2000]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, batch_size=batch_size, verbose=0)
    return history, test_loss


# %% wrong batch_at_most_2048: larger batches are cut to 2048, for the memory | fails batches
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=min(batch_size, 2048),
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, batch_size=batch_size, verbose=0)
    return history, test_loss


# %% wrong some_test_pairs: the first 500 test pairs only | fails true_test_loss
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test[:500], clean_test[:500], batch_size=batch_size, verbose=0)
    return history, test_loss


# %% wrong new_weights_for_zero: biases that are all zero are set to others | fails steps
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    for layer in model.layers:
        if hasattr(layer, "bias") and layer.bias is not None and not np.any(layer.bias):
            layer.bias.assign(0.01 * np.ones(layer.bias.shape))
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, batch_size=batch_size, verbose=0)
    return history, test_loss


# %% wrong seed_of_the_data_set_alone: the seed goes to `shuffle` of tf.data alone, whose order also depends
#      on the global seed that was set before the call
#    | fails seeded
import tensorflow as tf


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    model.compile(optimizer="adam", loss="binary_crossentropy")
    cut = len(noisy) * 4 // 5
    pairs = tf.data.Dataset.from_tensor_slices((noisy[:cut], clean[:cut]))
    pairs = pairs.shuffle(cut, seed=seed).batch(batch_size)
    history = model.fit(
        pairs,
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        callbacks=[StopAtBest(patience)],
        verbose=0,
    )
    return history, float(model.evaluate(noisy_test, clean_test, verbose=0))


# %% wrong single_pair_left_out: a last batch of one pair is left out, since normalising one image makes no
#      sense
#    | fails batches
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    cut = len(noisy) * 4 // 5
    rng = np.random.default_rng(seed)
    best, weights, waited = math.inf, None, 0
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        order = rng.permutation(cut)
        if cut > 1 and cut % batch_size == 1 and batch_size > 1:
            order = order[:-1]
        total = 0.0
        for start in range(0, len(order), batch_size):
            rows = order[start : start + batch_size]
            model.reset_metrics()
            total += len(rows) * float(model.train_on_batch(noisy[rows], clean[rows]))
        history["loss"].append(total / len(order))
        history["val_loss"].append(float(model.evaluate(noisy[cut:], clean[cut:], verbose=0)))
        waited += 1
        if history["val_loss"][-1] < best:
            best, weights, waited = history["val_loss"][-1], model.get_weights(), 0
        if waited >= patience:
            break
    if weights is not None:
        model.set_weights(weights)
    return history, float(model.evaluate(noisy_test, clean_test, verbose=0))


# %% wrong smallest_step: progress has to be 0.000001 at least | fails stops_in_time
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stop = keras.callbacks.EarlyStopping(patience=patience, min_delta=1e-6, restore_best_weights=True)
    history = model.fit(
        noisy, clean, validation_split=0.2, epochs=epochs, batch_size=batch_size, callbacks=[stop], verbose=0
    )
    return history, float(model.evaluate(noisy_test, clean_test, verbose=0))


# %% wrong validation_steps: at most ten batches of the validation pairs are measured | fails held_out
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_loss", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy[: len(noisy) * 4 // 5],
        clean[: len(noisy) * 4 // 5],
        validation_data=(noisy[len(noisy) * 4 // 5 :], clean[len(noisy) * 4 // 5 :]),
        validation_steps=10,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, verbose=0)
    return history, float(test_loss)


# %% wrong lowest_squared_error: stops and chooses by the squared error on the validation pairs
#    | fails best_kept_when_finished
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["mse"])
    stopper = keras.callbacks.EarlyStopping(
        monitor="val_mse", mode="min", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, verbose=0)
    return history, float(test_loss[0])


# %% wrong shuffles_the_callers_arrays: shuffles views of the two arrays, in place | fails seeded
def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    cut = len(noisy) * 4 // 5
    for images in (noisy[:cut], clean[:cut]):
        np.random.default_rng(seed).shuffle(images)
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    return history, float(model.evaluate(noisy_test, clean_test, verbose=0))


# %% wrong buffer_of_ten_batches: tf.data shuffles in a buffer of ten batches: with many pairs, each only with
#      those near it
#    | fails seeded
import tensorflow as tf


def train_denoiser(model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    pairs = tf.data.Dataset.from_tensor_slices((noisy[:cut], clean[:cut]))
    pairs = pairs.shuffle(10 * batch_size, seed=seed).batch(batch_size)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    history = model.fit(
        pairs,
        epochs=epochs,
        validation_data=(noisy[cut:], clean[cut:]),
        callbacks=[StopAtBest(patience)],
        verbose=0,
    )
    return history, float(model.evaluate(noisy_test, clean_test, batch_size=batch_size, verbose=0))


# %% wrong history_to_best: cuts the history off after the best epoch | fails history
def train_denoiser(model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    stopper = keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper],
        verbose=0,
    )
    test_loss = model.evaluate(noisy_test, clean_test, verbose=0)
    best = int(np.argmin(history.history["val_loss"]))
    return {name: values[: best + 1] for name, values in history.history.items()}, test_loss


# %% wrong break_before_noted: leaves the loop before the last epoch's losses are noted | fails history
import tensorflow as tf


def train_denoiser(model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0):
    cut = len(noisy) * 4 // 5
    rng = np.random.default_rng(seed)
    optimizer = keras.optimizers.Adam()
    bce = keras.losses.BinaryCrossentropy()
    history = {"loss": [], "val_loss": []}
    best, best_weights, wait = math.inf, model.get_weights(), 0
    for epoch in range(epochs):
        order = rng.permutation(cut)
        total = 0.0
        for start in range(0, cut, batch_size):
            rows = order[start : start + batch_size]
            with tf.GradientTape() as tape:
                loss = bce(clean[rows], model(noisy[rows], training=True))
            gradients = tape.gradient(loss, model.trainable_variables)
            optimizer.apply(gradients, model.trainable_variables)
            total += float(loss) * len(rows)
        val_loss = float(bce(clean[cut:], model(noisy[cut:], training=False)))
        if val_loss < best:
            best, best_weights, wait = val_loss, model.get_weights(), 0
        else:
            wait += 1
            if wait >= patience:
                break
        history["loss"].append(total / cut)
        history["val_loss"].append(val_loss)
    model.set_weights(best_weights)
    test_loss = float(bce(clean_test, model(noisy_test, training=False)))
    return history, test_loss


# %% wrong val_loss_before_the_epoch: measures val_loss at the beginning of each epoch | fails history
import tensorflow as tf


def train_denoiser(model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0):
    cut = len(noisy) * 4 // 5
    rng = np.random.default_rng(seed)
    optimizer = keras.optimizers.Adam()
    bce = keras.losses.BinaryCrossentropy()
    history = {"loss": [], "val_loss": []}
    best, best_weights, wait = math.inf, model.get_weights(), 0
    for epoch in range(epochs):
        val_loss = float(bce(clean[cut:], model(noisy[cut:], training=False)))
        weights_now = model.get_weights()
        order = rng.permutation(cut)
        total = 0.0
        for start in range(0, cut, batch_size):
            rows = order[start : start + batch_size]
            with tf.GradientTape() as tape:
                loss = bce(clean[rows], model(noisy[rows], training=True))
            gradients = tape.gradient(loss, model.trainable_variables)
            optimizer.apply(gradients, model.trainable_variables)
            total += float(loss) * len(rows)
        history["loss"].append(total / cut)
        history["val_loss"].append(val_loss)
        if val_loss < best:
            best, best_weights, wait = val_loss, weights_now, 0
        else:
            wait += 1
            if wait >= patience:
                break
    model.set_weights(best_weights)
    test_loss = float(bce(clean_test, model(noisy_test, training=False)))
    return history, test_loss


# %% wrong label_smoothing: cross-entropy with smoothed labels | fails steps
def train_denoiser(model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss=keras.losses.BinaryCrossentropy(label_smoothing=0.1))
    stopper = keras.callbacks.EarlyStopping(monitor="val_loss", mode="min", patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong all_metrics_returned: compiled with a metric: test_loss is the list of both | fails history
def train_denoiser(model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["mse"])
    stopper = keras.callbacks.EarlyStopping(monitor="val_loss", mode="min", patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)


# %% wrong training_absolute_error: mean absolute error as loss | fails steps, denoises
def train_denoiser(model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="mae")
    stopper = keras.callbacks.EarlyStopping(monitor="val_loss", mode="min", patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[stopper],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)
