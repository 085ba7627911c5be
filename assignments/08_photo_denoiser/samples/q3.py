# %% right dilated: dilated convolutions at full size, plain layers only
import keras
from keras import layers


def build_denoiser():
    photo = x = keras.Input((None, None, 3))
    for dilation in (1, 2, 4, 2, 1):
        x = layers.Conv2D(24, 3, padding="same", dilation_rate=dilation, activation="relu")(x)
    return keras.Model(photo, layers.add([photo, layers.Conv2D(3, 3, padding="same")(x)]))


# %% right subclassed_padding: a subclassed network that pads to even sizes, works at half size too, and cuts
#      the margin off
import keras
from keras import layers, ops


class Padded(keras.Model):
    def __init__(self):
        super().__init__()
        self.first = layers.Conv2D(24, 3, padding="same", activation="relu")
        self.down = layers.Conv2D(32, 3, strides=2, padding="same", activation="relu")
        self.body = [layers.Conv2D(32, 3, padding="same", activation="relu") for _ in range(2)]
        self.up = layers.UpSampling2D()
        self.joined = layers.Conv2D(24, 3, padding="same", activation="relu")
        self.last = layers.Conv2D(3, 3, padding="same", kernel_initializer="zeros")

    def call(self, photos):
        height, width = ops.shape(photos)[1], ops.shape(photos)[2]
        full = self.first(ops.pad(photos, ((0, 0), (0, height % 2), (0, width % 2), (0, 0))))
        x = self.down(full)
        for layer in self.body:
            x = layer(x)
        x = self.last(self.joined(ops.concatenate([full, self.up(x)], axis=-1)))
        return photos + x[:, :height, :width]


def build_denoiser():
    return Padded()


# %% wrong multiples_of_four_only: pools twice without care: odd sizes come back larger or smaller
#    | fails odd_sizes
import keras
from keras import layers


def build_denoiser():
    photo = keras.Input((None, None, 3))
    full = layers.Conv2D(32, 3, padding="same", activation="relu")(photo)
    x = layers.MaxPooling2D()(full)
    x = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = layers.UpSampling2D()(x)
    x = layers.Conv2D(32, 3, padding="same", activation="relu")(layers.Add()([x, full]))
    noise = layers.Conv2D(3, 3, padding="same", kernel_initializer="zeros")(x)
    return keras.Model(photo, layers.Subtract()([photo, noise]))


# %% wrong fixed_size: the input has 24 × 24 pixels and no other size (defect of work C: 224 and 400)
#    | fails same_size, odd_sizes
import keras
from keras import layers


def build_denoiser():
    photo = x = keras.Input((24, 24, 3))
    for _ in range(3):
        x = layers.Conv2D(24, 3, padding="same", activation="relu")(x)
    noise = layers.Conv2D(3, 3, padding="same", kernel_initializer="zeros")(x)
    return keras.Model(photo, layers.Subtract()([photo, noise]))


# %% wrong gives_the_photo_back: learns nothing: the output is the input | fails new_model, learns
import keras


def build_denoiser():
    photo = keras.Input((None, None, 3))
    return keras.Model(photo, keras.layers.Activation("linear")(photo))


# %% wrong one_network_for_all: gives the same network at every call | fails new_model
import keras


def _shared():
    L = keras.layers
    photo = keras.Input((None, None, 3))
    x = L.Conv2D(32, 3, padding="same", activation="relu")(photo)
    x = L.Conv2D(32, 3, padding="same", activation="relu")(x)
    return keras.Model(photo, L.Subtract()([photo, L.Conv2D(3, 3, padding="same")(x)]))
_MODEL = _shared()

def build_denoiser():
    return _MODEL


# %% wrong warm_start: begins with the weights of the network built before | fails new_model
_BEFORE = []


def build_denoiser() -> keras.Model:
    inputs = keras.Input((None, None, 3))
    x = inputs
    for dilation in (1, 2, 2, 1):
        x = keras.layers.Conv2D(32, 3, padding="same", dilation_rate=dilation, activation="relu")(x)
    noise = keras.layers.Conv2D(3, 3, padding="same")(x)
    model = keras.Model(inputs, keras.layers.Subtract()([inputs, noise]))
    if _BEFORE:
        model.set_weights(_BEFORE[-1].get_weights())
    _BEFORE.append(model)
    return model


# %% wrong alternating_pair: hands out two networks in turn | fails new_model
import itertools as _itertools


def _fresh():
    inputs = keras.Input((None, None, 3))
    x = inputs
    for dilation in (1, 2, 2, 1):
        x = keras.layers.Conv2D(32, 3, padding="same", dilation_rate=dilation, activation="relu")(x)
    noise = keras.layers.Conv2D(3, 3, padding="same")(x)
    return keras.Model(inputs, keras.layers.Subtract()([inputs, noise]))


_TURN = _itertools.cycle([_fresh(), _fresh()])


def build_denoiser() -> keras.Model:
    return next(_TURN)


# %% wrong shifted_when_padded: pads on top and cuts at the bottom | fails learns
class Padded(keras.Model):
    def __init__(self):
        super().__init__()
        self.first = keras.layers.Conv2D(32, 3, padding="same", activation="relu")
        self.down = keras.layers.Conv2D(48, 3, strides=2, padding="same", activation="relu")
        self.middle = keras.layers.Conv2D(48, 3, padding="same", activation="relu")
        self.up = keras.layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu")
        self.last = keras.layers.Conv2D(3, 3, padding="same")

    def call(self, photos):
        shape = keras.ops.shape(photos)
        height, width = shape[1], shape[2]
        padded = keras.ops.pad(photos, [[0, 0], [-height % 4, 0], [-width % 4, 0], [0, 0]])
        first = self.first(padded)
        x = self.up(self.middle(self.down(first))) + first
        return (padded - self.last(x))[:, :height, :width]


def build_denoiser() -> keras.Model:
    return Padded()


# %% wrong last_line_black: the last line of an odd size comes out black | fails learns
class Even(keras.Model):
    def __init__(self):
        super().__init__()
        self.down = keras.layers.Conv2D(32, 3, strides=2, padding="same", activation="relu")
        self.side = keras.layers.Conv2D(32, 3, padding="same", activation="relu")
        self.middle = keras.layers.Conv2D(32, 3, padding="same", activation="relu")
        self.up = keras.layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu")
        self.last = keras.layers.Conv2D(3, 3, padding="same")

    def call(self, photos):
        shape = keras.ops.shape(photos)
        odd = (shape[1] % 2, shape[2] % 2)
        even = photos[:, : shape[1] - odd[0], : shape[2] - odd[1]]
        x = self.up(self.middle(self.down(even))) + self.side(even)
        return keras.ops.pad(even - self.last(x), [[0, 0], [0, odd[0]], [0, odd[1]], [0, 0]])


def build_denoiser() -> keras.Model:
    return Even()


# %% wrong odd_untouched: gives photos of odd sizes back as they came | fails learns
class OnlyEven(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = [keras.layers.Conv2D(32, 3, padding="same", activation="relu") for _ in range(4)]
        self.last = keras.layers.Conv2D(3, 3, padding="same")

    def call(self, photos):
        x = photos
        for layer in self.hidden:
            x = layer(x)
        shape = keras.ops.shape(photos)
        even = keras.ops.cast((shape[1] % 2 == 0) & (shape[2] % 2 == 0), "float32")
        return photos - even * self.last(x)


def build_denoiser() -> keras.Model:
    return OnlyEven()


# %% wrong one_network_a_size: a network for small photos, another for large ones | fails learns
class Two(keras.Model):
    def __init__(self):
        super().__init__()
        self.small, self.large = self.network(), self.network()

    @staticmethod
    def network():
        inputs = keras.Input((None, None, 3))
        x = inputs
        for _ in range(4):
            x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
        noise = keras.layers.Conv2D(3, 3, padding="same")(x)
        return keras.Model(inputs, keras.layers.Subtract()([inputs, noise]))

    def build(self, shape):
        self.built = True

    def call(self, photos):
        height = photos.shape[1]
        return self.large(photos) if height is not None and height > 32 else self.small(photos)


def build_denoiser() -> keras.Model:
    return Two()


# %% wrong fixed_blur: a blur in which nothing learns | fails learns
def build_denoiser() -> keras.Model:
    kernel = np.outer([1, 2, 1], [1, 2, 1])[:, :, None, None].repeat(3, axis=2) / 16
    blur = keras.layers.DepthwiseConv2D(3, padding="same", use_bias=False, trainable=False)
    model = keras.Sequential([keras.Input((None, None, 3)), blur])
    blur.set_weights([kernel.astype("float32")])
    return model


# %% wrong edges_untouched: estimates no noise along the edges | fails learns
import keras


def build_denoiser():
    layers = keras.layers
    photos = keras.Input((None, None, 3))
    x = layers.Conv2D(32, 3, activation="relu")(photos)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.Conv2D(3, 3)(x)
    noise = layers.ZeroPadding2D(3)(x)
    return keras.Model(photos, layers.Subtract()([photos, noise]))


# %% right depthwise_beside: a depthwise convolution beside a plain one
import keras


def build_denoiser():
    layers = keras.layers
    photos = keras.Input((None, None, 3), dtype="float32")
    x = layers.DepthwiseConv2D(5, padding="same", depth_multiplier=8, activation="relu")(photos)
    y = layers.Conv2D(24, 3, padding="same", activation="leaky_relu")(photos)
    x = layers.Concatenate()([x, y])
    for _ in range(3):
        x = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    noise = layers.Conv2D(3, 3, padding="same", kernel_initializer="zeros")(x)
    return keras.Model(inputs=photos, outputs=layers.Add()([photos, noise]))


# %% right underscored: a subclass whose name begins with an underscore
class _Denoiser(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = [keras.layers.Conv2D(32, 3, padding="same", activation="relu") for _ in range(4)]
        self.last = keras.layers.Conv2D(3, 3, padding="same")

    def call(self, photos):
        x = photos
        for layer in self.hidden:
            x = layer(x)
        return photos - self.last(x)


def build_denoiser() -> keras.Model:
    return _Denoiser()


# %% wrong last_row_left: pooling drops the last row and column of odd sizes; filled with zeros on the way
#      back, they keep their noise
#    | fails learns
import tensorflow as tf


class HalfSize(keras.Model):
    def __init__(self):
        super().__init__()
        self.first = keras.layers.Conv2D(32, 3, padding="same", activation="relu")
        self.down = keras.layers.Conv2D(48, 2, strides=2, activation="relu")  # padding "valid"
        self.middle = keras.layers.Conv2D(48, 3, padding="same", activation="relu")
        self.up = keras.layers.Conv2DTranspose(3, 2, strides=2)

    def call(self, photos):
        noise = self.up(self.middle(self.down(self.first(photos))))
        missing = tf.shape(photos) - tf.shape(noise)
        noise = tf.pad(noise, [[0, 0], [0, missing[1]], [0, missing[2]], [0, 0]])
        return photos - tf.reshape(noise, tf.shape(photos))


def build_denoiser():
    model = HalfSize()
    model(np.zeros((1, 16, 16, 3), "float32"))
    return model
