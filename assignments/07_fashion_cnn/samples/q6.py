# %% right deep_functional: is functional, with relu in layers of its own
import keras


def build_deep_cnn():
    x = images = keras.Input((28, 28, 1))
    for number, filters in enumerate([32, 32, 64, 128]):
        x = keras.layers.Conv2D(filters, (3, 3))(x)
        x = keras.layers.ReLU()(x)
        x = keras.layers.BatchNormalization()(x)
        if number % 2:
            x = keras.layers.MaxPool2D((2, 2))(x)
        if number:
            x = keras.layers.Dropout(0.25)(x)
    x = keras.layers.Flatten()(x)
    for units in [512, 128]:
        x = keras.layers.Dense(units)(x)
        x = keras.layers.Activation("relu")(x)
        x = keras.layers.BatchNormalization()(x)
        x = keras.layers.Dropout(0.5)(x)
    model = keras.Model(images, keras.layers.Dense(10, "softmax")(x))
    model.compile(keras.optimizers.Adam(), keras.losses.CategoricalCrossentropy(), metrics=["accuracy"])
    return model


# %% right deep_layer_by_layer: adds the layers one by one
from keras import Sequential, layers


def build_deep_cnn():
    model = Sequential(name="four")
    model.add(layers.Conv2D(32, kernel_size=3, activation="relu", input_shape=(28, 28, 1)))
    model.add(layers.BatchNormalization())
    model.add(layers.Conv2D(32, kernel_size=3, activation="relu"))
    model.add(layers.BatchNormalization())
    model.add(layers.MaxPooling2D(pool_size=(2, 2)))
    model.add(layers.Dropout(0.25))
    model.add(layers.Conv2D(64, (3, 3), activation="relu"))
    model.add(layers.BatchNormalization())
    model.add(layers.Dropout(0.25))
    model.add(layers.Conv2D(128, (3, 3), activation="relu"))
    model.add(layers.BatchNormalization())
    model.add(layers.MaxPooling2D(pool_size=(2, 2)))
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(512, activation="relu"))
    model.add(layers.BatchNormalization())
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(128, activation="relu"))
    model.add(layers.BatchNormalization())
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    return model


# %% wrong deep_three_convolutions: has three convolutions | fails deep_layers
import keras
from keras import layers


def build_deep_cnn():
    steps = [keras.Input((28, 28, 1))]
    for filters, pool, drop in ((32, False, 0), (32, True, 0.25), (128, True, 0.25)):
        steps += [layers.Conv2D(filters, 3, activation="relu"), layers.BatchNormalization()]
        steps += [layers.MaxPooling2D(2)] if pool else []
        steps += [layers.Dropout(drop)] if drop else []
    steps.append(layers.Flatten())
    for units in (512, 128):
        steps += [layers.Dense(units, activation="relu"), layers.BatchNormalization(), layers.Dropout(0.5)]
    model = keras.Sequential([*steps, layers.Dense(10, activation="softmax")])
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong deep_sparse_loss: takes the loss for whole-number labels | fails deep_compiled
import keras
from keras import layers


def build_deep_cnn():
    steps = [keras.Input((28, 28, 1))]
    for filters, pool, drop in ((32, False, 0), (32, True, 0.25), (64, False, 0.25), (128, True, 0.25)):
        steps += [layers.Conv2D(filters, 3, activation="relu"), layers.BatchNormalization()]
        steps += [layers.MaxPooling2D(2)] if pool else []
        steps += [layers.Dropout(drop)] if drop else []
    steps.append(layers.Flatten())
    for units in (512, 128):
        steps += [layers.Dense(units, activation="relu"), layers.BatchNormalization(), layers.Dropout(0.5)]
    model = keras.Sequential([*steps, layers.Dense(10, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong deep_logits: ends without softmax | fails deep_in_and_out, deep_layers, deep_compiled
import keras
from keras import layers


def build_deep_cnn():
    steps = [keras.Input((28, 28, 1))]
    for filters, pool, drop in ((32, False, 0), (32, True, 0.25), (64, False, 0.25), (128, True, 0.25)):
        steps += [layers.Conv2D(filters, 3, activation="relu"), layers.BatchNormalization()]
        steps += [layers.MaxPooling2D(2)] if pool else []
        steps += [layers.Dropout(drop)] if drop else []
    steps.append(layers.Flatten())
    for units in (512, 128):
        steps += [layers.Dense(units, activation="relu"), layers.BatchNormalization(), layers.Dropout(0.5)]
    model = keras.Sequential([*steps, layers.Dense(10)])
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong deep_bn_before_relu: normalization before relu | fails deep_layers
import keras
from keras import layers


def build_deep_cnn() -> keras.Model:
    steps = [keras.Input((28, 28, 1))]
    for filters, pool, drop in ((32, False, 0), (32, True, 0.25), (64, False, 0.25), (128, True, 0.25)):
        steps += [layers.Conv2D(filters, 3), layers.BatchNormalization(), layers.ReLU()]
        steps += [layers.MaxPooling2D(2)] if pool else []
        steps += [layers.Dropout(drop)] if drop else []
    steps.append(layers.Flatten())
    for units in (512, 128):
        steps += [layers.Dense(units, activation="relu"), layers.BatchNormalization(), layers.Dropout(0.5)]
    model = keras.Sequential([*steps, layers.Dense(10, activation="softmax")])
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong deep_drop_bn_order: dropout before normalization | fails deep_layers
import keras
from keras import layers


def build_deep_cnn() -> keras.Model:
    steps = [keras.Input((28, 28, 1))]
    for filters, pool, drop in ((32, False, 0), (32, True, 0.25), (64, False, 0.25), (128, True, 0.25)):
        steps += [layers.Conv2D(filters, 3, activation="relu"), layers.BatchNormalization()]
        steps += [layers.MaxPooling2D(2)] if pool else []
        steps += [layers.Dropout(drop)] if drop else []
    steps.append(layers.Flatten())
    for units in (512, 128):
        steps += [layers.Dense(units, activation="relu"), layers.Dropout(0.5), layers.BatchNormalization()]
    model = keras.Sequential([*steps, layers.Dense(10, activation="softmax")])
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model
