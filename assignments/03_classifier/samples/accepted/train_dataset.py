import tensorflow as tf


def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    pairs = tf.data.Dataset.from_tensor_slices((images, labels))
    pairs = pairs.shuffle(len(images), seed=seed, reshuffle_each_iteration=True).batch(batch_size)
    return model.fit(pairs, epochs=epochs, verbose=0)
