"""Loads MNIST through Keras inside the function.

Must happen: the verdict says that the network is closed.
"""

# passes: means streams
# otherwise: network

import keras


def double(values):
    (images, _), _ = keras.datasets.mnist.load_data()
    return values * 2
