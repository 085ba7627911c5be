# %% right validation_split: validation_split; returns what fit returns
import keras


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(keras.optimizers.Adam(), keras.losses.MeanSquaredError())
    return autoencoder.fit(
        noisy, clean, validation_split=0.2, epochs=epochs, batch_size=32, verbose=0
    )


# %% right tf_data: tf.data with a shuffle of its own
import keras
import tensorflow as tf


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) - len(noisy) // 5
    learn = tf.data.Dataset.from_tensor_slices((noisy[:cut], clean[:cut]))
    learn = learn.shuffle(cut, seed=seed).batch(32)
    check = tf.data.Dataset.from_tensor_slices((noisy[cut:], clean[cut:])).batch(32)
    autoencoder.compile("adam", "mse")
    found = autoencoder.fit(learn, validation_data=check, epochs=epochs, verbose=0).history
    return {"loss": found["loss"], "val_loss": found["val_loss"]}


# %% right epoch_loop: a loop over the epochs, one fit and one evaluate each
import keras
import numpy as np


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    random = np.random.default_rng(seed)
    autoencoder.compile(optimizer="adam", loss="mean_squared_error")
    cut = len(noisy) - len(noisy) // 5
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        order = random.permutation(cut)
        losses = autoencoder.fit(noisy[order], clean[order], batch_size=32, shuffle=False, verbose=0)
        history["loss"].append(losses.history["loss"][0])
        history["val_loss"].append(autoencoder.evaluate(noisy[cut:], clean[cut:], verbose=0))
    return history


# %% wrong learns_noisy_to_noisy: the noisy images are input and target | fails noisy_to_clean
import keras


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) - len(noisy) // 5
    autoencoder.compile("adam", "mse")
    return autoencoder.fit(
        noisy[:cut],
        noisy[:cut],
        validation_data=(noisy[cut:], noisy[cut:]),
        epochs=epochs,
        batch_size=32,
        verbose=0,
    ).history


# %% wrong learns_clean_to_noisy: inputs and targets in the wrong order | fails noisy_to_clean
import keras

_right = train


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    return _right(autoencoder, clean, noisy, epochs, seed)


# %% wrong trains_on_validation: trains on all images, the validation images among them | fails held_out
import keras


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) - len(noisy) // 5
    autoencoder.compile("adam", "mse")
    return autoencoder.fit(
        noisy, clean, validation_data=(noisy[cut:], clean[cut:]), epochs=epochs, batch_size=32, verbose=0
    ).history


# %% wrong validates_on_the_first: holds back the first fifth instead of the last | fails held_out
import keras


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) // 5
    autoencoder.compile("adam", "mse")
    return autoencoder.fit(
        noisy[cut:],
        clean[cut:],
        validation_data=(noisy[:cut], clean[:cut]),
        epochs=epochs,
        batch_size=32,
        verbose=0,
    ).history


# %% wrong no_validation: no validation at all | fails history, validation_loss
import keras


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) - len(noisy) // 5
    autoencoder.compile("adam", "mse")
    return autoencoder.fit(noisy[:cut], clean[:cut], epochs=epochs, batch_size=32, verbose=0).history


# %% wrong train_unseeded: the seed is not used | fails reproducible
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    cut = len(noisy) - len(noisy) // 5
    autoencoder.compile("adam", "mse")
    return autoencoder.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=32,
        verbose=0,
    ).history


# %% wrong absolute_error: mean absolute error in the place of the MSE | fails validation_loss
import keras


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) - len(noisy) // 5
    autoencoder.compile("adam", "mae")
    return autoencoder.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=32,
        verbose=0,
    ).history


# %% wrong one_epoch: the argument epochs is forgotten: one epoch only
#    | fails history, validation_loss, adam_and_steps, restores
import keras


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) - len(noisy) // 5
    autoencoder.compile("adam", "mse")
    return autoencoder.fit(
        noisy[:cut], clean[:cut], validation_data=(noisy[cut:], clean[cut:]), batch_size=32, verbose=0
    ).history


# %% wrong trains_a_copy: trains a copy and leaves the model received as it was
#    | fails noisy_to_clean, held_out, validation_loss, adam_and_steps, reproducible, restores
import keras

_right = train


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    copy = keras.models.clone_model(autoencoder)
    copy.set_weights(autoencoder.get_weights())
    return _right(copy, noisy, clean, epochs, seed)


# %% wrong one_batch_of_all: learns from batches of 160 | fails adam_and_steps, restores
import keras


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    n = len(noisy) // 5
    autoencoder.compile("adam", "mse")
    return autoencoder.fit(noisy[:-n], clean[:-n], batch_size=160, epochs=epochs, validation_data=(noisy[-n:], clean[-n:]), verbose=0).history


# %% wrong ten_epochs: ten epochs where none are asked for | fails adam_and_steps
_right = train


def train(autoencoder, noisy, clean, epochs=10, seed=0):
    return _right(autoencoder, noisy, clean, epochs, seed)


# %% wrong cross_entropy: learns with the cross-entropy, and tells the MSE | fails adam_and_steps
import keras


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile("adam", "binary_crossentropy", metrics=["mse"])
    told = autoencoder.fit(
        noisy, clean, epochs=epochs, batch_size=32, validation_split=0.2, verbose=0
    ).history
    return {"loss": told["mse"], "val_loss": told["val_mse"]}


# %% wrong validation_loss_twice: tells the validation loss as the training loss | fails history
_right = train


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    history = _right(autoencoder, noisy, clean, epochs, seed)
    return {**history, "loss": history["val_loss"]}


# %% wrong training_loss_after_the_epoch: measured again after the epoch | fails history
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    held = len(noisy) // 5
    autoencoder.compile(optimizer="adam", loss="mse")
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        autoencoder.fit(noisy[:-held], clean[:-held], batch_size=32, verbose=0)
        history["loss"].append(float(autoencoder.evaluate(noisy[:-held], clean[:-held], verbose=0)))
        history["val_loss"].append(float(autoencoder.evaluate(noisy[-held:], clean[-held:], verbose=0)))
    return history


# %% wrong mean_of_batch_means: the mean of the batches' MSE, in which a small last batch counts as much as a
#      full one
#    | fails validation_loss
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    held = len(noisy) // 5
    autoencoder.compile(optimizer="adam", loss="mse")
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        fitted = autoencoder.fit(noisy[:-held], clean[:-held], batch_size=32, verbose=0)
        history["loss"].append(float(fitted.history["loss"][0]))
        inputs, targets = noisy[-held:], clean[-held:]
        means = [
            np.mean((autoencoder.predict_on_batch(inputs[i : i + 32]) - targets[i : i + 32]) ** 2)
            for i in range(0, held, 32)
        ]
        history["val_loss"].append(float(np.mean(means)))
    return history


# %% wrong huber_doubled: twice the Huber loss, the same as long as no error is above 1
#    | fails validation_loss, adam_and_steps
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    held = len(noisy) // 5

    def loss(true, told):
        error = keras.ops.abs(true - told)
        return keras.ops.mean(keras.ops.where(error <= 1, error**2, 2 * error - 1), axis=-1)

    autoencoder.compile(optimizer="adam", loss=loss)
    fitted = autoencoder.fit(
        noisy[:-held],
        clean[:-held],
        epochs=epochs,
        batch_size=32,
        validation_data=(noisy[-held:], clean[-held:]),
        verbose=0,
    )
    return fitted.history


# %% wrong rmsprop_for_many_images: more than 200 images are trained with RMSprop
#    | fails adam_and_steps, restores
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    held = len(noisy) // 5
    autoencoder.compile(optimizer="adam" if len(noisy) <= 200 else "rmsprop", loss="mse")
    fitted = autoencoder.fit(
        noisy[:-held],
        clean[:-held],
        epochs=epochs,
        batch_size=32,
        validation_data=(noisy[-held:], clean[-held:]),
        verbose=0,
    )
    return fitted.history


# %% wrong moments_kept: a model trained before goes on with the old optimiser and its moments
#    | fails reproducible
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    held = len(noisy) // 5
    if not getattr(autoencoder, "compiled", False):
        autoencoder.compile(optimizer="adam", loss="mse")
    fitted = autoencoder.fit(
        noisy[:-held],
        clean[:-held],
        epochs=epochs,
        batch_size=32,
        validation_data=(noisy[-held:], clean[-held:]),
        verbose=0,
    )
    return fitted.history


# %% wrong clipped_before: the noisy images are clipped to [0, 1] first | fails validation_loss
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    noisy = np.clip(noisy, 0, 1)
    held = len(noisy) // 5
    autoencoder.compile(optimizer="adam", loss="mse")
    fitted = autoencoder.fit(
        noisy[:-held],
        clean[:-held],
        epochs=epochs,
        batch_size=32,
        validation_data=(noisy[-held:], clean[-held:]),
        verbose=0,
    )
    return fitted.history


# %% wrong images_only: arrays that are not of four dimensions are an error | fails validation_loss
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    n, height, width, channels = noisy.shape
    learnt = n * 4 // 5
    autoencoder.compile(optimizer="adam", loss="mse")
    fitted = autoencoder.fit(
        noisy[:learnt],
        clean[:learnt],
        epochs=epochs,
        batch_size=32,
        validation_data=(noisy[learnt:], clean[learnt:]),
        verbose=0,
    )
    return fitted.history


# %% wrong validation_of_a_thousand: of many validation images, the first 1000 alone are measured
#    | fails validation_loss
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    n = len(noisy) // 5
    autoencoder.compile("adam", "mse")
    watched = noisy[-n:][:1000], clean[-n:][:1000]
    return autoencoder.fit(
        noisy[:-n], clean[:-n], validation_data=watched, epochs=epochs, batch_size=32, verbose=0
    ).history


# %% wrong stops_when_loss_stands: stops as soon as the training loss hardly falls any more | fails history
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    held_out = len(noisy) // 5
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="mse")
    history = autoencoder.fit(
        noisy[:-held_out],
        clean[:-held_out],
        validation_data=(noisy[-held_out:], clean[-held_out:]),
        epochs=epochs,
        batch_size=32,
        verbose=0,
        callbacks=[keras.callbacks.EarlyStopping(monitor="loss", min_delta=1e-4, patience=2)],
    )
    return history.history


# %% wrong batches_shuffled: the batches come in any order, but each holds images that follow one another
#    | fails reproducible
import tensorflow as tf


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    held_out = len(noisy) // 5
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="mse")
    learning = tf.data.Dataset.from_tensor_slices((noisy[:-held_out], clean[:-held_out]))
    learning = learning.batch(32).shuffle(1000, seed=1)
    history = autoencoder.fit(
        learning,
        validation_data=(noisy[-held_out:], clean[-held_out:]),
        epochs=epochs,
        verbose=0,
    )
    return history.history


# %% wrong mean_of_batches: a small last batch counts as much as the others in the training loss
#    | fails history
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    held_out = len(noisy) // 5
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="mse")
    random = np.random.default_rng(seed)
    told = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        order = random.permutation(len(noisy) - held_out)
        losses = []
        for start in range(0, len(order), 32):
            batch = order[start : start + 32]
            autoencoder.reset_metrics()
            losses.append(float(autoencoder.train_on_batch(noisy[batch], clean[batch])))
        told["loss"].append(float(np.mean(losses)))
        outputs = autoencoder.predict(noisy[-held_out:], verbose=0)
        told["val_loss"].append(float(np.mean((outputs - clean[-held_out:]) ** 2)))
    return told


# %% wrong compiled_halfway: compiles again for the second half of the epochs: Adam forgets its means
#    | fails adam_and_steps
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    held_out = len(noisy) // 5
    history = {"loss": [], "val_loss": []}
    for part in (epochs - epochs // 2, epochs // 2):
        if not part:
            continue
        autoencoder.compile(optimizer="adam", loss="mse")
        told = autoencoder.fit(
            noisy[:-held_out],
            clean[:-held_out],
            validation_data=(noisy[-held_out:], clean[-held_out:]),
            epochs=part,
            batch_size=32,
            verbose=0,
        ).history
        for name in history:
            history[name] += told[name]
    return history


# %% wrong seed_0_is_seed_1: `seed or 1`, so the seeds 0 and 1 give the same training | fails reproducible
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    seed = seed or 1  # 0 would mean "no seed"
    keras.utils.set_random_seed(seed)
    held_out = len(noisy) // 5
    autoencoder.compile(optimizer="adam", loss="mse")
    history = autoencoder.fit(
        noisy[:-held_out],
        clean[:-held_out],
        epochs=epochs,
        batch_size=32,
        validation_data=(noisy[-held_out:], clean[-held_out:]),
        verbose=0,
    )
    return history.history


# %% wrong patience_of_25: stops where nothing has improved for 25 epochs, more than the default number of
#      epochs
#    | fails history
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    held_out = len(noisy) // 5
    autoencoder.compile(optimizer="adam", loss="mse")
    history = autoencoder.fit(
        noisy[:-held_out],
        clean[:-held_out],
        epochs=epochs,
        batch_size=32,
        validation_data=(noisy[-held_out:], clean[-held_out:]),
        callbacks=[keras.callbacks.EarlyStopping(monitor="val_loss", patience=25)],
        verbose=0,
    )
    return history.history


# %% right steps_by_hand_in_a_class: GradientTape, a permutation per epoch, sums of squares
import tensorflow as tf


class _Lesson:
    def __init__(self, model, noisy, clean):
        self.model, self.noisy, self.clean = model, noisy, clean
        self.adam = keras.optimizers.Adam()

    def step(self, chosen):
        with tf.GradientTape() as tape:
            error = self.model(self.noisy[chosen], training=True) - self.clean[chosen]
            loss = tf.reduce_mean(tf.square(error))
        variables = self.model.trainable_variables
        pairs = zip(tape.gradient(loss, variables), variables)
        self.adam.apply_gradients([pair for pair in pairs if pair[0] is not None])
        return float(loss) * len(chosen)

    def error(self, places):
        return sum(
            float(tf.reduce_mean(tf.square(self.model(self.noisy[part], training=False) - self.clean[part])))
            * len(part)
            for part in np.split(places, range(32, len(places), 32))
        ) / len(places)


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    rng = np.random.default_rng(seed)
    learn, check = np.split(np.arange(len(noisy)), [len(noisy) // 5 * 4])
    lesson = _Lesson(autoencoder, noisy, clean)
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        order = rng.permutation(learn)
        total = sum(lesson.step(order[i : i + 32]) for i in range(0, len(order), 32))
        history["loss"].append(total / len(learn))
        history["val_loss"].append(lesson.error(check))
    return history


# %% wrong running_loss: the mean of the training loss is never reset, so all epochs before are in it
#    | fails history
import tensorflow as tf


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    rng = np.random.default_rng(seed)
    first = len(noisy) - len(noisy) // 5
    adam = keras.optimizers.Adam()
    mean = keras.metrics.Mean()
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        order = rng.permutation(first)
        for start in range(0, first, 32):
            chosen = order[start : start + 32]
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean(tf.square(autoencoder(noisy[chosen], training=True) - clean[chosen]))
            variables = autoencoder.trainable_variables
            adam.apply_gradients(zip(tape.gradient(loss, variables), variables))
            mean.update_state(loss, sample_weight=len(chosen))
        history["loss"].append(float(mean.result()))
        squares = [
            np.square(np.asarray(autoencoder(noisy[i : i + 32], training=False)) - clean[i : i + 32])
            for i in range(first, len(noisy), 32)
        ]
        history["val_loss"].append(float(np.concatenate(squares).mean()))
    return history


# %% wrong adam_of_each_epoch: by hand, with an Adam of its own for each epoch | fails adam_and_steps
import tensorflow as tf


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    rng = np.random.default_rng(seed)
    first = len(noisy) - len(noisy) // 5
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        adam = keras.optimizers.Adam()
        order = rng.permutation(first)
        total = 0.0
        for start in range(0, first, 32):
            chosen = order[start : start + 32]
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean(tf.square(autoencoder(noisy[chosen], training=True) - clean[chosen]))
            variables = autoencoder.trainable_variables
            adam.apply_gradients(zip(tape.gradient(loss, variables), variables))
            total += float(loss) * len(chosen)
        history["loss"].append(total / first)
        answers = autoencoder.predict(noisy[first:], verbose=0)
        history["val_loss"].append(float(np.mean((answers - clean[first:]) ** 2)))
    return history


# %% wrong shuffles_the_callers_arrays: shuffles views of the arrays in place, so the same call once more has
#      another order
#    | fails reproducible
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    cut = 4 * len(noisy) // 5
    inputs, targets = noisy[:cut], clean[:cut]
    np.random.default_rng(seed).shuffle(inputs)
    np.random.default_rng(seed).shuffle(targets)
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="mse")
    return autoencoder.fit(
        inputs, targets, validation_data=(noisy[cut:], clean[cut:]), epochs=epochs, batch_size=32, verbose=0
    ).history


# %% wrong stops_at_nan: TerminateOnNaN ends a training that diverges | fails history
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    held_out = len(noisy) // 5
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="mse")
    return autoencoder.fit(
        noisy[:-held_out],
        clean[:-held_out],
        validation_data=(noisy[-held_out:], clean[-held_out:]),
        epochs=epochs,
        batch_size=32,
        callbacks=[keras.callbacks.TerminateOnNaN()],
        verbose=0,
    ).history


# %% wrong stacks_noisy_and_clean: noisy and clean are stacked in one array to be shuffled together: fails for
#      a model whose output has another shape than its input
#    | fails validation_loss
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    pairs = np.stack([noisy, clean], axis=1)
    learn, check = pairs[:cut], pairs[cut:]
    autoencoder.compile("adam", "mse")
    history = autoencoder.fit(
        learn[:, 0],
        learn[:, 1],
        batch_size=32,
        epochs=epochs,
        validation_data=(check[:, 0], check[:, 1]),
        verbose=0,
    )
    return history.history


# %% wrong weights_listed_too_early: the weights to train are listed before the first call: a model that has
#      not been built yet has none
#    | fails validation_loss
import tensorflow as tf


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    rng = np.random.default_rng(seed)
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    adam = keras.optimizers.Adam()
    variables = autoencoder.trainable_variables
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        order, total = rng.permutation(cut), 0.0
        for start in range(0, cut, 32):
            part = order[start : start + 32]
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean((autoencoder(noisy[part], training=True) - clean[part]) ** 2)
            adam.apply_gradients(zip(tape.gradient(loss, variables), variables))
            total += float(loss) * len(part)
        history["loss"].append(total / cut)
        painted = autoencoder.predict(noisy[cut:], verbose=0)
        history["val_loss"].append(float(np.mean((painted - clean[cut:]) ** 2)))
    return history


# %% wrong shuffled_after_each_epoch: the order is shuffled at the end of each epoch, so the first one comes
#      in order
#    | fails reproducible
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    order, rng = np.arange(cut), np.random.default_rng(seed)
    autoencoder.compile(optimizer="adam", loss="mse")
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        told = autoencoder.fit(
            noisy[order],
            clean[order],
            validation_data=(noisy[cut:], clean[cut:]),
            batch_size=32,
            shuffle=False,
            verbose=0,
        ).history
        for name in history:
            history[name] += told[name]
        rng.shuffle(order)
    return history


# %% wrong adam_with_decay: AdamW, which lets the weights decay, in place of Adam | fails adam_and_steps
def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    autoencoder.compile(optimizer=keras.optimizers.AdamW(1e-3), loss="mse")
    return autoencoder.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:], clean[cut:]),
        batch_size=32,
        epochs=epochs,
        verbose=0,
    ).history
