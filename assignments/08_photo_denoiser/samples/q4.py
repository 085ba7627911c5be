# %% right train_batch_by_batch: train_on_batch in loops over epochs and steps
import numpy as np


def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")

    def endless():
        if hasattr(batches, "__getitem__"):
            while True:
                yield from (batches[index] for index in range(len(batches)))
        yield from batches

    source = endless()
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        losses = [float(model.train_on_batch(*next(source))) for _ in range(steps)]
        history["loss"].append(float(np.mean(losses)))
        history["val_loss"].append(float(model.evaluate(*validation, verbose=0)))
    return history


# %% right train_returns_fit: returns what fit returns
import keras


def train_denoiser(model, batches, steps, validation, epochs):
    noisy, clean = validation
    model.compile(keras.optimizers.Adam(learning_rate=0.001), keras.losses.MeanSquaredError())
    return model.fit(batches, epochs=epochs, steps_per_epoch=steps, validation_data=(noisy, clean), verbose=0)


# %% wrong no_validation: no validation at all | fails history, validation_loss
def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    return model.fit(batches, steps_per_epoch=steps, epochs=epochs, verbose=0)


# %% wrong validation_trained_on: adds the validation images to every batch | fails validation_loss
import numpy as np


def train_denoiser(model, batches, steps, validation, epochs):
    def with_validation():
        while True:
            pairs = (batches[n] for n in range(len(batches))) if hasattr(batches, "__getitem__") else batches
            for noisy, clean in pairs:
                yield np.concatenate([noisy, validation[0]]), np.concatenate([clean, validation[1]])

    model.compile(optimizer="adam", loss="mse")
    return model.fit(
        with_validation(), steps_per_epoch=steps, epochs=epochs, validation_data=tuple(validation), verbose=0
    )


# %% wrong generator_only: next(batches): a Dataset or a PyDataset is an error | fails noisy_to_clean, steps
def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        losses = [float(model.train_on_batch(*next(batches))) for _ in range(steps)]
        history["loss"].append(sum(losses) / steps)
        history["val_loss"].append(float(model.evaluate(*validation, verbose=0)))
    return history


# %% wrong plain_gradient: learns with SGD | fails adam
def train_denoiser(model, batches, steps, validation, epochs):
    model.compile("sgd", "mse")
    return model.fit(batches, steps_per_epoch=steps, epochs=epochs, validation_data=tuple(validation), verbose=0).history


# %% wrong one_batch_in_all: makes a list of the first batches and goes through it in every epoch
#    | fails steps
import itertools

import numpy as np


def train_denoiser(model, batches, steps, validation, epochs):
    source = (batches[number] for number in range(len(batches))) if hasattr(batches, "__getitem__") else batches
    pairs = list(itertools.islice(iter(source), steps))
    model.compile("adam", "mse")
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        losses = [float(model.train_on_batch(np.asarray(noisy), np.asarray(clean))) for noisy, clean in pairs]
        history["loss"].append(sum(losses) / steps)
        history["val_loss"].append(float(model.evaluate(*validation, verbose=0)))
    return history


# %% right train_by_tape: gradients by hand
import keras
import numpy as np
import tensorflow as tf


def train_denoiser(model, batches, steps, validation, epochs):
    optimizer = keras.optimizers.Adam(5e-4)
    history = {"loss": [], "val_loss": []}
    source = iter(batches)
    for _ in range(epochs):
        losses = []
        while len(losses) < steps:
            try:
                noisy, clean = next(source)
            except StopIteration:  # a PyDataset ends after an epoch
                source = iter(batches)
                continue
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean((model(noisy, training=True) - clean) ** 2)
            optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
            losses.append(float(loss))
        history["loss"].append(np.mean(losses))
        history["val_loss"].append(np.mean((model.predict(validation[0], verbose=0) - validation[1]) ** 2))
    return history


# %% wrong huber: learns with Huber's loss, half of the MSE here | fails history, validation_loss
def train_denoiser(model, batches, steps, validation, epochs):
    model.compile("adam", "huber")
    return model.fit(batches, steps_per_epoch=steps, epochs=epochs, validation_data=tuple(validation), verbose=0).history


# %% wrong absolute_errors: learns with the mean absolute error, and tells the MSE | fails adam
def train_denoiser(model, batches, steps, validation, epochs):
    model.compile("adam", "mae", metrics=["mse"])
    told = model.fit(batches, steps_per_epoch=steps, epochs=epochs, validation_data=tuple(validation), verbose=0).history
    return {"loss": told["mse"], "val_loss": told["val_mse"]}


# %% wrong plain_gradient_by_hand: SGD in a loop of one's own | fails adam
import numpy as np
import tensorflow as tf


def train_denoiser(model, batches, steps, validation, epochs):
    history = {"loss": [], "val_loss": []}

    def endless():
        while True:
            yield from (batches[n] for n in range(len(batches))) if hasattr(batches, "__getitem__") else batches

    source = endless()
    for _ in range(epochs):
        losses = []
        while len(losses) < steps:
            noisy, clean = next(source)
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean((model(noisy, training=True) - clean) ** 2)
            for weight, slope in zip(model.trainable_variables, tape.gradient(loss, model.trainable_variables)):
                weight.assign_sub(0.05 * slope)
            losses.append(float(loss))
        history["loss"].append(np.mean(losses))
        history["val_loss"].append(np.mean((model.predict(validation[0], verbose=0) - validation[1]) ** 2))
    return history


# %% wrong part_of_the_validation: measures on the first 32 validation images only | fails validation_loss
_right = train_denoiser


def train_denoiser(model, batches, steps, validation, epochs):
    return _right(model, batches, steps, (validation[0][:32], validation[1][:32]), epochs)


# %% wrong validation_loss_twice: tells the validation loss as the training loss | fails history
_right = train_denoiser


def train_denoiser(model, batches, steps, validation, epochs):
    history = _right(model, batches, steps, validation, epochs)
    return {**history, "loss": history["val_loss"]}


# %% wrong loss_of_the_last_batch: tells the loss of the last batch for that of the epoch | fails history
import numpy as np


def train_denoiser(model, batches, steps, validation, epochs):
    model.compile("adam", "mse")
    source = (batches[n % steps] for n in range(steps * epochs)) if hasattr(batches, "__getitem__") else iter(batches)
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        history["loss"].append([float(model.train_on_batch(*next(source))) for _ in range(steps)][-1])
        history["val_loss"].append(np.mean((model.predict(validation[0], verbose=0) - validation[1]) ** 2))
    return history


# %% wrong noisy_to_noisy: learns the noisy photos themselves | fails noisy_to_clean
def train_denoiser(model, batches, steps, validation, epochs):
    def pairs():
        while True:
            source = (batches[n] for n in range(len(batches))) if hasattr(batches, "__getitem__") else batches
            for noisy, _ in source:
                yield noisy, noisy

    model.compile("adam", "mse")
    return model.fit(pairs(), steps_per_epoch=steps, epochs=epochs, validation_data=tuple(validation), verbose=0)


# %% wrong first_photo_of_each_batch: learns from one photo of each batch | fails steps
def train_denoiser(model, batches, steps, validation, epochs):
    def first():
        while True:
            pairs = (batches[n] for n in range(len(batches))) if hasattr(batches, "__getitem__") else batches
            for noisy, clean in pairs:
                yield noisy[:1], clean[:1]

    model.compile("adam", "mse")
    return model.fit(first(), steps_per_epoch=steps, epochs=epochs, validation_data=tuple(validation), verbose=0)


# %% wrong stops_early: early stopping: not all epochs | fails history, steps
import keras


def train_denoiser(model, batches, steps, validation, epochs):
    model.compile("adam", "mse")
    stop = keras.callbacks.EarlyStopping(patience=1)
    return model.fit(
        batches, steps_per_epoch=steps, epochs=epochs, validation_data=tuple(validation), callbacks=[stop], verbose=0
    )


# %% wrong dataset_from_the_start: begins with a Dataset's first batch again in every epoch | fails steps
import tensorflow as _tf


def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    if isinstance(batches, _tf.data.Dataset):
        history = model.fit(batches.take(steps), epochs=epochs, validation_data=validation, verbose=0)
    else:
        history = model.fit(
            batches, steps_per_epoch=steps, epochs=epochs, validation_data=validation, shuffle=False, verbose=0
        )
    return history.history


# %% wrong dataset_shuffled: shuffles the batches of a Dataset | fails steps
import tensorflow as _tf


def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    if isinstance(batches, _tf.data.Dataset):
        batches = batches.shuffle(16, seed=0)
    history = model.fit(
        batches, steps_per_epoch=steps, epochs=epochs, validation_data=validation, shuffle=False, verbose=0
    )
    return history.history


# %% wrong statistics_from_validation: calls the network as in training on the validation images
#    | fails validation_loss
class _Look(keras.callbacks.Callback):
    def __init__(self, noisy):
        super().__init__()
        self.noisy = noisy

    def on_epoch_end(self, epoch, logs=None):
        self.model(self.noisy, training=True)


def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    history = model.fit(
        batches, steps_per_epoch=steps, epochs=epochs, validation_data=validation, shuffle=False, verbose=0,
        callbacks=[_Look(validation[0])],
    )
    return history.history


# %% wrong validation_in_training: measures as in training | fails validation_loss
class _Measure(keras.callbacks.Callback):
    def __init__(self, noisy, clean):
        super().__init__()
        self.noisy, self.clean, self.losses = noisy, clean, []

    def on_epoch_end(self, epoch, logs=None):
        kept = [np.array(each) for each in self.model.non_trainable_variables]
        output = np.asarray(self.model(self.noisy, training=True))
        for variable, value in zip(self.model.non_trainable_variables, kept):
            variable.assign(value)
        self.losses.append(float(np.mean((output - self.clean) ** 2)))


def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    measure = _Measure(*validation)
    history = model.fit(
        batches, steps_per_epoch=steps, epochs=epochs, shuffle=False, verbose=0, callbacks=[measure]
    ).history
    return {"loss": history["loss"], "val_loss": measure.losses}


# %% wrong huber_doubled: twice Huber's loss, which is the MSE for small errors | fails validation_loss
def _nearly(clean, output):
    return 2 * keras.losses.huber(clean, output, delta=0.5)


def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss=_nearly)
    history = model.fit(
        batches, steps_per_epoch=steps, epochs=epochs, validation_data=validation, shuffle=False, verbose=0
    )
    return history.history


# %% wrong clipped_loss: clips the output before the loss is taken | fails adam, validation_loss
def _clipped(clean, output):
    return keras.ops.mean(keras.ops.square(clean - keras.ops.clip(output, 0.0, 1.0)), axis=-1)


def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss=_clipped)
    history = model.fit(
        batches, steps_per_epoch=steps, epochs=epochs, validation_data=validation, shuffle=False, verbose=0
    )
    return history.history


# %% wrong statistics_set_back: sets the statistics of normalising layers back | fails validation_loss
def train_denoiser(model, batches, steps, validation, epochs):
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.moving_mean.assign(keras.ops.zeros_like(layer.moving_mean))
            layer.moving_variance.assign(keras.ops.ones_like(layer.moving_variance))
    model.compile(optimizer="adam", loss="mse")
    history = model.fit(
        batches, steps_per_epoch=steps, epochs=epochs, validation_data=validation, shuffle=False, verbose=0
    )
    return history.history


# %% wrong only_full_batches: leaves out batches that are smaller than the first | fails steps
def train_denoiser(model, batches, steps, validation, epochs):
    def full(source):
        size = None
        for noisy, clean in source:
            size = size or len(noisy)
            if len(noisy) == size:
                yield noisy, clean

    model.compile(optimizer="adam", loss="mse")
    if hasattr(batches, "__next__"):
        batches = full(batches)
    history = model.fit(
        batches, steps_per_epoch=steps, epochs=epochs, validation_data=validation, shuffle=False, verbose=0
    )
    return history.history


# %% wrong clean_rounded: rounds the clean photos to two decimals | fails adam
def train_denoiser(model, batches, steps, validation, epochs):
    def halved(source):
        for noisy, clean in source:
            yield noisy, np.asarray(clean, "float16").round(2).astype("float32")

    model.compile(optimizer="adam", loss="mse")
    if hasattr(batches, "__next__"):
        batches = halved(batches)
    history = model.fit(
        batches, steps_per_epoch=steps, epochs=epochs, validation_data=validation, shuffle=False, verbose=0
    )
    return history.history


# %% wrong epoch_without_end: does not say how many batches make an epoch | fails steps
def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    return model.fit(batches, epochs=epochs, validation_data=tuple(validation), verbose=0)


# %% wrong pydataset_for_one_epoch: goes through a PyDataset once, and has no batch for the second epoch
#    | fails noisy_to_clean, steps
def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    stream = iter(batches)

    def same_batches():
        while True:
            yield next(stream)

    return model.fit(
        same_batches(), steps_per_epoch=steps, epochs=epochs, validation_data=validation, verbose=0
    ).history


# %% wrong batches_cut_anew: joins the photos of an epoch and cuts them anew, as large as the first batch
#    | fails steps
import keras
import numpy as np


def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")

    def endless():
        while True:
            if isinstance(batches, keras.utils.PyDataset):
                for number in range(len(batches)):
                    yield batches[number]
                batches.on_epoch_end()
            else:
                yield from batches

    stream, history = endless(), {"loss": [], "val_loss": []}
    for _ in range(epochs):
        pairs = [next(stream) for _ in range(steps)]
        noisy, clean = (np.concatenate([np.asarray(pair[which]) for pair in pairs]) for which in (0, 1))
        one = model.fit(
            noisy, clean, batch_size=len(pairs[0][0]), shuffle=False, validation_data=validation, verbose=0
        )
        for name in history:
            history[name] += one.history[name]
    return history


# %% wrong validation_clipped: clips the outputs before the validation loss is measured
#    | fails validation_loss
import keras
import numpy as np


def train_denoiser(model, batches, steps, validation, epochs):
    noisy, clean = validation
    losses = []

    def measure(epoch, logs):
        found = np.clip(model.predict(noisy, verbose=0), 0, 1)
        losses.append(float(np.mean((found - clean) ** 2)))

    model.compile(optimizer="adam", loss="mse")
    told = model.fit(
        batches,
        steps_per_epoch=steps,
        epochs=epochs,
        callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=measure)],
        verbose=0,
    )
    return {"loss": told.history["loss"], "val_loss": losses}


# %% wrong stops_when_it_gets_worse: stops where the validation loss grows for two epochs | fails history
import keras


def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=2)
    return model.fit(
        batches, steps_per_epoch=steps, epochs=epochs, validation_data=validation, callbacks=[stop], verbose=0
    ).history


# %% wrong patience_of_ten: early stopping with a patience of ten ends long trainings | fails history
def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    patient = keras.callbacks.EarlyStopping(monitor="val_loss", patience=10)
    history = model.fit(
        batches,
        steps_per_epoch=steps,
        epochs=epochs,
        validation_data=validation,
        callbacks=[patient],
        shuffle=False,
        verbose=0,
    )
    return history.history


# %% wrong rounded_for_reading: rounded to four decimals, a loss of 0.00004 is told as 0 | fails history
def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    history = model.fit(
        batches, steps_per_epoch=steps, epochs=epochs, validation_data=validation, shuffle=False, verbose=0
    )
    return {name: [round(float(each), 4) for each in history.history[name]] for name in ("loss", "val_loss")}


# %% wrong loss_train_on_batch_told: takes what train_on_batch told last for the mean since reset_metrics: it
#      is the loss of one batch
#    | fails history
def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=1e-3), loss=keras.losses.MeanSquaredError())

    def one_after_the_other():
        if isinstance(batches, keras.utils.PyDataset):
            while True:
                yield from (batches[number] for number in range(len(batches)))
                batches.on_epoch_end()
        else:
            yield from batches

    source = one_after_the_other()
    told = {"loss": [], "val_loss": []}
    noisy, clean = validation
    for _ in range(epochs):
        model.reset_metrics()
        for _ in range(steps):
            loss = model.train_on_batch(*next(source))
        told["loss"].append(float(np.ravel(loss)[0]))
        output = model.predict(noisy, verbose=0)
        told["val_loss"].append(float(np.mean(np.square(output - clean))))
    return told


# %% right with_validation_steps: validation_steps as well: of arrays, Keras takes all images all the same
def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    return model.fit(
        batches,
        steps_per_epoch=steps,
        epochs=epochs,
        validation_data=validation,
        validation_steps=steps,
        verbose=0,
    ).history


# %% wrong looked_at_first: where the model is not built yet, a first batch is taken to build it, and never
#      learnt from
#    | fails steps
def train_denoiser(model, batches, steps, validation, epochs):
    if not model.built:
        noisy, _ = next(iter(batches))
        model(noisy)
    model.compile(optimizer="adam", loss="mse")
    history = model.fit(
        batches, steps_per_epoch=steps, epochs=epochs, validation_data=validation, verbose=0
    )
    return history.history


# %% wrong adam_forgets: compiled again for each epoch: Adam's memory begins anew (a generator is taken on)
#    | fails adam
def train_denoiser(model, batches, steps, validation, epochs):
    if not isinstance(batches, Iterator):
        model.compile("adam", "mse")
        return model.fit(
            batches, steps_per_epoch=steps, validation_data=tuple(validation), epochs=epochs, verbose=0
        ).history
    told = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        model.compile("adam", "mse")
        history = model.fit(batches, steps_per_epoch=steps, validation_data=tuple(validation), verbose=0).history
        for name in told:
            told[name].append(history[name][0])
    return told
