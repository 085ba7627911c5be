# %% right cnn_functional: is functional, with activations in layers of their own
import keras


def build_cnn():
    images = keras.Input(shape=(28, 28, 1), name="images")
    x = keras.layers.Conv2D(filters=32, kernel_size=(3, 3), strides=(1, 1), padding="valid")(images)
    x = keras.layers.Activation("relu")(x)
    x = keras.layers.MaxPool2D(pool_size=(2, 2))(x)
    x = keras.layers.Dropout(rate=0.2)(x)
    x = keras.layers.Reshape((13 * 13 * 32,))(x)
    x = keras.layers.Dense(128)(x)
    x = keras.layers.ReLU()(x)
    x = keras.layers.Dense(10)(x)
    model = keras.Model(inputs=images, outputs=keras.layers.Softmax()(x), name="fashion")
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.001),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")],
    )
    return model


# %% right cnn_subclassed: is a subclass of keras.Model
import keras


class OneConvolution(keras.Model):
    def __init__(self):
        super().__init__()
        self.look = keras.layers.Conv2D(32, 3, activation="relu")
        self.pool = keras.layers.MaxPooling2D()
        self.drop = keras.layers.Dropout(0.2)
        self.flat = keras.layers.Flatten()
        self.think = keras.layers.Dense(128, activation="relu")
        self.decide = keras.layers.Dense(10, activation="softmax")

    def call(self, images, training=None):
        features = self.drop(self.pool(self.look(images)), training=training)
        return self.decide(self.think(self.flat(features)))


def build_cnn():
    model = OneConvolution()
    model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["acc"])
    return model


# %% right split_by_validation_split: shuffles, then leaves the split to fit
import numpy as np


def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.arange(len(labels))
    np.random.RandomState(seed).shuffle(order)
    return model.fit(
        x=images[order],
        y=np.eye(10)[np.asarray(labels)[order]],
        batch_size=batch_size,
        epochs=epochs,
        verbose=0,
        validation_split=0.2,
    ).history


# %% right split_by_mask: chooses the held-out images with the random module
import random

import numpy as np


def train(model, images, labels, epochs, batch_size=256, seed=13):
    held_out = np.zeros(len(images), dtype=bool)
    held_out[random.Random(seed).sample(range(len(images)), len(images) // 5)] = True
    targets = np.zeros((len(labels), 10), dtype="float32")
    targets[np.arange(len(labels)), labels] = 1.0
    result = model.fit(
        images[~held_out],
        targets[~held_out],
        batch_size,
        epochs,
        0,
        validation_data=(images[held_out], targets[held_out]),
    )
    return {name: [float(figure) for figure in figures] for name, figures in result.history.items()}


# %% right cnn_activations_apart: puts activations into layers of their own
import keras
from keras import layers


def build_cnn():
    model = keras.models.Sequential()
    model.add(layers.Conv2D(filters=32, kernel_size=(3, 3), input_shape=(28, 28, 1)))
    model.add(layers.Activation("relu"))
    model.add(layers.MaxPool2D(pool_size=(2, 2), strides=2))
    model.add(layers.Dropout(rate=0.2))
    model.add(layers.Reshape((-1,)))
    model.add(layers.Dense(128))
    model.add(layers.ReLU())
    model.add(layers.Dense(10))
    model.add(layers.Softmax())
    model.compile(
        optimizer=keras.optimizers.Adam(0.001),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=[keras.metrics.CategoricalAccuracy()],
    )
    return model


# %% right split_by_random_sample: draws the held-out images with the random module
import keras


def train(model, images, labels, epochs, batch_size=256, seed=13):
    import random

    held = random.Random(seed).sample(range(len(images)), len(images) // 5)
    kept = sorted(set(range(len(images))) - set(held))
    y = keras.utils.to_categorical(labels, num_classes=10)
    history = model.fit(
        images[kept],
        y[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], y[held]),
        shuffle=True,
    )
    return history.history


# %% wrong cnn_sparse_loss: takes the loss for whole-number labels | fails cnn_compiled, cnn_learns
import keras
from keras import layers


def build_cnn():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong cnn_squared_error: takes the mean squared error | fails cnn_compiled
import keras
from keras import layers


def build_cnn():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "mse", metrics=["accuracy"])
    return model


# %% wrong cnn_logits: ends without softmax | fails cnn_in_and_out, cnn_layers, cnn_compiled, cnn_learns
import keras
from keras import layers


def build_cnn():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10),
        ]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong cnn_padded: keeps the size with padding | fails cnn_layers
import keras
from keras import layers


def build_cnn():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong validated_on_training_images: validates on images it trains on | fails train_split
import keras
import numpy as np


def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    kept, held_out = order, order[: len(images) // 5]
    one_hot = keras.utils.to_categorical(labels, 10)
    held = images[held_out], one_hot[held_out]
    fitted = model.fit(
        images[kept], one_hot[kept], epochs=epochs, batch_size=batch_size, validation_data=held, verbose=0
    )
    return fitted.history


# %% wrong last_fifth_held_out: holds out the last fifth, without drawing | fails train_drawn
import keras


def train(model, images, labels, epochs, batch_size=256, seed=13):
    one_hot = keras.utils.to_categorical(labels, 10)
    fitted = model.fit(images, one_hot, epochs=epochs, batch_size=batch_size, validation_split=0.2, verbose=0)
    return fitted.history


# %% wrong labels_left_behind: shuffles the images and not their labels | fails train_labels
import keras
import numpy as np


def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    kept, held_out = order[len(images) // 5 :], order[: len(images) // 5]
    one_hot = keras.utils.to_categorical(labels, 10)
    held = images[held_out], one_hot[len(kept) :]
    fitted = model.fit(
        images[kept],
        one_hot[: len(kept)],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=held,
        verbose=0,
    )
    return fitted.history


# %% wrong always_ten_epochs: trains ten epochs whatever is asked | fails train_history
import keras
import numpy as np


def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    kept, held_out = order[len(images) // 5 :], order[: len(images) // 5]
    one_hot = keras.utils.to_categorical(labels, 10)
    held = images[held_out], one_hot[held_out]
    fitted = model.fit(
        images[kept], one_hot[kept], epochs=10, batch_size=batch_size, validation_data=held, verbose=0
    )
    return fitted.history


# %% wrong shuffled_in_place: shuffles the caller's arrays | fails train_keeps_arguments
import keras
import numpy as np


def train(model, images, labels, epochs, batch_size=256, seed=13):
    np.random.default_rng(seed).shuffle(images)
    np.random.default_rng(seed).shuffle(labels)
    n = len(images) * 4 // 5
    y = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[:n],
        y[:n],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[n:], y[n:]),
        verbose=0,
    ).history


# %% wrong batch_size_ignored: does not hand the batch size on | fails train_batch_size
import keras
import numpy as np


def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    n = len(images) * 4 // 5
    y = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[order[:n]],
        y[order[:n]],
        epochs=epochs,
        validation_data=(images[order[n:]], y[order[n:]]),
        verbose=0,
    ).history


# %% right cnn_with_tensorflow_functions: TensorFlow's own functions as activations
import keras
import tensorflow as tf
from keras import layers


def build_cnn():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    model.add(layers.Conv2D(32, (3, 3), activation=tf.nn.relu))
    model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Dropout(0.2))
    model.add(layers.Flatten())
    model.add(layers.Dense(128, activation=tf.nn.relu))
    model.add(layers.Dense(10, activation=tf.nn.softmax))
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong one_network_for_all: keeps the first network and returns it again | fails cnn_new
_right = build_cnn
_kept = {}


def build_cnn():
    if "model" not in _kept:
        _kept["model"] = _right()
    return _kept["model"]


# %% right cnn_maxpool_then_relu: relu after the pooling is the same
import keras
from keras import layers


def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input((28, 28, 1)))
    model.add(layers.Conv2D(32, 3))
    model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.ReLU())
    model.add(layers.Dropout(0.2))
    model.add(layers.Flatten())
    model.add(layers.Dense(128))
    model.add(layers.ReLU())
    model.add(layers.Dense(10, activation=keras.ops.softmax))
    model.compile(
        loss=keras.losses.categorical_crossentropy,
        optimizer=keras.optimizers.Adam(1e-3),
        metrics=["acc"] and ["accuracy"],
    )
    return model


# %% right train_eye: np.eye, a boolean mask, legacy generator
import numpy as np


def train(model, images, labels, epochs, batch_size=256, seed=13):
    n = len(images)
    chosen = np.random.RandomState(seed).choice(n, n // 5, replace=False)
    held = np.zeros(n, bool)
    held[chosen] = True
    onehot = np.eye(10)[np.asarray(labels)]
    fitted = model.fit(
        x=images[~held],
        y=onehot[~held],
        batch_size=batch_size,
        epochs=epochs,
        validation_data=(images[held], onehot[held]),
    )
    return dict(fitted.history)


# %% wrong cnn_from_logits: softmax twice | fails cnn_compiled
import keras
from keras import layers


def build_cnn() -> keras.Model:
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", keras.losses.CategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    return model


# %% wrong cnn_smoothing: label smoothing | fails cnn_compiled
import keras
from keras import layers


def build_cnn() -> keras.Model:
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", keras.losses.CategoricalCrossentropy(label_smoothing=0.1), metrics=["accuracy"])
    return model


# %% wrong cnn_spatial: whole maps dropped | fails cnn_layers
import keras
from keras import layers


def build_cnn() -> keras.Model:
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.SpatialDropout2D(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong train_seed_or: seed 0 counts as none | fails train_drawn
import keras
import numpy as np


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    batch_size: int = 256,
    seed: int = 13,
) -> dict[str, list[float]]:
    order = np.random.default_rng(seed or 13).permutation(len(images))
    kept, held_out = order[len(images) // 5 :], order[: len(images) // 5]
    one_hot = keras.utils.to_categorical(labels, 10)
    held = images[held_out], one_hot[held_out]
    fitted = model.fit(
        images[kept], one_hot[kept], epochs=epochs, batch_size=batch_size, validation_data=held, verbose=0
    )
    return fitted.history


# %% wrong train_early_stop: stops early | fails train_history
import keras
import numpy as np


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    batch_size: int = 256,
    seed: int = 13,
) -> dict[str, list[float]]:
    order = np.random.default_rng(seed).permutation(len(images))
    kept, held_out = order[len(images) // 5 :], order[: len(images) // 5]
    one_hot = keras.utils.to_categorical(labels, 10)
    held = images[held_out], one_hot[held_out]
    fitted = model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=held,
        verbose=0,
        callbacks=[keras.callbacks.EarlyStopping(patience=3)],
    )
    return fitted.history


# %% wrong train_best: gives the best weights back | fails train_history
import keras
import numpy as np


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    batch_size: int = 256,
    seed: int = 13,
) -> dict[str, list[float]]:
    order = np.random.default_rng(seed).permutation(len(images))
    kept, held_out = order[len(images) // 5 :], order[: len(images) // 5]
    one_hot = keras.utils.to_categorical(labels, 10)
    held = images[held_out], one_hot[held_out]
    fitted = model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=held,
        verbose=0,
        callbacks=[keras.callbacks.EarlyStopping(patience=1000, restore_best_weights=True)],
    )
    return fitted.history


# %% wrong train_class_weight: classes weighted by how rare they are | fails train_history
import keras
import numpy as np


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    batch_size: int = 256,
    seed: int = 13,
) -> dict[str, list[float]]:
    order = np.random.default_rng(seed).permutation(len(images))
    kept, held_out = order[len(images) // 5 :], order[: len(images) // 5]
    one_hot = keras.utils.to_categorical(labels, 10)
    held = images[held_out], one_hot[held_out]
    fitted = model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=held,
        verbose=0,
        class_weight={c: len(labels) / (10 * max((labels == c).sum(), 1)) for c in range(10)},
    )
    return fitted.history


# %% wrong train_rounded: rounds the history | fails train_history
import keras
import numpy as np


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    batch_size: int = 256,
    seed: int = 13,
) -> dict[str, list[float]]:
    order = np.random.default_rng(seed).permutation(len(images))
    kept, held_out = order[len(images) // 5 :], order[: len(images) // 5]
    one_hot = keras.utils.to_categorical(labels, 10)
    held = images[held_out], one_hot[held_out]
    fitted = model.fit(
        images[kept], one_hot[kept], epochs=epochs, batch_size=batch_size, validation_data=held, verbose=0
    )
    return {name: [round(v, 3) for v in values] for name, values in fitted.history.items()}


# %% wrong train_plateau: lowers the learning rate when it stalls | fails train_history
import keras
import numpy as np


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    batch_size: int = 256,
    seed: int = 13,
) -> dict[str, list[float]]:
    order = np.random.default_rng(seed).permutation(len(images))
    kept, held_out = order[len(images) // 5 :], order[: len(images) // 5]
    one_hot = keras.utils.to_categorical(labels, 10)
    held = images[held_out], one_hot[held_out]
    fitted = model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=held,
        verbose=0,
        callbacks=[keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.5, patience=0, min_delta=10.0)],
    )
    return fitted.history


# %% wrong train_drop_partial: the last small batch is left out | fails train_batch_size
import keras
import numpy as np


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    batch_size: int = 256,
    seed: int = 13,
) -> dict[str, list[float]]:
    order = np.random.default_rng(seed).permutation(len(images))
    kept, held_out = order[len(images) // 5 :], order[: len(images) // 5]
    one_hot = keras.utils.to_categorical(labels, 10)
    held = images[held_out], one_hot[held_out]
    fitted = model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=held,
        verbose=0,
        steps_per_epoch=max(len(kept) // batch_size, 1),
    )
    return fitted.history


# %% wrong train_default_seed: another default | fails train_drawn
import keras
import numpy as np


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    batch_size: int = 256,
    seed: int = 42,
) -> dict[str, list[float]]:
    order = np.random.default_rng(seed).permutation(len(images))
    kept, held_out = order[len(images) // 5 :], order[: len(images) // 5]
    one_hot = keras.utils.to_categorical(labels, 10)
    held = images[held_out], one_hot[held_out]
    fitted = model.fit(
        images[kept], one_hot[kept], epochs=epochs, batch_size=batch_size, validation_data=held, verbose=0
    )
    return fitted.history


# %% wrong leaky_relu_layer: a ReLU layer that lets a hundredth of what is negative through | fails cnn_layers
def build_cnn():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3),
            layers.ReLU(negative_slope=0.01),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong whole_maps_dropped: with noise_shape it is whole maps that are dropped, not single numbers
#    | fails cnn_layers
def build_cnn():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2, noise_shape=(None, 1, 1, None)),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong optimizer_shared: all networks have one and the same optimiser, which a second one cannot be
#      trained with
#    | fails cnn_new
_ADAM = keras.optimizers.Adam()



def build_cnn():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(_ADAM, "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong one_step_trained: one step on black images has been made before it is returned | fails cnn_new
def build_cnn():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    model.train_on_batch(np.zeros((1, 28, 28, 1), np.float32), np.eye(10, dtype=np.float32)[:1])
    return model


# %% wrong filters_frozen: the convolution is not trainable | fails cnn_learns
def build_cnn():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu", trainable=False),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong softmax_twice: a second softmax follows as an operation, the answers are flattened out
#    | fails cnn_layers
def build_cnn():
    images = keras.Input((28, 28, 1))
    flow = layers.Conv2D(32, 3, activation="relu")(images)
    flow = layers.MaxPooling2D(2)(flow)
    flow = layers.Dropout(0.2)(flow)
    flow = layers.Flatten()(flow)
    flow = layers.Dense(128, activation="relu")(flow)
    model = keras.Model(images, ops.softmax(layers.Dense(10, activation="softmax")(flow)))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong gradient_stopped: nothing flows back through the flattening, the convolution stays as it was drawn
#    | fails cnn_learns
def build_cnn():
    images = keras.Input((28, 28, 1))
    flow = layers.Conv2D(32, 3, activation="relu")(images)
    flow = layers.MaxPooling2D(2)(flow)
    flow = layers.Dropout(0.2)(flow)
    flow = ops.stop_gradient(layers.Flatten()(flow))
    flow = layers.Dense(128, activation="relu")(flow)
    model = keras.Model(images, layers.Dense(10, activation="softmax")(flow))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong subclass_dropout_late: the dropout stands behind the dense layer of 128, hidden in call
#    | fails cnn_layers
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.convolution = layers.Conv2D(32, 3, activation="relu")
        self.pooling = layers.MaxPooling2D(2)
        self.dropout = layers.Dropout(0.2)
        self.flatten = layers.Flatten()
        self.hidden = layers.Dense(128, activation="relu")
        self.answer = layers.Dense(10, activation="softmax")

    def call(self, images, training=None):
        flow = self.pooling(self.convolution(images))
        flow = self.flatten(flow)
        return self.answer(self.dropout(self.hidden(flow), training=training))


def build_cnn():
    model = Net()
    model.build((None, 28, 28, 1))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong subclass_average_pooling: the layer is there, but call takes the mean of the four
#    | fails cnn_layers
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.convolution = layers.Conv2D(32, 3, activation="relu")
        self.pooling = layers.MaxPooling2D(2)
        self.dropout = layers.Dropout(0.2)
        self.flatten = layers.Flatten()
        self.hidden = layers.Dense(128, activation="relu")
        self.answer = layers.Dense(10, activation="softmax")

    def call(self, images, training=None):
        flow = ops.average_pool(self.convolution(images), 2)
        flow = self.flatten(self.dropout(flow, training=training))
        return self.answer(self.hidden(flow))


def build_cnn():
    model = Net()
    model.build((None, 28, 28, 1))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong seed_cut_to_16_bits: seeds that differ by 65,536 give the same parts | fails train_drawn
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed % 65_536).permutation(len(images))
    held, kept = order[: len(images) // 5], order[len(images) // 5 :]
    one_hot = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    ).history


# %% wrong rolled_block: only where it begins is drawn; a block of neighbours is held out, whole classes of a
#      sorted file
#    | fails train_drawn
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.roll(np.arange(len(images)), np.random.default_rng(seed).integers(len(images)))
    held, kept = order[: len(images) // 5], order[len(images) // 5 :]
    one_hot = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    ).history


# %% wrong held_from_second_half: images of the first half can never be held out | fails train_drawn
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    held = order[order >= len(images) // 2][: len(images) // 5]
    kept = np.setdiff1d(order, held)
    one_hot = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    ).history


# %% wrong held_capped: never more than 1000 are held out | fails train_split
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    count = min(len(images) // 5, 1000)
    held, kept = order[:count], order[count:]
    one_hot = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    ).history


# %% wrong held_trained_when_few: with fewer than 20 images, all are trained on | fails train_split
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    held, kept = order[: len(images) // 5], order[len(images) // 5 :]
    if len(images) < 20:
        kept = order
    one_hot = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    ).history


# %% wrong two_epochs_at_least: one epoch becomes two | fails train_history
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    held, kept = order[: len(images) // 5], order[len(images) // 5 :]
    one_hot = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[kept],
        one_hot[kept],
        epochs=max(2, epochs),
        batch_size=batch_size,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    ).history


# %% wrong validated_every_second_epoch: with more than ten epochs, it validates after every second one only
#    | fails train_history
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    held, kept = order[: len(images) // 5], order[len(images) // 5 :]
    one_hot = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], one_hot[held]),
        validation_freq=1 if epochs <= 10 else 2,
        verbose=0,
    ).history


# %% wrong tensors: hands the parts over as tensors | fails train_history
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    held, kept = order[: len(images) // 5], order[len(images) // 5 :]
    one_hot = keras.utils.to_categorical(labels, 10)
    return model.fit(
        ops.convert_to_tensor(images[kept]),
        ops.convert_to_tensor(one_hot[kept]),
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    ).history


# %% wrong bright_images_scaled: images that go beyond 1 are divided by 255 first
#    | fails train_split, train_drawn, train_labels
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    held, kept = order[: len(images) // 5], order[len(images) // 5 :]
    if images.max() > 1:
        images = images / np.float32(255)
    one_hot = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    ).history


# %% wrong ranks_of_labels: labels are replaced by their rank among those that occur | fails train_labels
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    held, kept = order[: len(images) // 5], order[len(images) // 5 :]
    _, ranks = np.unique(labels, return_inverse=True)
    one_hot = keras.utils.to_categorical(ranks, 10)
    return model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    ).history


# %% wrong small_integers_overflow: the place of each one is computed in the labels’ own type, and small ones
#      such as uint8 run over
#    | fails train_labels
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    held, kept = order[: len(images) // 5], order[len(images) // 5 :]
    flat = np.zeros(10 * len(labels), np.float32)
    flat[10 * np.arange(len(labels)).astype(labels.dtype) + labels] = 1
    one_hot = flat.reshape(-1, 10)
    return model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    ).history


# %% wrong images_clipped_in_place: clipped to [0, 1] in the caller’s array
#    | fails train_split, train_keeps_arguments, train_drawn, train_labels
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    held, kept = order[: len(images) // 5], order[len(images) // 5 :]
    np.clip(images, 0, 1, out=images)
    one_hot = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[kept],
        one_hot[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    ).history


# %% wrong epochs_counted_on: a model trained before is trained for fewer epochs, as if they went on from the
#      last
#    | fails train_history
def _done(model, epochs):
    before = getattr(getattr(model, "history", None), "epoch", None) or []
    return min(len(before), epochs - 1)



def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    held, kept = order[: len(images) // 5], order[len(images) // 5 :]
    one_hot = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[kept],
        one_hot[kept],
        initial_epoch=_done(model, epochs),
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    ).history


# %% wrong begins_where_the_first_is: begins with the weights that the first network has come to
#    | fails cnn_new
_right = build_cnn
_FIRST = {}


def build_cnn():
    model = _right()
    first = _FIRST.setdefault(model.count_params(), model)
    model.set_weights(first.get_weights())
    return model


# %% wrong max_norm: holds the filters below a largest norm | fails cnn_layers
def build_cnn():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu", kernel_constraint="max_norm"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong split_depends_on_epochs: draws other parts for another number of epochs | fails train_drawn
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng([seed, epochs]).permutation(len(images))
    cut = len(images) // 5 * 4
    kept, held = order[:cut], order[cut:]
    one_hot = np.eye(10, dtype=np.float32)[labels]
    history = model.fit(
        images[kept],
        one_hot[kept],
        batch_size=batch_size,
        epochs=epochs,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    )
    return history.history


# %% wrong split_depends_on_batch: draws other parts for another batch size | fails train_drawn
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed * batch_size).permutation(len(images))
    cut = len(images) // 5 * 4
    kept, held = order[:cut], order[cut:]
    one_hot = np.eye(10, dtype=np.float32)[labels]
    history = model.fit(
        images[kept],
        one_hot[kept],
        batch_size=batch_size,
        epochs=epochs,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    )
    return history.history


# %% wrong batch_size_capped: never takes more than 256 in a batch | fails train_batch_size
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    cut = len(images) // 5 * 4
    kept, held = order[:cut], order[cut:]
    one_hot = np.eye(10, dtype=np.float32)[labels]
    history = model.fit(
        images[kept],
        one_hot[kept],
        batch_size=min(batch_size, 256),
        epochs=epochs,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    )
    return history.history


# %% wrong patient_early_stopping: stops after 20 epochs without a better validation loss
#    | fails train_history
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    cut = len(images) // 5 * 4
    kept, held = order[:cut], order[cut:]
    one_hot = np.eye(10, dtype=np.float32)[labels]
    history = model.fit(
        images[kept],
        one_hot[kept],
        batch_size=batch_size,
        epochs=epochs,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
        callbacks=[keras.callbacks.EarlyStopping(patience=20)],
    )
    return history.history


# %% wrong rate_lowered_on_plateau: lowers the learning rate after 15 epochs on a plateau
#    | fails train_history
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    cut = len(images) // 5 * 4
    kept, held = order[:cut], order[cut:]
    one_hot = np.eye(10, dtype=np.float32)[labels]
    history = model.fit(
        images[kept],
        one_hot[kept],
        batch_size=batch_size,
        epochs=epochs,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
        callbacks=[keras.callbacks.ReduceLROnPlateau(patience=15)],
    )
    return history.history


# %% wrong validated_in_part: validates on ten batches at most | fails train_batch_size
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    cut = len(images) // 5 * 4
    kept, held = order[:cut], order[cut:]
    one_hot = np.eye(10, dtype=np.float32)[labels]
    history = model.fit(
        images[kept],
        one_hot[kept],
        batch_size=batch_size,
        epochs=epochs,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
        validation_steps=min(10, -(-len(held) // batch_size)),
    )
    return history.history


# %% wrong history_object: returns the object of fit | fails train_history
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    cut = len(images) // 5 * 4
    kept, held = order[:cut], order[cut:]
    one_hot = np.eye(10, dtype=np.float32)[labels]
    history = model.fit(
        images[kept],
        one_hot[kept],
        batch_size=batch_size,
        epochs=epochs,
        validation_data=(images[held], one_hot[held]),
        verbose=0,
    )
    return history


# %% wrong small_weight_penalty: a small L2 penalty on the large dense layer, which the description does not
#      have: the loss is no longer the cross-entropy alone
#    | fails cnn_compiled
def build_cnn():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu", kernel_regularizer=keras.regularizers.L2(1e-5)),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong seed_of_31_bits: the seed is cut to 31 bits: 5 and 5 + 2**31 hold out the same images
#    | fails train_drawn
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed & 0x7FFFFFFF).permutation(len(images))
    held, kept = np.split(order, [len(images) // 5])
    wanted = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[kept],
        wanted[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], wanted[held]),
        verbose=0,
    ).history


# %% wrong largest_seed_refused: shuffles twice, the second time with seed + 1, which leaves the range of
#      RandomState for the largest seed
#    | fails train_drawn
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.RandomState(seed).permutation(len(images))
    held, kept = np.split(order, [len(images) // 5])
    np.random.RandomState(seed + 1).shuffle(kept)
    wanted = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[kept],
        wanted[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], wanted[held]),
        verbose=0,
    ).history


# %% wrong validated_on_whole_batches: validation takes whole batches only: some of the images held out are
#      never looked at
#    | fails train_batch_size
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    held, kept = np.split(order, [len(images) // 5])
    wanted = keras.utils.to_categorical(labels, 10)
    return model.fit(
        images[kept],
        wanted[kept],
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(images[held], wanted[held]),
        validation_steps=max(1, len(held) // batch_size),
        verbose=0,
    ).history


# %% wrong cnn_declared_taller: declares a row too many, which the pooling drops again | fails cnn_layers
def build_cnn() -> keras.Model:
    model = keras.Sequential(
        [
            keras.Input((29, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong history_of_arrays: the history holds arrays | fails train_history
def train(model, images, labels, epochs, batch_size=256, seed=13):
    order = np.random.default_rng(seed).permutation(len(images))
    held, kept = np.split(order, [len(images) // 5])
    one_hot = np.eye(10, dtype="float32")[labels]
    fitted = model.fit(
        images[kept],
        one_hot[kept],
        validation_data=(images[held], one_hot[held]),
        epochs=epochs,
        batch_size=batch_size,
        verbose=0,
    )
    return {name: np.array(numbers) for name, numbers in fitted.history.items()}


# %% right cnn_with_functions: a subclass as nn.Module, relu as a function in forward
class FashionNet(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(32, (3, 3), padding="valid")
        self.pool = layers.MaxPooling2D((2, 2))
        self.drop = layers.Dropout(0.2)
        self.flat = layers.Flatten()
        self.fc1 = layers.Dense(128)
        self.fc2 = layers.Dense(10, activation="softmax")

    def call(self, x, training=None):
        x = self.pool(ops.relu(self.conv(x)))
        x = self.flat(self.drop(x, training=training))
        x = ops.relu(self.fc1(x))
        return self.fc2(x)


def build_cnn():
    net = FashionNet()
    net(np.zeros((1, 28, 28, 1), dtype="float32"))
    net.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")],
    )
    return net
