import tensorflow as tf


def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    order = np.random.default_rng(seed)
    adam = keras.optimizers.Adam()
    cross_entropy = keras.losses.BinaryCrossentropy()

    @tf.function(reduce_retracing=True)
    def step(batch):
        with tf.GradientTape() as tape:
            loss = cross_entropy(batch, autoencoder(batch, training=True))
        weights = autoencoder.trainable_variables
        adam.apply_gradients(zip(tape.gradient(loss, weights), weights))
        return loss

    losses = []
    for _ in range(epochs):
        shuffled = order.permutation(images)
        total = 0.0
        for start in range(0, len(images), batch_size):
            batch = shuffled[start : start + batch_size]
            total += float(step(tf.constant(batch))) * len(batch)
        losses.append(total / len(images))
    return {"loss": losses}
