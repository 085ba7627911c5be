# %% right upsampling: functional, mirrored decoder with up-sampling, as in work B but with two poolings
import keras
from keras import layers


def build_denoiser():
    image = x = keras.Input((28, 28, 1))
    for filters in (32, 64):
        x = layers.Conv2D(filters, 3, activation="relu", padding="same")(x)
        x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(128, 3, activation="relu", padding="same")(x)
    for filters in (64, 32):
        x = layers.Conv2D(filters, 3, activation="relu", padding="same")(x)
        x = layers.UpSampling2D(2)(x)
    return keras.Model(image, layers.Conv2D(1, 3, activation="sigmoid", padding="same")(x))


# %% right padded_to_32: pads to 32, pools three times, crops back to 28
import keras
from keras import layers


def build_denoiser():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.ZeroPadding2D(2))
    for filters in (32, 64, 128):
        model.add(layers.Conv2D(filters, (3, 3), padding="same", activation="relu"))
        model.add(layers.MaxPooling2D((2, 2)))
    for filters in (128, 64, 32):
        model.add(layers.Conv2DTranspose(filters, (3, 3), strides=2, padding="same", activation="relu"))
    model.add(layers.Conv2D(1, (3, 3), padding="same", activation="sigmoid"))
    model.add(layers.Cropping2D(2))
    return model


# %% right no_pooling: three convolutions at full size, one block as a model inside the model
import keras
from keras import layers


def build_denoiser():
    body = keras.Sequential(
        [
            layers.Conv2D(32, 5, padding="same", activation="relu"),
            layers.Conv2D(32, 5, padding="same", activation="relu"),
        ]
    )
    return keras.Sequential(
        [keras.Input((28, 28, 1)), body, layers.Conv2D(1, 5, padding="same", activation="sigmoid")]
    )


# %% wrong three_poolings: 28, 14, 7, 4 and back up to 32: work B as published | fails same_size, denoises
import keras
from keras import layers


def build_denoiser():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (32, 64, 128):
        model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(layers.MaxPooling2D(2, padding="same"))
    for filters in (128, 64, 32):
        model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(layers.UpSampling2D())
    model.add(layers.Conv2D(1, 3, padding="same", activation="sigmoid"))
    return model


# %% wrong stride_and_upsampling: transposed convolutions with stride 2 and up-sampling besides (defect of
#      work C)
#    | fails same_size, denoises
import keras
from keras import layers


def build_denoiser():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (32, 64):
        model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(layers.MaxPooling2D())
    for filters in (64, 32):
        model.add(layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="relu"))
        model.add(layers.UpSampling2D())
    model.add(layers.Conv2D(1, 3, padding="same", activation="sigmoid"))
    return model


# %% wrong no_padding: convolutions without padding: the picture shrinks at the edges
#    | fails same_size, denoises
import keras
from keras import layers


def build_denoiser():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Conv2D(1, 3, activation="sigmoid"),
        ]
    )


# %% wrong three_channels_out: three channels in the place of one | fails same_size, denoises
import keras
from keras import layers


def build_denoiser():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.Conv2D(3, 3, padding="same", activation="sigmoid"),
        ]
    )


# %% wrong dense_layers: a dense autoencoder | fails convolutional, denoises
import keras
from keras import layers


def build_denoiser():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28, 1)),
        ]
    )


# %% wrong no_last_activation: no activation at the end: values below 0 and above 1 | fails output_range
import keras
from keras import layers


def build_denoiser():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(1, 3, strides=2, padding="same"),
        ]
    )


# %% wrong tanh_at_the_end: tanh at the end: values below 0 | fails output_range
import keras
from keras import layers


def build_denoiser():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(1, 3, strides=2, padding="same", activation="tanh"),
        ]
    )


# %% wrong sigmoid_everywhere: sigmoids in the hidden layers: it learns next to nothing | fails denoises
import keras
from keras import layers


def build_denoiser():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (32, 64):
        model.add(layers.Conv2D(filters, 3, padding="same", activation="sigmoid"))
        model.add(layers.MaxPooling2D())
    for filters in (64, 32):
        model.add(layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="sigmoid"))
    model.add(layers.Conv2D(1, 3, padding="same", activation="sigmoid"))
    return model


# %% wrong one_network_for_all: gives the same network at every call | fails new_model
import keras


def _make():
    m = keras.Sequential([keras.Input((28, 28, 1))])
    for f in (32, 32):
        m.add(keras.layers.Conv2D(f, 3, activation="relu", padding="same"))
    m.add(keras.layers.Conv2D(1, 3, activation="sigmoid", padding="same"))
    return m
_ONE = _make()
def build_denoiser():
    return _ONE


# %% wrong normalised_last: a BatchNormalization after the sigmoid; the new model keeps the interval, the
#      trained one does not
#    | fails output_range
def build_denoiser():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
            layers.BatchNormalization(
                momentum=0.9,
                gamma_initializer=keras.initializers.Constant(0.3),
                beta_initializer=keras.initializers.Constant(0.3),
                moving_mean_initializer=keras.initializers.Constant(0.5),
            ),
        ]
    )


# %% wrong begins_where_the_first_is: begins with the weights that the first network has come to
#    | fails new_model
_right = build_denoiser
_FIRST = {}


def build_denoiser():
    model = _right()
    first = _FIRST.setdefault(model.count_params(), model)
    model.set_weights(first.get_weights())
    return model


# %% right subclass: a subclass with its layers in a list; the last activation is a tanh brought to [0, 1]
class _Denoiser(keras.Model):
    def __init__(self):
        super().__init__()
        layers = keras.layers
        self.stages = [
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(1, 3, padding="same", activation="tanh"),
        ]

    def call(self, images):
        for stage in self.stages:
            images = stage(images)
        return (images + 1) / 2


def build_denoiser():
    model = _Denoiser()
    model(np.zeros((1, 28, 28, 1), "float32"))
    return model


# %% wrong convolutions_of_its_own: layers written by hand with keras.ops.conv, none of them a convolution
#      layer of Keras
#    | fails convolutional
class ConvBlock(keras.layers.Layer):
    def __init__(self, filters, activation="relu", **options):
        super().__init__(**options)
        self.filters = filters
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        self.kernel = self.add_weight(
            shape=(3, 3, input_shape[-1], self.filters), initializer="glorot_uniform", name="kernel"
        )
        self.bias = self.add_weight(shape=(self.filters,), initializer="zeros", name="bias")

    def call(self, images):
        return self.activation(keras.ops.conv(images, self.kernel, padding="same") + self.bias)


def build_denoiser():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            ConvBlock(32),
            layers.MaxPooling2D(),
            ConvBlock(64),
            layers.MaxPooling2D(),
            ConvBlock(128),
            layers.UpSampling2D(),
            ConvBlock(64),
            layers.UpSampling2D(),
            ConvBlock(32),
            ConvBlock(1, activation="sigmoid"),
        ]
    )


# %% wrong sigmoid_by_hand: exp(x) / (1 + exp(x)) is not a number where x is large | fails output_range
def _squashed(values):
    grown = keras.ops.exp(values)
    return grown / (1 + grown)


def build_denoiser():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(128, 3, padding="same", activation="relu"),
            layers.Conv2DTranspose(64, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(1, 3, padding="same", activation=_squashed),
        ]
    )


# %% wrong declared_larger: declares an input of another size, which convolutions do not mind
#    | fails same_size
def build_denoiser() -> keras.Model:
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((29, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )


# %% wrong layers_of_the_module: the encoder's layers are made once, outside of the function; all models share
#      them
#    | fails new_model
ENCODER = [
    keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(128, 3, padding="same", activation="relu"),
]


def build_denoiser():
    layers = keras.layers
    x = inputs = keras.Input((28, 28, 1))
    for layer in ENCODER:
        x = layer(x)
    x = layers.Conv2DTranspose(64, 3, strides=2, padding="same", activation="relu")(x)
    x = layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu")(x)
    return keras.Model(inputs, layers.Conv2D(1, 3, padding="same", activation="sigmoid")(x))
