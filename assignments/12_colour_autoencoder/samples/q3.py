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


# %% wrong learns_noisy_to_noisy: the noisy images are input and target
#    | fails noisy_to_clean, validation_loss
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


# %% wrong learns_clean_to_noisy: inputs and targets in the wrong order
#    | fails noisy_to_clean, held_out, validation_loss
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


# %% wrong validates_on_the_first: holds back the first fifth instead of the last
#    | fails noisy_to_clean, held_out, validation_loss
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
