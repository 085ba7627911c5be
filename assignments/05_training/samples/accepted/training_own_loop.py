import tensorflow as tf


def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    order = np.random.default_rng(seed)
    adam = keras.optimizers.Adam()
    cross_entropy = keras.losses.BinaryCrossentropy()
    count = round(0.8 * len(noisy))

    def loss(inputs, targets):
        return float(cross_entropy(targets, model(inputs, training=False)))

    @tf.function(reduce_retracing=True)
    def step(inputs, targets):
        with tf.GradientTape() as tape:
            value = cross_entropy(targets, model(inputs, training=True))
        adam.apply_gradients(
            zip(tape.gradient(value, model.trainable_variables), model.trainable_variables)
        )
        return value

    history = {"loss": [], "val_loss": []}
    best, weights = np.inf, model.get_weights()
    while len(history["loss"]) < epochs:
        rows = order.permutation(count)
        batches = [rows[start : start + batch_size] for start in range(0, count, batch_size)]
        sums = [float(step(tf.constant(noisy[b]), tf.constant(clean[b]))) * len(b) for b in batches]
        history["loss"].append(sum(sums) / count)
        history["val_loss"].append(loss(noisy[count:], clean[count:]))
        if history["val_loss"][-1] < best:
            best, weights, without = history["val_loss"][-1], model.get_weights(), 0
        else:
            without += 1
        if without == patience:
            break
    model.set_weights(weights)
    return history, loss(noisy_test, clean_test)
