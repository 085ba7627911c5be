# %% right accuracy_loop: one image at a time
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    right = 0
    for image, label in zip(images, labels):
        scores = model(image[np.newaxis])[0]
        right += int(int(np.argmax(scores)) == label)
    return right / len(images)


# %% right accuracy_keras_metric: a Keras metric
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    metric = keras.metrics.SparseCategoricalAccuracy()
    for start in range(0, len(images), 32):
        batch = slice(start, start + 32)
        metric.update_state(labels[batch], model(images[batch]))
    return metric.result()


# %% right accuracy_compile_evaluate: compiles a model around the model and evaluates it
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    judged = keras.Sequential([model])
    right = keras.metrics.SparseCategoricalAccuracy(name="right")
    judged.compile(loss="sparse_categorical_crossentropy", metrics=[right])
    return judged.evaluate(x=images, y=labels.astype("int32"), return_dict=True, verbose=0)["right"]


# %% wrong accuracy_axis_0: argmax over the images | fails accuracy_by_hand, accuracy_one_image, accuracy_true
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = model.predict(images, verbose=0)
    return float(np.mean(scores.argmax(axis=0)[:, None] == labels))


# %% wrong accuracy_broadcast: compares every image with every label | fails accuracy_by_hand, accuracy_true
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = model.predict(images, verbose=0)
    return float(np.mean(scores.argmax(axis=1)[:, None] == labels))


# %% wrong accuracy_percent: percent instead of a share | fails accuracy_by_hand, accuracy_true
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = model.predict(images, verbose=0)
    return 100 * float(np.mean(scores.argmax(axis=1) == labels))


# %% wrong accuracy_count: the number of images, not their share | fails accuracy_by_hand, accuracy_true
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = model.predict(images, verbose=0)
    return int(np.sum(scores.argmax(axis=1) == labels))


# %% wrong accuracy_error_rate: the error rate | fails accuracy_by_hand, accuracy_one_image, accuracy_true
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = model.predict(images, verbose=0)
    return float(np.mean(scores.argmax(axis=1) != labels))


# %% wrong accuracy_rounded: rounded to one decimal | fails accuracy_by_hand, accuracy_true
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = model.predict(images, verbose=0)
    return round(float(np.mean(scores.argmax(axis=1) == labels)), 1)


# %% wrong accuracy_above_half: counts a class only if its score is above 0.5
#    | fails accuracy_by_hand, accuracy_true, accuracy_probabilities
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = model.predict(images, verbose=0)
    classes = np.where(scores.max(axis=1) > 0.6, scores.argmax(axis=1), -1)
    return float(np.mean(classes == labels))


# %% wrong accuracy_mean_of_batches: the mean over batches, the last one smaller
#    | fails accuracy_by_hand, accuracy_true
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = model.predict(images, verbose=0)
    right = scores.argmax(axis=1) == labels
    return float(np.mean([right[start : start + 32].mean() for start in range(0, len(right), 32)]))


# %% wrong accuracy_first_batch: looks at the first 32 images only | fails accuracy_by_hand, accuracy_true
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = model.predict(images[:32], verbose=0)
    return float(np.mean(scores.argmax(axis=1) == labels[:32]))


# %% wrong accuracy_evaluate_uncompiled: asks evaluate of a model that was never compiled
#    | fails accuracy_by_hand, accuracy_one_image, accuracy_true, accuracy_probabilities
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    return float(model.evaluate(images, labels, verbose=0)[1])


# %% wrong accuracy_squeeze: squeeze: a single image loses its axis | fails accuracy_one_image
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = np.squeeze(model.predict(images, verbose=0))
    return float(np.mean(scores.argmax(axis=1) == labels))


# %% wrong accuracy_in_training: calls the model as in training: dropout stays on | fails accuracy_true
def accuracy(model, images, labels):
    return float(np.mean(np.asarray(model(images, training=True)).argmax(axis=1) == labels))


# %% wrong accuracy_last_left_out: leaves the last image out
#    | fails accuracy_by_hand, accuracy_one_image, accuracy_true
def accuracy(model, images, labels):
    scores = model.predict(images, verbose=0)
    return float(np.mean(scores[:-1].argmax(axis=1) == labels[:-1]))


# %% wrong accuracy_per_class: the mean of the accuracies of the classes
#    | fails accuracy_by_hand, accuracy_true
def accuracy(model, images, labels):
    right = model.predict(images, verbose=0).argmax(axis=1) == labels
    return float(np.mean([right[labels == label].mean() for label in np.unique(labels)]))


# %% wrong accuracy_top_two: counts the second best class, too | fails accuracy_by_hand, accuracy_true
def accuracy(model, images, labels):
    best = np.argsort(model.predict(images, verbose=0), axis=1)[:, -2:]
    return float(np.mean((best == np.asarray(labels)[:, None]).any(axis=1)))


# %% wrong accuracy_clips: clips the images | fails accuracy_true
def accuracy(model, images, labels):
    return float(np.mean(model.predict(np.clip(images, 0, 1), verbose=0).argmax(axis=1) == labels))


# %% wrong accuracy_overflows: overflow: exp of the scores, nan | fails accuracy_probabilities
def accuracy(model, images, labels):
    e = np.exp(model.predict(images, verbose=0))
    return float(np.mean((e / e.sum(axis=1, keepdims=True)).argmax(axis=1) == labels))


# %% wrong accuracy_of_rounded_scores: compares scores of two decimals | fails accuracy_probabilities
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = np.round(np.asarray(model(images)), 2)
    return float((scores.argmax(axis=1) == labels).mean())


# %% wrong accuracy_half_precision: compares scores in half precision | fails accuracy_probabilities
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = np.asarray(model(images)).astype("float16")
    return float((scores.argmax(axis=1) == labels).mean())


# %% wrong accuracy_mean_of_200: the mean of the accuracies of batches of 200 | fails accuracy_true
def accuracy(model, images, labels):
    right = model.predict(images, verbose=0).argmax(axis=1) == labels
    return float(np.mean([right[start : start + 200].mean() for start in range(0, len(right), 200)]))


# %% wrong accuracy_asks_if_compiled: asks a compiled model, whose second figure may be another metric
#    | fails accuracy_true
def accuracy(model, images, labels):
    if model.compiled:
        return float(model.evaluate(images, labels, verbose=0)[1])
    return float(np.mean(model.predict(images, verbose=0).argmax(axis=1) == labels))


# %% wrong accuracy_from_zero_upwards: looks for the highest score from 0 upwards
#    | fails accuracy_probabilities
def accuracy(model, images, labels):
    right = 0
    for row, label in zip(model.predict(images, verbose=0), labels):
        best, found = 0.0, 0
        for number, score in enumerate(row):
            if score > best:
                best, found = score, number
        right += int(found == label)
    return right / len(labels)


# %% wrong accuracy_up_to_greatest_label: looks no further than the greatest label given | fails accuracy_true
def accuracy(model, images, labels):
    scores = model.predict(images, verbose=0)[:, : int(labels.max()) + 1]
    return float(np.mean(scores.argmax(axis=1) == labels))


# %% wrong close_counts: an image counts as right if the score of its label is close to the highest
#    | fails accuracy_probabilities
def accuracy(model, images, labels):
    scores = model.predict(images, verbose=0)
    own = scores[np.arange(len(labels)), labels]
    return float(np.mean(np.isclose(own, scores.max(axis=1))))


# %% wrong ten_labels: takes labels whose last axis is 10 for one-hot ones, also ten labels
#    | fails accuracy_true
def accuracy(model, images, labels):
    labels = np.asarray(labels)
    if labels.shape[-1] == 10:
        labels = labels.argmax(axis=-1)
    classes = model.predict(images, verbose=0).argmax(axis=1)
    return float(np.mean(classes == labels))


# %% wrong ties_all_right: an image with two highest scores is right for both labels
#    | fails accuracy_probabilities
def accuracy(model, images, labels):
    scores = model.predict(images, verbose=0)
    of_label = scores[np.arange(len(labels)), labels]
    return float(np.mean(of_label >= scores.max(axis=1)))


# %% wrong in_top_one: counts with in_top_k, for which all classes with the highest score are right
#    | fails accuracy_probabilities
def accuracy(model, images, labels):
    scores = model.predict(images, verbose=0)
    right = keras.ops.in_top_k(np.asarray(labels).astype("int32"), scores, k=1)
    return float(np.mean(np.asarray(right)))


# %% wrong none_of_equals_right: the score of the label must be above all others: with two highest, none is
#      right
#    | fails accuracy_probabilities
def accuracy(model, images, labels):
    scores = model.predict(images, verbose=0)
    own = np.zeros_like(scores, bool)
    own[np.arange(len(labels)), labels] = True
    return float(np.mean(scores[own] > np.where(own, -np.inf, scores).max(axis=1)))
