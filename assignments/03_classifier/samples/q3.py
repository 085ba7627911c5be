# %% right train_positional: three seeds set one by one, arguments by position, returns the dictionary
import random

import tensorflow as tf


def train_classifier(model, images, labels, epochs, batch_size, seed):
    random.seed(seed)
    np.random.seed(seed)
    tf.random.set_seed(seed)
    history = model.fit(images, labels, batch_size, epochs, 0, shuffle=True)
    return history.history


# %% right train_dataset: tf.data with a seeded shuffle
import tensorflow as tf


def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    pairs = tf.data.Dataset.from_tensor_slices((images, labels))
    pairs = pairs.shuffle(len(images), seed=seed, reshuffle_each_iteration=True).batch(batch_size)
    return model.fit(pairs, epochs=epochs, verbose=0)


# %% right train_batch_by_batch: train_on_batch in an order of its own
def train_classifier(model, images, labels, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    keras.utils.set_random_seed(seed)
    history = {"loss": [], "accuracy": []}
    for _ in range(epochs):
        order = rng.permutation(len(images))
        sums = dict.fromkeys(history, 0.0)
        for start in range(0, len(images), batch_size):
            chosen = order[start : start + batch_size]
            figures = model.train_on_batch(images[chosen], labels[chosen], return_dict=True)
            for name in sums:
                sums[name] += float(figures[name]) * len(chosen)
        for name, values in history.items():
            values.append(sums[name] / len(images))
    return history


# %% wrong train_unseeded: sets no seed | fails train_seed
def train_classifier(model, images, labels, epochs, batch_size, seed):
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong train_seed_ignored: a fixed seed in the place of the argument | fails train_order
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(42)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong train_not_shuffled: shuffle=False | fails train_order
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, shuffle=False, verbose=0)


# %% wrong train_one_epoch: forgets epochs | fails train_history, train_steps
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    return model.fit(images, labels, batch_size=batch_size, verbose=0)


# %% wrong train_batch_size_forgotten: forgets batch_size: Keras takes 32 | fails train_steps
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    return model.fit(images, labels, epochs=epochs, verbose=0)


# %% wrong train_holds_out_a_fifth: validation_split: a fifth of the images is not learnt from
#    | fails train_steps
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    return model.fit(
        images, labels, epochs=epochs, batch_size=batch_size, validation_split=0.2, verbose=0
    )


# %% wrong train_shuffles_in_place: shuffles the arrays received | fails train_input_unchanged
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    np.random.default_rng(seed).shuffle(images)
    np.random.default_rng(seed).shuffle(labels)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong train_labels_left_behind: shuffles the images and forgets the labels | fails train_learns
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    order = np.random.permutation(len(images))
    return model.fit(images[order], labels, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong train_returns_model: returns the model instead of the history | fails train_history
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)
    return model


# %% right train_gradient_tape: a loop of its own with the model's optimizer and loss
import tensorflow as tf


def train_classifier(model, images, labels, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    history = {"loss": [], "accuracy": []}
    for _ in range(epochs):
        order = rng.permutation(len(images))
        loss, right = 0.0, 0
        for start in range(0, len(order), batch_size):
            x, y = images[order[start : start + batch_size]], labels[order[start : start + batch_size]]
            with tf.GradientTape() as tape:
                answers = model(x, training=True)
                each = model.compute_loss(x=x, y=y, y_pred=answers)
            grads = tape.gradient(each, model.trainable_variables)
            model.optimizer.apply_gradients(zip(grads, model.trainable_variables))
            loss += float(each) * len(x)
            right += int((np.argmax(answers, axis=1) == y).sum())
        history["loss"].append(loss / len(images))
        history["accuracy"].append(right / len(images))
    return history


# %% right train_epoch_by_epoch: fit once an epoch on images shuffled by its own generator
def train_classifier(model, images, labels, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses, accuracies = [], []
    for _ in range(epochs):
        order = rng.permutation(len(images))
        found = model.fit(images[order], labels[order], batch_size=batch_size, shuffle=False, verbose=0).history
        losses += found["loss"]
        accuracies += found["accuracy"]
    return {"loss": losses, "accuracy": accuracies}


# %% wrong train_from_new_weights: gives the model new weights first | fails train_continues
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    model.set_weights([keras.ops.convert_to_numpy(w) * 0 + 0.01 * np.random.randn(*w.shape) for w in model.get_weights()])
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong train_each_image_once: each image once | fails train_steps
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    _, first = np.unique(images, axis=0, return_index=True)
    return model.fit(
        images[np.sort(first)], labels[np.sort(first)], epochs=epochs, batch_size=batch_size, verbose=0
    )


# %% wrong train_rescaled: the images are scaled once more | fails train_steps
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    return model.fit(images / images.max(), labels, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong train_plateau: the learning rate falls when the loss does not | fails train_continues
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    slower = keras.callbacks.ReduceLROnPlateau(monitor="loss", patience=1)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0, callbacks=[slower])


# %% wrong train_ten_classes: ten classes only | fails train_continues
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    model.compile(model.optimizer, "categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, np.eye(10)[labels], epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong train_summed_history: history says the sum of the batches | fails train_history
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    history = model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0).history
    steps = -(-len(images) // batch_size)
    return {"loss": [steps * each for each in history["loss"]], "accuracy": history["accuracy"]}


# %% wrong train_shuffles_batches: shuffles the batches, each of which holds the same images in every order
#    | fails train_order
def train_classifier(model, images, labels, epochs, batch_size, seed):
    starts = batch_size * np.random.default_rng(seed).permutation(len(images) // batch_size)
    rows = [row for start in starts for row in range(start, start + batch_size)]
    rows += range(len(rows), len(images))
    return model.fit(
        images[rows], labels[rows], epochs=epochs, batch_size=batch_size, shuffle=False, verbose=0
    )


# %% wrong train_frozen_afterwards: leaves the model frozen | fails train_continues
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    history = model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)
    model.trainable = False
    return history


# %% wrong train_best_put_back: puts back the weights of the epoch with the lowest loss
#    | fails train_continues
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    best = keras.callbacks.EarlyStopping("loss", patience=epochs, restore_best_weights=True)
    return model.fit(
        images, labels, epochs=epochs, batch_size=batch_size, callbacks=[best], verbose=0
    )


# %% wrong train_in_use_mode: a loop of its own in which layers do not work as in training
#    | fails train_continues
import tensorflow as tf


def train_classifier(model, images, labels, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    history = {"loss": [], "accuracy": []}
    for _ in range(epochs):
        order = rng.permutation(len(images))
        loss_sum, right = 0.0, 0
        for start in range(0, len(images), batch_size):
            part = order[start : start + batch_size]
            with tf.GradientTape() as tape:
                answers = model(images[part])
                loss = model.compute_loss(x=images[part], y=labels[part], y_pred=answers)
            gradients = tape.gradient(loss, model.trainable_variables)
            model.optimizer.apply(gradients, model.trainable_variables)
            loss_sum += float(loss) * len(part)
            right += int((np.argmax(answers, axis=1) == labels[part]).sum())
        history["loss"].append(loss_sum / len(images))
        history["accuracy"].append(right / len(images))
    return history


# %% right train_with_tape: a loop of its own with a gradient tape
import tensorflow as tf


def train_classifier(model, images, labels, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    history = {"loss": [], "accuracy": []}
    for _ in range(epochs):
        order = rng.permutation(len(images))
        loss_sum, right = 0.0, 0
        for start in range(0, len(images), batch_size):
            part = order[start : start + batch_size]
            with tf.GradientTape() as tape:
                answers = model(images[part], training=True)
                loss = model.compute_loss(x=images[part], y=labels[part], y_pred=answers)
            gradients = tape.gradient(loss, model.trainable_variables)
            model.optimizer.apply(gradients, model.trainable_variables)
            loss_sum += float(loss) * len(part)
            right += int((np.argmax(answers, axis=1) == labels[part]).sum())
        history["loss"].append(loss_sum / len(images))
        history["accuracy"].append(right / len(images))
    return history


# %% wrong train_last_batch_told: history says what train_on_batch says of the last batch
#    | fails train_history
def train_classifier(model, images, labels, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    history = {"loss": [], "accuracy": []}
    for _ in range(epochs):
        order = rng.permutation(len(images))
        for start in range(0, len(images), batch_size):
            chosen = order[start : start + batch_size]
            figures = model.train_on_batch(images[chosen], labels[chosen], return_dict=True)
        for name, values in history.items():
            values.append(float(figures[name]))
    return history


# %% wrong train_seed_cut: two seeds with the same last digits are one | fails train_order
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed % 10_000)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong train_statistics_anew: the statistics of normalisation layers begin anew | fails train_continues
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.moving_mean.assign(layer.moving_mean * 0)
            layer.moving_variance.assign(layer.moving_variance * 0 + 1)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong keras_batches_beyond_n: a batch_size beyond the number of images is left to Keras
#    | fails train_steps
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    size = batch_size if batch_size <= len(images) else None
    return model.fit(images, labels, epochs=epochs, batch_size=size, verbose=0)


# %% wrong counts_earlier_epochs: goes on counting where an earlier fit has ended (initial_epoch), without
#      raising epochs: a second training is shorter, or none
#    | fails train_steps
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    earlier = getattr(model, "history", None)
    done = earlier.epoch[-1] + 1 if earlier is not None and earlier.epoch else 0
    return model.fit(
        images, labels, epochs=epochs, batch_size=batch_size, initial_epoch=done, verbose=0
    )


# %% wrong labels_as_bytes: labels are brought to uint8, as those of MNIST are: class 256 becomes class 0
#    | fails train_learns
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    wanted = np.asarray(labels).astype(np.uint8)
    return model.fit(images, wanted, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong seed_beyond_32_bits: a seed for each epoch, seed + epoch, leaves the range NumPy takes when seed is
#      the largest one
#    | fails train_seed
def train_classifier(model, images, labels, epochs, batch_size, seed):
    history = {"loss": [], "accuracy": []}
    for epoch in range(epochs):
        order = np.random.RandomState(seed + epoch).permutation(len(images))
        found = model.fit(
            images[order], labels[order], epochs=1, batch_size=batch_size, shuffle=False, verbose=0
        )
        for name, figures in history.items():
            figures.extend(found.history[name])
    return history


# %% wrong seed_of_31_bits: the seed is cut to 31 bits: 5 and 5 + 2**31 give the same order
#    | fails train_order
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(int(seed) % 2**31)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong ends_at_nan: TerminateOnNaN: a training whose loss becomes NaN has fewer epochs than asked for
#    | fails train_steps
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    return model.fit(
        images,
        labels,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[keras.callbacks.TerminateOnNaN()],
        verbose=0,
    )


# %% wrong trains_on_scaled_images: images with a value above 1 (standardised ones, for instance) are divided
#      by 255 "to be sure"
#    | fails train_steps
def train_classifier(model, images, labels, epochs, batch_size, seed):
    if images.max() > 1:
        images = images / np.float32(255)
    keras.utils.set_random_seed(seed)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong seed_and_steps: the order depends on how many steps the model has made before, too
#    | fails train_seed
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed((seed + int(model.optimizer.iterations)) % 2**32)  # a new order when one goes on
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong seed_modulo: the largest seed is the same as the seed 0 | fails train_order
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed % (2**32 - 1))
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong seed_or_one: the seeds 0 and 1 give the same order | fails train_order
def train_classifier(model, images, labels, epochs, batch_size, seed):
    random = np.random.default_rng(seed or 1)
    keras.utils.set_random_seed(seed or 1)
    order = random.permutation(len(images))
    return model.fit(
        images[order], labels[order], epochs=epochs, batch_size=batch_size, shuffle=False, verbose=0
    )


# %% wrong rate_falls_on_a_plateau: a callback halves the learning rate of the optimizer after five epochs
#      without progress
#    | fails train_continues
def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    slower = keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.5, patience=5)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, callbacks=[slower], verbose=0)


# %% wrong labels_made_a_column: the caller's labels have the shape (n, 1) afterwards
#    | fails train_input_unchanged
def train_classifier(model, images, labels, epochs, batch_size, seed):
    labels.shape = (-1, 1)
    keras.utils.set_random_seed(seed)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)
