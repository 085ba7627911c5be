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
