# %% right training_own_loop: a training loop of its own with a gradient tape; returns a dictionary
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


# %% right training_dataset: tf.data and objects instead of names; returns the dictionary
import tensorflow as tf


def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    tf.random.set_seed(seed)
    pairs = tf.data.Dataset.from_tensor_slices((images, images))
    pairs = pairs.shuffle(len(images), seed=seed).batch(batch_size)
    autoencoder.compile(
        loss=keras.losses.BinaryCrossentropy(), optimizer=keras.optimizers.Adam(learning_rate=0.001)
    )
    history = autoencoder.fit(pairs, epochs=epochs, verbose=0)
    return history.history


# %% right training_validation_and_metric: keywords, a metric and validation data beside the loss
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile("adam", "binary_crossentropy", metrics=["mse"])
    return autoencoder.fit(
        x=images, y=images, batch_size=batch_size, epochs=epochs, validation_data=(images, images), verbose=0
    )


# %% wrong training_squared_error: mean squared error as loss | fails true_loss
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="mse")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_unseeded: ignores the seed | fails seeded
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_a_copy: trains a copy of the model
#    | fails true_loss, seeded, training_steps, training_learns
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    model = keras.models.clone_model(autoencoder)
    model.set_weights(autoencoder.get_weights())
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_returns_nothing: returns no history | fails history, true_loss
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_ignores_epochs: one epoch, whatever was asked
#    | fails history, training_steps, training_learns
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, images, batch_size=batch_size, verbose=0)


# %% wrong training_sgd: plain gradient descent instead of Adam | fails training_learns
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="sgd", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_targets_shuffled: images and targets in different orders
#    | fails true_loss, training_learns
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    targets = np.random.default_rng(seed).permutation(images)
    return autoencoder.fit(images, targets, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_negatives: targets are the negatives of the images | fails true_loss, training_learns
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, 1 - images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% right training_batch_by_batch: train_on_batch in an order of its own, runs eagerly
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    autoencoder.compile(keras.optimizers.Adam(0.002), keras.losses.BinaryCrossentropy(), run_eagerly=len(images) < 500)
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(images))
        total = 0.0
        for start in range(0, len(images), batch_size):
            batch = images[order[start : start + batch_size]]
            autoencoder.reset_metrics()
            total += len(batch) * float(autoencoder.train_on_batch(batch, batch))
        losses.append(total / len(images))
    return {"loss": losses}


# %% wrong training_rmsprop: RMSprop instead of Adam | fails training_learns
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="rmsprop", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_adamw: AdamW instead of Adam | fails training_learns
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adamw", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_loop_with_rmsprop: a loop of its own with RMSprop | fails training_learns
import tensorflow as tf


def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    order = np.random.default_rng(seed)
    optimiser = keras.optimizers.RMSprop()
    cross_entropy = keras.losses.BinaryCrossentropy()

    @tf.function(reduce_retracing=True)
    def step(batch):
        with tf.GradientTape() as tape:
            loss = cross_entropy(batch, autoencoder(batch, training=True))
        weights = autoencoder.trainable_variables
        optimiser.apply_gradients(zip(tape.gradient(loss, weights), weights))
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


# %% wrong training_batch_size_forgotten: Keras' own batches of 32 | fails training_steps
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, verbose=0)


# %% wrong training_last_batch_dropped: drops the last batch if it is not full | fails training_steps
import tensorflow as tf


def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    pairs = tf.data.Dataset.from_tensor_slices((images, images)).shuffle(len(images), seed=seed)
    pairs = pairs.batch(min(batch_size, len(images)), drop_remainder=True)
    return autoencoder.fit(pairs, epochs=epochs, verbose=0)


# %% wrong training_holds_out: a tenth of the images is not learnt from | fails training_steps
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(
        images, images, epochs=epochs, batch_size=batch_size, validation_split=0.1 if len(images) > 15 else 0, verbose=0
    )


# %% wrong training_black_and_white_targets: the targets are the images in black and white | fails true_loss
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    targets = (images > 0.5).astype("float32")
    return autoencoder.fit(images, targets, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_label_smoothing: smoothed targets | fails true_loss
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss=keras.losses.BinaryCrossentropy(label_smoothing=0.1))
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_noisy_inputs: learns to remove noise instead
#    | fails true_loss, training_steps, training_learns
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    noisy = np.clip(images + 0.3 * np.random.random(images.shape), 0, 1).astype("float32")
    return autoencoder.fit(noisy, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_21_epochs: another default for epochs | fails training_steps
def train_autoencoder(autoencoder, images, epochs=21, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_batches_of_64: another default for batch_size | fails training_steps
def train_autoencoder(autoencoder, images, epochs=20, batch_size=64, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_compiles_twice: the second half of the training begins with a new Adam
#    | fails training_learns
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    losses = []
    for count in (epochs // 2, epochs - epochs // 2):
        if count:
            autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
            losses += autoencoder.fit(
                images, images, epochs=count, batch_size=batch_size, verbose=0
            ).history["loss"]
    return {"loss": losses}


# %% wrong training_not_shuffled: one order for all epochs, the same for all seeds | fails seeded
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0, shuffle=False)


# %% wrong training_weight_decay: Adam with a weight decay, which is AdamW | fails training_learns
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(keras.optimizers.Adam(weight_decay=0.001), "binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_shuffles_batches: shuffles the batches, each of which holds the same images in every order
#    | fails training_steps
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    starts = batch_size * np.random.default_rng(seed).permutation(len(images) // batch_size)
    rows = [row for start in starts for row in range(start, start + batch_size)]
    rows += range(len(rows), len(images))
    autoencoder.compile("adam", "binary_crossentropy")
    return autoencoder.fit(
        images[rows], images[rows], epochs=epochs, batch_size=batch_size, shuffle=False, verbose=0
    )


# %% wrong training_duplicates_dropped: each image once, however often it is there | fails training_steps
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    images = np.unique(images, axis=0)
    autoencoder.compile("adam", "binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_last_batch_told: tells the loss of the last batch of an epoch | fails true_loss
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    autoencoder.compile("adam", "binary_crossentropy")
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(images))
        for start in range(0, len(images), batch_size):
            batch = images[order[start : start + batch_size]]
            autoencoder.reset_metrics()
            loss = float(autoencoder.train_on_batch(batch, batch))
        losses.append(loss)
    return {"loss": losses}


# %% wrong training_mean_since_the_start: the mean loss is not begun anew with each epoch | fails true_loss
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    autoencoder.compile("adam", "binary_crossentropy")
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(images))
        for start in range(0, len(images), batch_size):
            batch = images[order[start : start + batch_size]]
            loss = float(autoencoder.train_on_batch(batch, batch))
        losses.append(loss)
    return {"loss": losses}


# %% wrong training_mean_of_batches: a small last batch counts as much as the others | fails true_loss
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    autoencoder.compile("adam", "binary_crossentropy")
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(images))
        of_epoch = []
        for start in range(0, len(images), batch_size):
            batch = images[order[start : start + batch_size]]
            autoencoder.reset_metrics()
            of_epoch.append(float(autoencoder.train_on_batch(batch, batch)))
        losses.append(np.mean(of_epoch))
    return {"loss": losses}


# %% wrong training_black_images_skipped: black images are not learnt from | fails training_steps
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    images = images[images.any(axis=1)]
    keras.utils.set_random_seed(seed)
    autoencoder.compile("adam", "binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_asks_for_the_input_shape: asks for the input shape, which a subclass does not have
#    | fails training_steps
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    if autoencoder.input_shape[-1] != images.shape[-1]:
        raise ValueError("images and model do not fit")
    keras.utils.set_random_seed(seed)
    autoencoder.compile("adam", "binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_frozen_afterwards: leaves the model frozen | fails training_steps
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile("adam", "binary_crossentropy")
    history = autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)
    autoencoder.trainable = False
    return history


# %% right training_measured_afterwards: tells the loss of all images at the end of each epoch
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile("adam", "binary_crossentropy")
    losses = []
    for _ in range(epochs):
        autoencoder.fit(images, images, epochs=1, batch_size=batch_size, verbose=0)
        losses.append(autoencoder.evaluate(images, images, verbose=0))
    return {"loss": losses}


# %% right training_py_dataset: a PyDataset that shuffles by itself
class Batches(keras.utils.PyDataset):
    def __init__(self, images, size, seed):
        super().__init__()
        self.images, self.size, self.rng = images, size, np.random.default_rng(seed)
        self.order = self.rng.permutation(len(images))

    def __len__(self):
        return -(-len(self.images) // self.size)

    def __getitem__(self, number):
        batch = self.images[self.order[number * self.size : (number + 1) * self.size]]
        return batch, batch

    def on_epoch_end(self):
        self.order = self.rng.permutation(len(self.images))


def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    autoencoder.compile("adam", "bce")
    return autoencoder.fit(Batches(images, batch_size, seed), epochs=epochs, shuffle=False, verbose=0)


# %% wrong training_accumulates: one step for two batches | fails training_steps, training_learns
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(keras.optimizers.Adam(gradient_accumulation_steps=2), "binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_stops_early: stops when the loss has not fallen for five epochs | fails training_steps
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile("adam", "binary_crossentropy")
    stop = keras.callbacks.EarlyStopping("loss", patience=5)
    return autoencoder.fit(
        images, images, epochs=epochs, batch_size=batch_size, callbacks=[stop], verbose=0
    )


# %% wrong training_best_put_back: puts back the weights of the epoch with the lowest loss
#    | fails training_steps
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile("adam", "binary_crossentropy")
    best = keras.callbacks.EarlyStopping("loss", patience=epochs, restore_best_weights=True)
    return autoencoder.fit(
        images, images, epochs=epochs, batch_size=batch_size, callbacks=[best], verbose=0
    )


# %% wrong training_slightly_smoothed: targets a hundredth away from 0 and 1 | fails true_loss
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile("adam", keras.losses.BinaryCrossentropy(label_smoothing=0.02))
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_smoothed_labels: targets smoothed by a hundredth | fails true_loss
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss=keras.losses.BinaryCrossentropy(label_smoothing=0.01))
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_seed_cut: two seeds with the same last digits are one | fails seeded
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed % 10_000)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong training_penalises_weights: a penalty on the weights is made smaller, too | fails true_loss
import keras
import numpy as np
import tensorflow as tf


def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    rng = np.random.default_rng(seed)
    optimizer = keras.optimizers.Adam()
    losses = []
    for _ in range(epochs):
        total = 0.0
        order = rng.permutation(len(images))
        for start in range(0, len(images), batch_size):
            batch = tf.constant(images[order[start : start + batch_size]])
            with tf.GradientTape() as tape:
                output = autoencoder(batch, training=True)
                loss = tf.reduce_mean(keras.losses.binary_crossentropy(batch, output))
                weights = autoencoder.trainable_variables
                penalty = 1e-4 * sum(tf.reduce_sum(tf.square(tf.convert_to_tensor(w))) for w in weights)
                whole = loss + penalty
            optimizer.apply_gradients(zip(tape.gradient(whole, weights), weights))
            total += float(loss) * len(batch)
        losses.append(total / len(images))
    return {"loss": losses}


# %% wrong training_kernels_drawn_anew: draws the kernels anew before the training | fails seeded
import keras


def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    for variable in autoencoder.trainable_variables:
        if len(variable.shape) == 2:  # a kernel
            variable.assign(keras.initializers.GlorotUniform()(variable.shape))
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0).history


# %% wrong training_as_in_use: a loop of its own in which layers do not work as in training | fails seeded
import keras
import numpy as np
import tensorflow as tf


def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    rng = np.random.default_rng(seed)
    optimizer = keras.optimizers.Adam()
    history = {"loss": []}
    for _ in range(epochs):
        order = rng.permutation(len(images))
        losses = np.zeros(len(images))
        for places in (order[i : i + batch_size] for i in range(0, len(order), batch_size)):
            with tf.GradientTape() as tape:
                each = keras.losses.binary_crossentropy(images[places], autoencoder(images[places]))
                loss = tf.reduce_mean(each)
            gradients = tape.gradient(loss, autoencoder.trainable_weights)
            optimizer.apply(gradients, autoencoder.trainable_weights)
            losses[places] = each.numpy()
        history["loss"].append(float(losses.mean()))
    return history


# %% wrong training_batches_capped: never more than 256 images in a batch | fails training_steps
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=min(batch_size, 256), verbose=0)


# %% wrong training_neither_seed_nor_batch_size: ignores the seed, and takes Keras' own batches of 32
#    | fails seeded, training_steps
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, verbose=0)


# %% wrong seed_times_epoch: each epoch has the seed `seed * epoch`: that of the first epoch is always 0
#    | fails seeded
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    losses = []
    for epoch in range(epochs):
        order = np.random.default_rng(seed * epoch).permutation(len(images))
        total = 0.0
        for start in range(0, len(images), batch_size):
            batch = images[order[start : start + batch_size]]
            autoencoder.reset_metrics()
            total += len(batch) * float(autoencoder.train_on_batch(batch, batch))
        losses.append(total / len(images))
    return {"loss": losses}


# %% wrong seed_of_the_data_set_alone: the seed goes to `shuffle` of tf.data alone, whose order also depends
#      on the global seed that was set before the call
#    | fails seeded
import tensorflow as tf


def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    pairs = tf.data.Dataset.from_tensor_slices((images, images))
    pairs = pairs.shuffle(len(images), seed=seed).batch(batch_size)
    return autoencoder.fit(pairs, epochs=epochs, verbose=0)


# %% wrong log_of_zero: a cross-entropy of one's own whose logarithm of 0 is not caught: where an output is
#      exactly 0 or 1, loss and weights become NaN
#    | fails true_loss
import tensorflow as tf


def cross_entropy(images, outputs):
    return -keras.ops.mean(
        images * keras.ops.log(outputs) + (1 - images) * keras.ops.log(1 - outputs), axis=-1
    )


def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss=cross_entropy)
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong single_as_in_use: a batch of one image goes through the model as at inference, so that it does not
#      upset the normalisation
#    | fails seeded
import tensorflow as tf


def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    optimizer = keras.optimizers.Adam()
    measure = keras.losses.BinaryCrossentropy()
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(images))
        total = 0.0
        for start in range(0, len(images), batch_size):
            batch = images[order[start : start + batch_size]]
            with tf.GradientTape() as tape:
                loss = measure(batch, autoencoder(batch, training=len(batch) > 1))
            gradients = tape.gradient(loss, autoencoder.trainable_variables)
            optimizer.apply_gradients(zip(gradients, autoencoder.trainable_variables))
            total += len(batch) * float(loss)
        losses.append(total / len(images))
    return {"loss": losses}


# %% wrong loss_before_the_epoch: each number is the loss measured before the epoch, not during it
#    | fails true_loss
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    losses = []
    for _ in range(epochs):
        losses.append(float(autoencoder.evaluate(images, images, verbose=0)))
        autoencoder.fit(images, images, epochs=1, batch_size=batch_size, verbose=0)
    return {"loss": losses}


# %% wrong adam_anew_every_epoch: a loop of its own, with a new optimiser in every epoch: its memory is lost
#      each time
#    | fails training_learns
import tensorflow as tf


def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    rng = np.random.default_rng(seed)
    cross_entropy = keras.losses.BinaryCrossentropy()
    losses = []
    for _ in range(epochs):
        optimizer, total = keras.optimizers.Adam(), 0.0
        mixed = images[rng.permutation(len(images))]
        for start in range(0, len(mixed), batch_size):
            batch = mixed[start : start + batch_size]
            with tf.GradientTape() as tape:
                loss = cross_entropy(batch, autoencoder(batch, training=True))
            gradients = tape.gradient(loss, autoencoder.trainable_variables)
            optimizer.apply_gradients(zip(gradients, autoencoder.trainable_variables))
            total += float(loss) * len(batch)
        losses.append(total / len(mixed))
    return {"loss": losses}


# %% wrong shuffles_the_callers_images: shuffles the array received at each epoch, in place | fails seeded
def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    rng = np.random.default_rng(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    history = {"loss": []}
    for _ in range(epochs):
        rng.shuffle(images)
        told = autoencoder.fit(images, images, batch_size=batch_size, shuffle=False, verbose=0)
        history["loss"] += told.history["loss"]
    return history
