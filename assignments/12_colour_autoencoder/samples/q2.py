# %% right functional_pooling: functional models with max-pooling and up-sampling
import keras
from keras import layers


def build_autoencoder(height, width, code_size=32):
    image = x = keras.Input((height, width, 3))
    for filters in (16, 32):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.MaxPooling2D()(x)
    encoder = keras.Model(image, layers.Dense(code_size)(layers.Flatten()(x)))
    code = keras.Input((code_size,))
    x = layers.Dense(height // 4 * (width // 4) * 32, activation="relu")(code)
    x = layers.Reshape((height // 4, width // 4, 32))(x)
    for filters in (32, 16):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.UpSampling2D()(x)
    decoder = keras.Model(code, layers.Conv2D(3, 3, padding="same", activation="sigmoid")(x))
    return encoder, decoder, keras.Model(image, decoder(encoder(image)))


# %% right subclassed: a subclassed autoencoder around two Sequential models, returned as a list
import keras
from keras import layers


class Autoencoder(keras.Model):
    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder

    def call(self, images):
        return self.decoder(self.encoder(images))


def build_autoencoder(height, width, code_size=32):
    encoder = keras.Sequential()
    encoder.add(keras.Input(shape=(height, width, 3)))
    encoder.add(layers.Conv2D(32, 5, strides=2, padding="same", activation="elu"))
    encoder.add(layers.Conv2D(64, 3, strides=2, padding="same", activation="elu"))
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(code_size))
    decoder = keras.Sequential()
    decoder.add(keras.Input(shape=(code_size,)))
    decoder.add(layers.Dense(height * width * 4))
    decoder.add(layers.LeakyReLU())
    decoder.add(layers.Reshape((height // 4, width // 4, 64)))
    decoder.add(layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="elu"))
    decoder.add(layers.Conv2DTranspose(3, 5, strides=2, padding="same"))
    decoder.add(layers.Activation("sigmoid"))
    return [encoder, decoder, Autoencoder(encoder, decoder)]


# %% right blocks: blocks of convolutions as models inside the models; clipped instead of a sigmoid
import keras
from keras import layers


def block(filters):
    return keras.Sequential(
        [
            layers.Conv2D(filters, 3, padding="same", activation="relu"),
            layers.Conv2D(filters, 3, strides=2, padding="same", activation="relu"),
        ]
    )


def up(filters, activation):
    return keras.Sequential(
        [layers.UpSampling2D(), layers.Conv2D(filters, 3, padding="same", activation=activation)]
    )


def build_autoencoder(height, width, code_size=32):
    encoder = keras.Sequential(
        [keras.Input((height, width, 3)), block(16), block(32), layers.Flatten(), layers.Dense(code_size)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 32, activation="relu"),
            layers.Reshape((height // 4, width // 4, 32)),
            up(32, "relu"),
            up(3, "hard_sigmoid"),
        ]
    )
    return encoder, decoder, keras.Sequential([encoder, decoder])


# %% wrong code_of_64: a code of 64 instead of 32 (defect of work A) | fails shapes
_right = build_autoencoder


def build_autoencoder(height, width, code_size=64):
    return _right(height, width, code_size)


# %% wrong code_fixed_at_32: the argument code_size is not used | fails other_shapes
_right = build_autoencoder


def build_autoencoder(height, width, code_size=32):
    return _right(height, width, 32)


# %% wrong height_and_width_swapped: the decoder reshapes to width × height | fails shapes, other_shapes
import keras
from keras import layers


def build_autoencoder(height, width, code_size=32):
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 64, activation="relu"),
            layers.Reshape((width // 4, height // 4, 64)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder, keras.Sequential([encoder, decoder])


# %% wrong stride_and_upsampling: transposed convolutions with stride 2 and up-sampling besides (defect of
#      work C)
#    | fails shapes, other_shapes, output_range, restores
import keras
from keras import layers


def build_autoencoder(height, width, code_size=32):
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 64, activation="relu"),
            layers.Reshape((height // 4, width // 4, 64)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.UpSampling2D(),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
            layers.UpSampling2D(),
        ]
    )
    return encoder, decoder, keras.Sequential([encoder, decoder])


# %% wrong code_is_a_map: the code stays a small picture: no dense layer
#    | fails shapes, other_shapes, output_range
import keras
from keras import layers


def build_autoencoder(height, width, code_size=32):
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(code_size, 3, strides=2, padding="same"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((height // 4, width // 4, code_size)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder, keras.Sequential([encoder, decoder])


# %% wrong dense_layers_only: flattens at once: no convolution anywhere | fails convolutional
import keras
from keras import layers


def build_autoencoder(height, width, code_size=32):
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Flatten(),
            layers.Dense(512, activation="elu"),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(512, activation="elu"),
            layers.Dense(height * width * 3, activation="sigmoid"),
            layers.Reshape((height, width, 3)),
        ]
    )
    return encoder, decoder, keras.Sequential([encoder, decoder])


# %% wrong no_sigmoid: no activation at the end: values below 0 and above 1 | fails output_range
import keras
from keras import layers


def build_autoencoder(height, width, code_size=32):
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 64, activation="relu"),
            layers.Reshape((height // 4, width // 4, 64)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same"),
        ]
    )
    return encoder, decoder, keras.Sequential([encoder, decoder])


# %% wrong decoder_not_shared: the autoencoder has a decoder of its own, with other weights
#    | fails shared_weights
import keras

_right = build_autoencoder


def build_autoencoder(height, width, code_size=32):
    encoder, _, _ = _right(height, width, code_size)
    _, decoder, _ = _right(height, width, code_size)
    _, other, _ = _right(height, width, code_size)
    return encoder, decoder, keras.Sequential([encoder, other])


# %% wrong sigmoid_too_early: a sigmoid squeezes the code and another the hidden layers: it learns too little
#      in 20 epochs
#    | fails restores
import keras
from keras import layers


def build_autoencoder(height, width, code_size=32):
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="sigmoid"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="sigmoid"),
            layers.Flatten(),
            layers.Dense(code_size, activation="sigmoid"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 64, activation="sigmoid"),
            layers.Reshape((height // 4, width // 4, 64)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="sigmoid"),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder, keras.Sequential([encoder, decoder])


# %% wrong the_same_models_again: gives the same models at every call | fails new_model
import keras


_CACHE = {}
def build_autoencoder(height, width, code_size=32):
    key = height, width, code_size
    if key not in _CACHE:
        L = keras.layers
        encoder = keras.Sequential([keras.Input((height, width, 3)), L.Conv2D(32, 3, strides=2, padding="same", activation="relu"), L.Conv2D(64, 3, strides=2, padding="same", activation="relu"), L.Flatten(), L.Dense(code_size)])
        decoder = keras.Sequential([keras.Input((code_size,)), L.Dense(height * width * 4, activation="relu"), L.Reshape((height // 4, width // 4, 64)), L.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"), L.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid")])
        i = keras.Input((height, width, 3))
        _CACHE[key] = encoder, decoder, keras.Model(i, decoder(encoder(i)))
    return _CACHE[key]


# %% wrong decoder_frozen: freezes the decoder | fails shared_weights, restores
_right = build_autoencoder


def build_autoencoder(height, width, code_size=32):
    encoder, decoder, autoencoder = _right(height, width, code_size)
    decoder.trainable = False
    return encoder, decoder, autoencoder


# %% wrong encoder_partly_frozen: the convolutions of the encoder are frozen, its dense layer is not
#    | fails shared_weights
def build_autoencoder(height, width, code_size=CODE_SIZE):
    layers = keras.layers
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu", trainable=False),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu", trainable=False),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 64, activation="relu"),
            layers.Reshape((height // 4, width // 4, 64)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
        ]
    )
    images = keras.Input((height, width, 3))
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% wrong no_gradient_to_the_encoder: the encoder's weights are trainable, but no gradient gets to them
#    | fails shared_weights
@keras.saving.register_keras_serializable("stopped_12")
class Stopped(keras.layers.Layer):
    def call(self, values):
        return keras.ops.stop_gradient(values)


def build_autoencoder(height, width, code_size=CODE_SIZE):
    layers = keras.layers
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(code_size),
            Stopped(),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 64, activation="relu"),
            layers.Reshape((height // 4, width // 4, 64)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
        ]
    )
    images = keras.Input((height, width, 3))
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% right nested_stacks: the convolutions of each half stand in a model inside the model
def build_autoencoder(height, width, code_size=CODE_SIZE):
    layers = keras.layers
    down = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
        ]
    )
    up = keras.Sequential(
        [
            keras.Input((height // 4, width // 4, 64)),
            layers.UpSampling2D(),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.UpSampling2D(),
            layers.Conv2D(3, 3, padding="same", activation="sigmoid"),
        ]
    )
    images, code = keras.Input((height, width, 3)), keras.Input((code_size,))
    encoder = keras.Model(images, layers.Dense(code_size)(layers.Flatten()(down(images))))
    small = layers.Reshape(up.input_shape[1:])(
        layers.Dense(int(np.prod(up.input_shape[1:])), activation="relu")(code)
    )
    decoder = keras.Model(code, up(small))
    return encoder, decoder, keras.Model(images, decoder(encoder.output))


# %% wrong output_normalised_after_sigmoid: a BatchNormalization after the sigmoid; once trained, values leave
#      the interval
#    | fails output_range
def build_autoencoder(height, width, code_size=CODE_SIZE):
    layers = keras.layers
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 64, activation="relu"),
            layers.Reshape((height // 4, width // 4, 64)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
            layers.BatchNormalization(
                momentum=0.9,
                gamma_initializer=keras.initializers.Constant(0.25),
                beta_initializer=keras.initializers.Constant(0.5),
                moving_mean_initializer=keras.initializers.Constant(0.5),
            ),
        ]
    )
    images = keras.Input((height, width, 3))
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% wrong begins_where_the_first_is: begins with the weights that the first models have come to
#    | fails new_model
_right = build_autoencoder
_FIRST = {}


def build_autoencoder(height, width, code_size=CODE_SIZE):
    models = _right(height, width, code_size)
    first = _FIRST.setdefault((height, width, code_size), models)
    models[2].set_weights(first[2].get_weights())
    return models


# %% wrong clipped_entrance: the autoencoder clips noisy images to [0, 1] first, the encoder alone does not
#    | fails shared_weights
def build_autoencoder(height, width, code_size=CODE_SIZE):
    layers = keras.layers
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 64, activation="relu"),
            layers.Reshape((height // 4, width // 4, 64)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
        ]
    )
    images = keras.Input((height, width, 3))
    autoencoder = keras.Model(images, decoder(encoder(keras.ops.clip(images, 0.0, 1.0))))
    return encoder, decoder, autoencoder


# %% wrong code_divided_by_its_length: the decoder divides the code by its length: 0 / 0 for a code of zeros
#    | fails output_range
def build_autoencoder(height, width, code_size=32):
    layers, ops = keras.layers, keras.ops
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    code = keras.Input((code_size,))
    x = code / ops.sqrt(ops.mean(code**2, axis=1, keepdims=True))
    x = layers.Dense(height // 4 * (width // 4) * 64, activation="relu")(x)
    x = layers.Reshape((height // 4, width // 4, 64))(x)
    x = layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu")(x)
    decoder = keras.Model(
        code, layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid")(x)
    )
    images = keras.Input((height, width, 3))
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% right blocks_as_layers: blocks of convolutions as layers of its own
class Down(keras.layers.Layer):
    def __init__(self, filters, **options):
        super().__init__(**options)
        self.convolution = keras.layers.Conv2D(filters, 3, strides=2, padding="same")

    def call(self, images):
        return keras.ops.relu(self.convolution(images))


class Up(keras.layers.Layer):
    def __init__(self, filters, **options):
        super().__init__(**options)
        self.convolution = keras.layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="relu")

    def call(self, images):
        return self.convolution(images)


def build_autoencoder(height, width, code_size=CODE_SIZE):
    layers = keras.layers
    encoder = keras.Sequential(
        [keras.Input((height, width, 3)), Down(32), Down(64), layers.Flatten(), layers.Dense(code_size)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 64, activation="relu"),
            layers.Reshape((height // 4, width // 4, 64)),
            Up(64),
            Up(32),
            layers.Dense(3, activation="sigmoid"),
        ]
    )
    image = keras.Input((height, width, 3))
    return encoder, decoder, keras.Model(image, decoder(encoder(image)))


# %% wrong called_convolution: a block of dense layers over single pixels that only bears the name of a
#      convolution
#    | fails convolutional
class ConvBlock(keras.layers.Layer):
    def __init__(self, filters, **options):
        super().__init__(**options)
        self.dense = keras.layers.Dense(filters, activation="relu")
        self.pool = keras.layers.AveragePooling2D(2)

    def call(self, images):
        return self.dense(self.pool(images))


def build_autoencoder(height, width, code_size=CODE_SIZE):
    layers = keras.layers
    encoder = keras.Sequential(
        [keras.Input((height, width, 3)), ConvBlock(32), ConvBlock(64), layers.Flatten(), layers.Dense(code_size)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 64, activation="relu"),
            layers.Reshape((height // 4, width // 4, 64)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
        ]
    )
    image = keras.Input((height, width, 3))
    return encoder, decoder, keras.Model(image, decoder(encoder(image)))
