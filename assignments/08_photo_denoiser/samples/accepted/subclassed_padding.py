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
