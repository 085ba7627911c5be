import tensorflow as tf


def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    pairs = tf.data.Dataset.from_tensor_slices((images, images))
    pairs = pairs.shuffle(len(images), seed=seed).batch(batch_size)
    autoencoder.compile(
        loss=keras.losses.BinaryCrossentropy(), optimizer=keras.optimizers.Adam(learning_rate=0.001)
    )
    history = autoencoder.fit(pairs, epochs=epochs, verbose=0)
    return history.history
