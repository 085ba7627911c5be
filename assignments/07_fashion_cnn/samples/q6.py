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


# %% wrong leaky_dense: a ReLU layer that lets a little of what is negative through | fails deep_layers
def build_deep_cnn():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters, pooled, rate in ((32, False, 0), (32, True, 0.25), (64, False, 0.25), (128, True, 0.25)):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.BatchNormalization())
        if pooled:
            model.add(layers.MaxPooling2D(2))
        if rate:
            model.add(layers.Dropout(rate))
    model.add(layers.Flatten())
    for units in (512, 128):
        model.add(layers.Dense(units))
        model.add(layers.ReLU(negative_slope=0.05))
        model.add(layers.BatchNormalization())
        model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong normalization_frozen: the first one is not trainable, and so never looks at the batch
#    | fails deep_compiled
def build_deep_cnn():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters, pooled, rate in ((32, False, 0), (32, True, 0.25), (64, False, 0.25), (128, True, 0.25)):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.BatchNormalization(trainable=filters > 32 or pooled))
        if pooled:
            model.add(layers.MaxPooling2D(2))
        if rate:
            model.add(layers.Dropout(rate))
    model.add(layers.Flatten())
    for units in (512, 128):
        model.add(layers.Dense(units, activation="relu"))
        model.add(layers.BatchNormalization())
        model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong maps_dropped: whole maps are dropped behind the convolutions | fails deep_layers
def build_deep_cnn():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters, pooled, rate in ((32, False, 0), (32, True, 0.25), (64, False, 0.25), (128, True, 0.25)):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.BatchNormalization())
        if pooled:
            model.add(layers.MaxPooling2D(2))
        if rate:
            model.add(layers.Dropout(rate, noise_shape=(None, 1, 1, None)))
    model.add(layers.Flatten())
    for units in (512, 128):
        model.add(layers.Dense(units, activation="relu"))
        model.add(layers.BatchNormalization())
        model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong normalised_entry: the mean of each image is taken off in between, by an operation that is no layer
#    | fails deep_layers
def build_deep_cnn():
    images = keras.Input((28, 28, 1))
    flow = images - ops.mean(images, axis=(1, 2, 3), keepdims=True)
    for filters, pooled, rate in ((32, False, 0), (32, True, 0.25), (64, False, 0.25), (128, True, 0.25)):
        flow = layers.Conv2D(filters, 3, activation="relu")(flow)
        flow = layers.BatchNormalization()(flow)
        if pooled:
            flow = layers.MaxPooling2D(2)(flow)
        if rate:
            flow = layers.Dropout(rate)(flow)
    flow = layers.Flatten()(flow)
    for units in (512, 128):
        flow = layers.Dense(units, activation="relu")(flow)
        flow = layers.BatchNormalization()(flow)
        flow = layers.Dropout(0.5)(flow)
    model = keras.Model(images, layers.Dense(10, activation="softmax")(flow))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong softmax_again: softmax once more, as an operation | fails deep_layers
def build_deep_cnn():
    images = keras.Input((28, 28, 1))
    flow = images
    for filters, pooled, rate in ((32, False, 0), (32, True, 0.25), (64, False, 0.25), (128, True, 0.25)):
        flow = layers.Conv2D(filters, 3, activation="relu")(flow)
        flow = layers.BatchNormalization()(flow)
        if pooled:
            flow = layers.MaxPooling2D(2)(flow)
        if rate:
            flow = layers.Dropout(rate)(flow)
    flow = layers.Flatten()(flow)
    for units in (512, 128):
        flow = layers.Dense(units, activation="relu")(flow)
        flow = layers.BatchNormalization()(flow)
        flow = layers.Dropout(0.5)(flow)
    model = keras.Model(images, ops.softmax(layers.Dense(10, activation="softmax")(flow)))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong subclass_dense_dropped_first: dropout before normalization, seen in call only | fails deep_layers
class Deep(keras.Model):
    def __init__(self):
        super().__init__()
        self.convolutions = [layers.Conv2D(count, 3, activation="relu") for count in (32, 32, 64, 128)]
        self.normals = [layers.BatchNormalization() for _ in range(6)]
        self.pools = [layers.MaxPooling2D(2) for _ in range(2)]
        self.drops = [layers.Dropout(rate) for rate in (0.25, 0.25, 0.25, 0.5, 0.5)]
        self.flatten = layers.Flatten()
        self.dense = [layers.Dense(512, activation="relu"), layers.Dense(128, activation="relu")]
        self.answer = layers.Dense(10, activation="softmax")

    def call(self, images, training=False):
        flow = self.normals[0](self.convolutions[0](images), training=training)
        flow = self.normals[1](self.convolutions[1](flow), training=training)
        flow = self.drops[0](self.pools[0](flow), training=training)
        flow = self.normals[2](self.convolutions[2](flow), training=training)
        flow = self.drops[1](flow, training=training)
        flow = self.normals[3](self.convolutions[3](flow), training=training)
        flow = self.flatten(self.drops[2](self.pools[1](flow), training=training))
        for place in (0, 1):
            flow = self.drops[3 + place](self.dense[place](flow), training=training)
            flow = self.normals[4 + place](flow, training=training)
        return self.answer(flow)


def build_deep_cnn():
    model = Deep()
    model.build((None, 28, 28, 1))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong subclass_training_forgotten: the normalizations are told that it is inference, and their means
#      never move
#    | fails deep_layers, deep_compiled
class Deep(keras.Model):
    def __init__(self):
        super().__init__()
        self.convolutions = [layers.Conv2D(count, 3, activation="relu") for count in (32, 32, 64, 128)]
        self.normals = [layers.BatchNormalization() for _ in range(6)]
        self.pools = [layers.MaxPooling2D(2) for _ in range(2)]
        self.drops = [layers.Dropout(rate) for rate in (0.25, 0.25, 0.25, 0.5, 0.5)]
        self.flatten = layers.Flatten()
        self.dense = [layers.Dense(512, activation="relu"), layers.Dense(128, activation="relu")]
        self.answer = layers.Dense(10, activation="softmax")

    def call(self, images, training=False):
        flow = self.normals[0](self.convolutions[0](images), training=False)
        flow = self.normals[1](self.convolutions[1](flow), training=False)
        flow = self.drops[0](self.pools[0](flow), training=training)
        flow = self.normals[2](self.convolutions[2](flow), training=training)
        flow = self.drops[1](flow, training=training)
        flow = self.normals[3](self.convolutions[3](flow), training=training)
        flow = self.flatten(self.drops[2](self.pools[1](flow), training=training))
        for place in (0, 1):
            flow = self.normals[4 + place](self.dense[place](flow), training=training)
            flow = self.drops[3 + place](flow, training=training)
        return self.answer(flow)


def build_deep_cnn():
    model = Deep()
    model.build((None, 28, 28, 1))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong subclass_third_dropout_missing: the third dropout is never called | fails deep_layers
class Deep(keras.Model):
    def __init__(self):
        super().__init__()
        self.convolutions = [layers.Conv2D(count, 3, activation="relu") for count in (32, 32, 64, 128)]
        self.normals = [layers.BatchNormalization() for _ in range(6)]
        self.pools = [layers.MaxPooling2D(2) for _ in range(2)]
        self.drops = [layers.Dropout(rate) for rate in (0.25, 0.25, 0.25, 0.5, 0.5)]
        self.flatten = layers.Flatten()
        self.dense = [layers.Dense(512, activation="relu"), layers.Dense(128, activation="relu")]
        self.answer = layers.Dense(10, activation="softmax")

    def call(self, images, training=False):
        flow = self.normals[0](self.convolutions[0](images), training=training)
        flow = self.normals[1](self.convolutions[1](flow), training=training)
        flow = self.drops[0](self.pools[0](flow), training=training)
        flow = self.normals[2](self.convolutions[2](flow), training=training)
        flow = self.normals[3](self.convolutions[3](flow), training=training)
        flow = self.flatten(self.drops[2](self.pools[1](flow), training=training))
        for place in (0, 1):
            flow = self.normals[4 + place](self.dense[place](flow), training=training)
            flow = self.drops[3 + place](flow, training=training)
        return self.answer(flow)


def build_deep_cnn():
    model = Deep()
    model.build((None, 28, 28, 1))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong deep_begins_where_the_first_is: begins with the weights that the first network has come to
#    | fails deep_compiled
_right = build_deep_cnn
_FIRST = {}


def build_deep_cnn():
    model = _right()
    first = _FIRST.setdefault(model.count_params(), model)
    model.set_weights(first.get_weights())
    return model


# %% wrong deep_small_weight_penalty: the convolutions have a small L2 penalty, which the description does not
#      have
#    | fails deep_compiled
def build_deep_cnn():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters, pooled, rate in ((32, 0, 0), (32, 1, 0.25), (64, 0, 0.25), (128, 1, 0.25)):
        model.add(
            layers.Conv2D(filters, 3, activation="relu", kernel_regularizer=keras.regularizers.L2(1e-5))
        )
        model.add(layers.BatchNormalization())
        if pooled:
            model.add(layers.MaxPooling2D())
        if rate:
            model.add(layers.Dropout(rate))
    model.add(layers.Flatten())
    for units in (512, 128):
        model.add(layers.Dense(units, activation="relu"))
        model.add(layers.BatchNormalization())
        model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model
