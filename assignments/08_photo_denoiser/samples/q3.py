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
