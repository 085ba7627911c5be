# %% right build_functional: functional, activations as layers of their own (tanh and leaky relu), dropout
def build_classifier():
    inputs = keras.layers.Input(shape=(784,))
    x = keras.layers.Dense(units=256)(inputs)
    x = keras.layers.Activation("tanh")(x)
    x = keras.layers.Dropout(rate=0.2)(x)
    x = keras.layers.Dense(units=256)(x)
    x = keras.layers.LeakyReLU()(x)
    x = keras.layers.Dense(units=10)(x)
    outputs = keras.layers.Softmax()(x)
    return keras.Model(inputs=inputs, outputs=outputs, name="classifier")


# %% right build_subclassed: a subclass of keras.Model, elu, softmax by keras.ops
class Classifier(keras.Model):
    def __init__(self):
        super().__init__()
        self.first = keras.layers.Dense(256, activation="elu", kernel_initializer="he_normal")
        self.second = keras.layers.Dense(256, activation="elu", kernel_initializer="he_normal")
        self.last = keras.layers.Dense(10)

    def call(self, images, training=False):
        return keras.ops.softmax(self.last(self.second(self.first(images))))


def build_classifier():
    return Classifier()


# %% right build_sequential_without_input: Sequential.add without an input shape, batch normalisation,
#      compiled already
def build_classifier():
    model = keras.models.Sequential()
    for _ in range(2):
        model.add(keras.layers.Dense(256, use_bias=False))
        model.add(keras.layers.BatchNormalization())
        model.add(keras.layers.ReLU())
    model.add(keras.layers.Dense(10, activation=keras.activations.softmax))
    model.compile(loss="sparse_categorical_crossentropy", optimizer="adam")
    return model


# %% right build_own_layers: layers written with add_weight and tf.matmul, sigmoid and relu
import tensorflow as tf


class Layer(keras.layers.Layer):
    def __init__(self, inputs, units, activation):
        super().__init__()
        self.w = self.add_weight(shape=(inputs, units), initializer="glorot_uniform", name="w")
        self.b = self.add_weight(shape=(units,), initializer="zeros", name="b")
        self.activation = activation

    def call(self, x):
        return self.activation(tf.matmul(x, self.w) + self.b)


def build_classifier():
    layers = [Layer(784, 256, tf.nn.sigmoid), Layer(256, 256, tf.nn.relu), Layer(256, 10, tf.nn.softmax)]
    return keras.Sequential(layers)


# %% wrong build_logits: no softmax at the end | fails build_probabilities, build_learns
def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10),
        ]
    )


# %% wrong build_sigmoid_outputs: sigmoid at the end: ten numbers that do not sum to 1
#    | fails build_probabilities
def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="sigmoid"),
        ]
    )


# %% wrong build_softmax_over_the_batch: softmax along the wrong axis | fails build_probabilities
def build_classifier():
    inputs = keras.Input((784,))
    x = keras.layers.Dense(256, activation="relu")(inputs)
    x = keras.layers.Dense(256, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Softmax(axis=0)(keras.layers.Dense(10)(x)))


# %% wrong build_no_activation: hidden layers without activation | fails build_nonlinear
def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256),
            keras.layers.Dense(256),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


# %% wrong build_one_hidden_layer: one hidden layer | fails build_layers
def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


# %% wrong build_other_widths: 784 → 512 → 128 → 10 | fails build_layers
def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(512, activation="relu"),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


# %% wrong build_eleven_outputs: eleven outputs
#    | fails build_shape, build_layers, build_nonlinear, build_learns
def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(11, activation="softmax"),
        ]
    )


# %% wrong build_image_input: expects images that are not flattened
#    | fails build_shape, build_probabilities, build_layers, build_nonlinear, build_new, build_learns
def build_classifier():
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


# %% wrong build_once_for_all: every call returns the same model | fails build_new
_MODEL = []


def build_classifier():
    if not _MODEL:
        _MODEL.append(
            keras.Sequential(
                [
                    keras.Input((784,)),
                    keras.layers.Dense(256, activation="relu"),
                    keras.layers.Dense(256, activation="relu"),
                    keras.layers.Dense(10, activation="softmax"),
                ]
            )
        )
    return _MODEL[0]


# %% wrong build_zero_weights: weights that start at zero | fails build_nonlinear, build_learns
def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation="relu", kernel_initializer="zeros"),
            keras.layers.Dense(256, activation="relu", kernel_initializer="zeros"),
            keras.layers.Dense(10, activation="softmax", kernel_initializer="zeros"),
        ]
    )


# %% wrong build_frozen: weights that cannot be trained | fails build_learns
def build_classifier():
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.trainable = False
    return model


# %% wrong build_softmax_everywhere: softmax in the hidden layers too: next to nothing of the image gets
#      through
#    | fails build_learns
def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation="softmax"),
            keras.layers.Dense(256, activation="softmax"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


# %% right build_nested: two nested models, gelu and selu, layer normalisation
def build_classifier():
    hidden = keras.Sequential([keras.layers.Dense(256, activation="gelu"), keras.layers.LayerNormalization()])
    images = keras.Input((784,))
    x = keras.layers.Dense(256, activation="selu")(hidden(images))
    return keras.Model(images, keras.Sequential([keras.layers.Dense(10), keras.layers.Softmax()])(x))


# %% right build_residual: the second hidden layer added to the first
def build_classifier():
    images = keras.Input((784,))
    first = keras.layers.Dense(256, "relu")(images)
    second = keras.layers.Dense(256, "relu")(first)
    return keras.Model(images, keras.layers.Dense(10, "softmax")(keras.layers.Add()([first, second])))


# %% wrong build_first_linear: the first hidden layer has no activation | fails build_nonlinear
def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation=None),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


# %% wrong build_second_linear: the second hidden layer has no activation | fails build_nonlinear
def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="linear"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


# %% wrong build_dropout_for_activation: dropout in the place of an activation | fails build_nonlinear
def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


# %% wrong build_shared_last_layer: the last layer belongs to all networks | fails build_new
_LAST = keras.layers.Dense(10, activation="softmax")


def build_classifier():
    images = keras.Input((784,))
    hidden = keras.layers.Dense(256, "relu")(keras.layers.Dense(256, "relu")(images))
    return keras.Model(images, _LAST(hidden))


# %% wrong build_three_hidden_layers: one hidden layer too many | fails build_layers
def build_classifier():
    hidden = [keras.layers.Dense(256, activation="relu") for _ in range(3)]
    return keras.Sequential([keras.Input((784,)), *hidden, keras.layers.Dense(10, activation="softmax")])


# %% wrong build_dropout_always: a dropout that works outside of training, too | fails build_probabilities
def build_classifier() -> keras.Model:
    images = keras.Input((784,))
    x = keras.layers.Dense(256, activation="relu")(images)
    x = keras.layers.Dropout(0.1)(x, training=True)
    x = keras.layers.Dense(256, activation="relu")(x)
    return keras.Model(images, keras.layers.Dense(10, activation="softmax")(x))


# %% wrong build_normalised_by_batch: normalised by the other images of the batch, outside of training, too
#    | fails build_probabilities
def build_classifier() -> keras.Model:
    images = keras.Input((784,))
    x = keras.layers.Dense(256, activation="relu")(images)
    x = keras.layers.BatchNormalization()(x, training=True)
    x = keras.layers.Dense(256, activation="relu")(x)
    return keras.Model(images, keras.layers.Dense(10, activation="softmax")(x))


# %% wrong build_plain_exponential: a softmax of its own, whose exponentials overflow
#    | fails build_probabilities
class Probabilities(keras.layers.Layer):
    def call(self, logits):
        powers = keras.ops.exp(logits)
        return powers / keras.ops.sum(powers, axis=-1, keepdims=True)


def build_classifier():
    hidden = [keras.layers.Dense(256, activation="relu") for _ in range(2)]
    return keras.Sequential([keras.Input((784,)), *hidden, keras.layers.Dense(10), Probabilities()])


# %% wrong below_zero_when_sure: a softmax stretched a little: what is nearly 0 becomes negative
#    | fails build_probabilities
def build_classifier() -> keras.Model:
    inputs = keras.Input((784,))
    x = keras.layers.Dense(256, activation="relu")(inputs)
    x = keras.layers.Dense(256, activation="relu")(x)
    x = keras.layers.Dense(10, activation="softmax")(x)
    return keras.Model(inputs, keras.layers.Rescaling(1.02, offset=-0.002)(x))


# %% right underscored: a subclass whose name begins with an underscore, softmax written with exponentials
class _Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = [keras.layers.Dense(256), keras.layers.Dense(256)]
        self.out = keras.layers.Dense(10)

    def call(self, images, training=False):
        x = images
        for layer in self.hidden:
            x = keras.activations.gelu(layer(x))
        x = self.out(x)
        x = keras.ops.exp(x - keras.ops.max(x, axis=-1, keepdims=True))
        return x / keras.ops.sum(x, axis=-1, keepdims=True)


def build_classifier() -> keras.Model:
    return _Network()


# %% wrong begins_where_the_first_is: begins with the weights that the first network has come to
#    | fails build_new
_right = build_classifier
_FIRST = {}


def build_classifier():
    model = _right()
    first = _FIRST.setdefault(model.count_params(), model)
    model.set_weights(first.get_weights())
    return model


# %% wrong second_layer_in_vain: leads from the first hidden layer to the outputs | fails build_layers
import keras


def build_classifier():
    class Classifier(keras.Model):
        def __init__(self):
            super().__init__()
            self.hidden1 = keras.layers.Dense(256, activation="relu")
            self.hidden2 = keras.layers.Dense(256, activation="relu")
            self.out = keras.layers.Dense(10, activation="softmax")

        def call(self, images):
            first = self.hidden1(images)
            second = self.hidden2(first)
            return self.out(first)

    return Classifier()


# %% wrong shares_and_a_little: sigmoids divided by their sum and a little more | fails build_probabilities
import keras


def build_classifier():
    class Shares(keras.layers.Layer):
        def call(self, values):
            values = keras.ops.sigmoid(values)
            return values / (keras.ops.sum(values, axis=-1, keepdims=True) + 1e-5)

    hidden = [keras.layers.Dense(256, activation="relu") for _ in range(2)]
    return keras.Sequential([keras.Input((784,)), *hidden, keras.layers.Dense(10), Shares()])


# %% wrong second_layer_twice: the second hidden layer is applied twice: three hidden layers, with the weights
#      of two
#    | fails build_layers
def build_classifier():
    from keras import layers

    images = keras.Input((784,))
    first = layers.Dense(256, activation="relu")
    second = layers.Dense(256, activation="relu")
    flow = first(images)
    for _ in range(2):
        flow = second(flow)
    return keras.Model(images, layers.Dense(10, activation="softmax")(flow))


# %% wrong scaled_by_the_batch: normalises by the brightest pixel of the whole batch, so that a pale image
#      depends on its neighbours
#    | fails build_probabilities
class ByTheBrightest(keras.layers.Layer):
    def call(self, images):
        return images / keras.ops.maximum(keras.ops.max(images), 1e-6)


def build_classifier():
    from keras import layers

    return keras.Sequential(
        [
            keras.Input((784,)),
            ByTheBrightest(),
            layers.Dense(256, activation="relu"),
            layers.Dense(256, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


# %% wrong residual_without_activation: the second hidden layer is added to a shortcut and has no activation
#    | fails build_nonlinear
def build_classifier():
    images = keras.Input((784,))
    first = keras.layers.Dense(256, activation="relu")(images)
    second = keras.layers.Dense(256)(first)
    joined = keras.layers.Add()([first, second])
    return keras.Model(images, keras.layers.Dense(10, activation="softmax")(joined))


# %% wrong convolution_in_front: a convolution looks at the pixels before the dense layers do
#    | fails build_layers
def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Reshape((28, 28, 1)),
            keras.layers.Conv2D(1, 3, padding="same", activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
