# %% right evaluate_dictionary: return_dict, all images in one batch
def evaluate_classifier(model, images, labels):
    figures = model.evaluate(x=images, y=labels, batch_size=len(images), return_dict=True, verbose=0)
    figures["error_rate"] = 1.0 - figures["accuracy"]
    return figures


# %% right evaluate_by_hand: predict, then image by image in Python
def evaluate_classifier(model, images, labels):
    probabilities = model.predict(images, batch_size=7, verbose=0)
    right, loss = 0, 0.0
    for row, label in zip(probabilities, labels):
        right += int(np.argmax(row) == label)
        loss -= float(np.log(row[label]))
    n = len(labels)
    return {"accuracy": right / n, "error_rate": (n - right) / n, "loss": loss / n}


# %% right evaluate_tensors: the model called directly, Keras' loss function and tensors
def evaluate_classifier(model, images, labels):
    probabilities = model(images, training=False)
    losses = keras.losses.sparse_categorical_crossentropy(labels, probabilities)
    wrong = keras.ops.argmax(probabilities, axis=-1) != labels
    error_rate = np.mean(np.asarray(wrong))
    return dict(loss=np.mean(losses), accuracy=1 - error_rate, error_rate=error_rate)


# %% wrong evaluate_loss_as_error_rate: takes the loss for the error rate (defect of work E)
#    | fails evaluate_error_rate
def evaluate_classifier(model, images, labels):
    loss, accuracy = model.evaluate(images, labels, verbose=0)
    return {"loss": loss, "accuracy": accuracy, "error_rate": loss}


# %% wrong evaluate_percent: per cent instead of shares | fails evaluate_accuracy
def evaluate_classifier(model, images, labels):
    loss, accuracy = model.evaluate(images, labels, verbose=0)
    return {"loss": loss, "accuracy": 100 * accuracy, "error_rate": 100 * (1 - accuracy)}


# %% wrong evaluate_summed_loss: the sum of the losses instead of the mean | fails evaluate_loss
def evaluate_classifier(model, images, labels):
    probabilities = model.predict(images, verbose=0)
    accuracy = float(np.mean(probabilities.argmax(axis=1) == labels))
    loss = float(np.sum(-np.log(probabilities[np.arange(len(labels)), labels])))
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% right evaluate_batches: sums over batches of 13 and counts the errors
def evaluate_classifier(model, images, labels):
    loss, errors = 0.0, 0
    for start in range(0, len(images), 13):
        answers = model.predict_on_batch(images[start : start + 13])
        truth = labels[start : start + 13].astype(int)
        loss += float(np.sum(-np.log(answers[range(len(truth)), truth])))
        errors += int(np.count_nonzero(np.argmax(answers, axis=1) != truth))
    return {"error_rate": errors / len(images), "accuracy": 1 - errors / len(images), "loss": loss / len(images)}


# %% wrong evaluate_squeezed: squeeze() loses the axis of a single image | fails evaluate_form
def evaluate_classifier(model, images, labels):
    probabilities = np.squeeze(model.predict(images, verbose=0))
    accuracy = float(np.mean(probabilities.argmax(axis=1) == labels))
    loss = float(np.mean(-np.log(probabilities[np.arange(len(labels)), labels])))
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong evaluate_compiles_anew: compiles the model again, which forgets its optimizer
#    | fails evaluate_leaves_model
def evaluate_classifier(model, images, labels):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    loss, accuracy = model.evaluate(images, labels, verbose=0)
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong evaluate_freezes: freezes the model | fails evaluate_leaves_model
def evaluate_classifier(model, images, labels):
    model.trainable = False
    loss, accuracy = model.evaluate(images, labels, verbose=0)
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong evaluate_each_image_once: each image once | fails evaluate_accuracy, evaluate_loss
def evaluate_classifier(model, images, labels):
    _, first = np.unique(images, axis=0, return_index=True)
    loss, accuracy = model.evaluate(images[first], labels[first], verbose=0)
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong evaluate_updates_statistics: a step that only the statistics remember: calls in training mode
#      beside
#    | fails evaluate_leaves_model
def evaluate_classifier(model, images, labels):
    model(images, training=True)
    loss, accuracy = model.evaluate(images, labels, verbose=0)
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong evaluate_swapped: loss and accuracy in the wrong order | fails evaluate_accuracy, evaluate_loss
def evaluate_classifier(model, images, labels):
    accuracy, loss = model.evaluate(images, labels, verbose=0)
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong evaluate_in_training_mode: training=True: dropout stays on
#    | fails evaluate_accuracy, evaluate_loss, evaluate_leaves_model
def evaluate_classifier(model, images, labels):
    probabilities = np.asarray(model(images, training=True))
    accuracy = float(np.mean(probabilities.argmax(axis=1) == labels))
    loss = float(np.mean(-np.log(probabilities[np.arange(len(labels)), labels])))
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong evaluate_mean_of_batches: the mean of the batches, though the last is smaller
#    | fails evaluate_accuracy, evaluate_loss
def evaluate_classifier(model, images, labels):
    losses, accuracies = [], []
    for start in range(0, len(images), 32):
        batch, truth = images[start : start + 32], labels[start : start + 32]
        loss, accuracy = model.test_on_batch(batch, truth)
        model.reset_metrics()
        losses.append(float(loss))
        accuracies.append(float(accuracy))
    accuracy = float(np.mean(accuracies))
    return {"loss": float(np.mean(losses)), "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong evaluate_a_thousand: looks at the first thousand images alone
#    | fails evaluate_accuracy, evaluate_loss
def evaluate_classifier(model, images, labels):
    loss, accuracy = model.evaluate(images[:1000], labels[:1000], verbose=0)
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong evaluate_rounded: rounded to four decimals | fails evaluate_accuracy
def evaluate_classifier(model, images, labels):
    loss, accuracy = model.evaluate(images, labels, verbose=0)
    figures = {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}
    return {name: round(float(value), 4) for name, value in figures.items()}


# %% wrong evaluate_rounded_probabilities: the highest of rounded probabilities | fails evaluate_accuracy
def evaluate_classifier(model, images, labels):
    loss, _ = model.evaluate(images, labels, verbose=0)
    found = np.round(model.predict(images, verbose=0), 2).argmax(axis=1)
    accuracy = float(np.mean(found == labels))
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong evaluate_mean_of_512: the loss is the mean of those of batches of 512 | fails evaluate_loss
def evaluate_classifier(model, images, labels):
    probabilities = model.predict(images, verbose=0)
    accuracy = float(np.mean(probabilities.argmax(axis=1) == labels))
    losses = -np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-7))
    means = [losses[start : start + 512].mean() for start in range(0, len(losses), 512)]
    return {"loss": float(np.mean(means)), "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong evaluates_a_part_of_many: of more than 2000 images every second one, and so on
#    | fails evaluate_accuracy, evaluate_loss
def evaluate_classifier(model, images, labels):
    step = -(-len(images) // 2000)
    figures = model.evaluate(images[::step], labels[::step], verbose=0, return_dict=True)
    return {**figures, "error_rate": 1 - figures["accuracy"]}


# %% wrong error_rate_as_a_metric: compiles the model with a second metric | fails evaluate_leaves_model
import keras


def evaluate_classifier(model, images, labels):
    def error_rate(wanted, found):
        return 1 - keras.metrics.sparse_categorical_accuracy(wanted, found)

    model.compile(optimizer=model.optimizer, loss=model.loss, metrics=["accuracy", error_rate])
    return model.evaluate(images, labels, verbose=0, return_dict=True)


# %% wrong dropout_taken_out: sets the rates of dropout to 0, and leaves them | fails evaluate_leaves_model
import keras


def evaluate_classifier(model, images, labels):
    for layer in model.layers:
        if isinstance(layer, keras.layers.Dropout):
            layer.rate = 0.0
    figures = model.evaluate(images, labels, verbose=0, return_dict=True)
    return {**figures, "error_rate": 1 - figures["accuracy"]}


# %% wrong evaluates_zero_times_log: sums one-hot times log over all classes: where a wrong class has the
#      probability 0, the loss is NaN
#    | fails evaluate_loss
def evaluate_classifier(model, images, labels):
    probabilities = model.predict(images, verbose=0).astype(float)
    wanted = np.eye(probabilities.shape[1])[labels]
    with np.errstate(all="ignore"):
        loss = -(wanted * np.log(probabilities)).sum(axis=1).mean()
    accuracy = float(np.mean(probabilities.argmax(axis=1) == labels))
    return {"loss": float(loss), "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong evaluates_clipped: probabilities below 1e-4 count as 1e-4: sure mistakes cost too little
#    | fails evaluate_loss
def evaluate_classifier(model, images, labels):
    probabilities = model.predict(images, verbose=0)
    right = probabilities[np.arange(len(labels)), labels].astype(float)
    accuracy = float(np.mean(probabilities.argmax(axis=1) == labels))
    return {
        "loss": float(-np.log(np.clip(right, 1e-4, 1 - 1e-4)).mean()),
        "accuracy": accuracy,
        "error_rate": 1 - accuracy,
    }


# %% wrong classes_as_bytes: compares classes as uint8: with more than 256 classes, 3 and 259 are the same
#    | fails evaluate_accuracy
def evaluate_classifier(model, images, labels):
    loss = float(model.evaluate(images, labels, verbose=0, return_dict=True)["loss"])
    found = model.predict(images, verbose=0).argmax(axis=1).astype(np.uint8)
    wrong = float(np.mean(found != np.asarray(labels).astype(np.uint8)))
    return {"loss": loss, "accuracy": 1 - wrong, "error_rate": wrong}


# %% wrong parts_nearly_equal: cuts many images into parts of at most 2000 with array_split, which differ by
#      one image, and takes the mean of their means
#    | fails evaluate_accuracy
def evaluate_classifier(model, images, labels):
    count = -(-len(images) // 2000)
    figures = [
        model.evaluate(part, wanted, batch_size=256, verbose=0)
        for part, wanted in zip(np.array_split(images, count), np.array_split(labels, count))
    ]
    loss, accuracy = (float(each) for each in np.mean(figures, axis=0))
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong parts_of_4000: spares memory with parts of 4000, and takes the mean of their means: the last part
#      is smaller
#    | fails evaluate_accuracy
def evaluate_classifier(model, images, labels):
    losses, accuracies = [], []
    for start in range(0, len(images), 4000):
        stop = start + 4000
        loss, accuracy = model.evaluate(images[start:stop], labels[start:stop], verbose=0)
        losses.append(loss)
        accuracies.append(accuracy)
    accuracy = sum(accuracies) / len(accuracies)
    return {"loss": sum(losses) / len(losses), "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong unfrozen_afterwards: freezes the model while it is judged, then sets trainable to True: a layer
#      that was frozen before can learn now
#    | fails evaluate_leaves_model
def evaluate_classifier(model, images, labels):
    model.trainable = False
    try:
        loss, accuracy = model.evaluate(images, labels, verbose=0)
    finally:
        model.trainable = True
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong scales_what_is_above_one: images with a value above 1 are divided by 255 "to be sure"
#    | fails evaluate_accuracy
def evaluate_classifier(model, images, labels):
    if np.max(images) > 1:
        images = images / 255.0
    figures = model.evaluate(images, labels, verbose=0, return_dict=True)
    return {
        "loss": figures["loss"],
        "accuracy": figures["accuracy"],
        "error_rate": 1 - figures["accuracy"],
    }


# %% wrong nearly_the_highest: the right class need only be within a hundredth of the highest probability
#    | fails evaluate_accuracy
def evaluate_classifier(model, images, labels):
    loss = model.evaluate(images, labels, verbose=0, return_dict=True)["loss"]
    probabilities = model.predict(images, verbose=0)
    right = probabilities[np.arange(len(labels)), labels]
    accuracy = float(np.mean(np.isclose(right, probabilities.max(axis=1), atol=1e-2)))
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong among_those_there: only the classes that occur among the labels are compared
#    | fails evaluate_accuracy
def evaluate_classifier(model, images, labels):
    loss = model.evaluate(images, labels, verbose=0, return_dict=True)["loss"]
    probabilities = model.predict(images, verbose=0)
    classes = np.unique(labels)
    found = classes[probabilities[:, classes].argmax(axis=1)]
    accuracy = float(np.mean(found == labels))
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong classes_from_labels: the one-hot labels have as many columns as the largest label asks for
#    | fails evaluate_form
def evaluate_classifier(model, images, labels):
    probabilities = model.predict(images, verbose=0).astype(np.float64)
    wanted = keras.utils.to_categorical(labels)
    loss = -np.sum(wanted * np.log(np.maximum(probabilities, 1e-7)), axis=1).mean()
    accuracy = np.mean(probabilities.argmax(axis=1) == labels)
    return {"loss": float(loss), "accuracy": float(accuracy), "error_rate": float(1 - accuracy)}


# %% wrong run_eagerly: the model runs eagerly from then on | fails evaluate_leaves_model
def evaluate_classifier(model, images, labels):
    model.run_eagerly = True
    found = model.evaluate(images, labels, verbose=0, return_dict=True)
    return {"loss": found["loss"], "accuracy": found["accuracy"], "error_rate": 1 - found["accuracy"]}
