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


# %% wrong generator_only: next(batches): a Dataset or a PyDataset is an error | fails noisy_to_clean
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
    source = iter(batches)
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
