import random

import tensorflow as tf


def train_classifier(model, images, labels, epochs, batch_size, seed):
    random.seed(seed)
    np.random.seed(seed)
    tf.random.set_seed(seed)
    history = model.fit(images, labels, batch_size, epochs, 0, shuffle=True)
    return history.history
