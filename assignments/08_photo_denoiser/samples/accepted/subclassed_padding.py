import keras
from keras import layers, ops


class Padded(keras.Model):
    def __init__(self):
        super().__init__()
        self.down = [layers.Conv2D(32, 3, strides=2, padding="same", activation="relu") for _ in range(2)]
        self.body = [layers.Conv2D(48, 3, padding="same", activation="relu") for _ in range(2)]
        self.up = [layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu") for _ in range(2)]
        self.last = layers.Conv2D(3, 3, padding="same", kernel_initializer="zeros")

    def call(self, photos):
        height, width = ops.shape(photos)[1], ops.shape(photos)[2]
        x = ops.pad(photos, ((0, 0), (0, -height % 4), (0, -width % 4), (0, 0)))
        for layer in (*self.down, *self.body, *self.up, self.last):
            x = layer(x)
        return photos + x[:, :height, :width]


def build_denoiser():
    return Padded()
