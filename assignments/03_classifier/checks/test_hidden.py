"""Checks on digits the answer has never seen. measure.py prints the figures beside the thresholds."""

from collections import Counter

import numpy as np

from autograder import data, expect


def _flat(count, seed):
    images, labels = data.digits(count, seed)
    return images.reshape(count, 784).astype(np.float32) / 255, labels


IMAGES, LABELS = _flat(1000, seed=30311)
UNSEEN, UNSEEN_LABELS = _flat(1000, seed=30312)
FEW, FEW_LABELS = _flat(128, seed=30313)
MATRICES = Counter([(256, 784), (256, 256), (10, 256)])  # sizes in increasing order
# Least of 10 seeds: relu 0.18, tanh 0.13, gelu 0.09, softplus 0.028, sigmoid 0.0027. No activation, most: 1.6e-6.
MIN_BEND = 1e-4
ACCURACY = {"en": "the accuracy on digits never seen", "fr": "l’exactitude sur des chiffres jamais vus"}
# Worst and median of 10 seeds: build_classifier 0.92, 0.94; train_classifier 0.92, 0.93 (one epoch only: 0.78, 0.83).
# Worst of 2 seeds of what the docstrings allow: sigmoid 0.88, with dropout 0.84; Adam(0.0001) 0.83, Adam(0.01) 0.91.
# Untrained 0.12; logits 0.23; softmax in the hidden layers 0.17; Adam(0.1) 0.18.
MIN_ACCURACY = 0.70
# Two seeds differ by 0.045 at least (10 pairs); the same order twice, by rounding.
SAME_ORDER = 1e-4


def test_build_layers(submission):
    model = expect.model(submission.build_classifier())
    expect.array(model.call(FEW))  # a subclassed model has its weights after its first call
    weights = expect.sequence(model.weights())
    matrices = Counter(tuple(sorted(each.shape)) for each in weights if np.ndim(each) == 2)
    expect.that(
        matrices == MATRICES,
        en="The weight matrices are not those of 784 → 256 → 256 → 10.",
        fr="Les matrices de poids ne sont pas celles de 784 → 256 → 256 → 10.",
        received=", ".join(f"{len(each)} × {each.shape[1]}" for each in weights if np.ndim(each) == 2),
    )


def test_build_nonlinear(submission):
    model = expect.model(submission.build_classifier())
    first, second = FEW[:64], FEW[64:]
    middle = _scores(model, (first + second) / 2)
    bend = middle - (_scores(model, first) + _scores(model, second)) / 2
    # Without activations the scores of a mean image are the mean of the scores, up to rounding.
    expect.that(
        np.abs(bend).max() > MIN_BEND,
        en="The network is linear: its layers could be replaced by a single one. Do the hidden layers have an activation?",
        fr="Le réseau est linéaire : une seule couche pourrait remplacer les siennes. Les couches cachées ont-elles une activation ?",
    )


def test_build_new(submission):
    one, two = (expect.model(submission.build_classifier()) for _ in range(2))
    before = expect.array(two.call(FEW))
    expect.array(one.call(FEW))
    submission.support.shift(one, 1.0)
    after = two.call(FEW)
    submission.support.shift(
        one, -1.0
    )  # an answer that returns one and the same model keeps it for other checks
    expect.close(after, before)


def test_build_learns(submission):
    model = expect.model(submission.build_classifier())
    submission.support.train(model, IMAGES, LABELS)
    expect.at_least(_accuracy(model), MIN_ACCURACY, ACCURACY)


def test_compile_loss(submission):
    for reported, probabilities, labels in submission.once(_reported):
        right = np.mean(-np.log(probabilities[np.arange(128), labels]))
        expect.that(
            abs(_figure(reported, "loss") - right) < 1e-3,
            en="The loss is not the mean of -log(probability of the right class).",
            fr="La perte n’est pas la moyenne de -log(probabilité de la bonne classe).",
        )


def test_compile_accuracy(submission):
    for reported, probabilities, labels in submission.once(_reported):
        expect.that(
            abs(_figure(reported, "accuracy") - np.mean(probabilities.argmax(axis=1) == labels)) < 1e-4,
            en="What is reported as accuracy is not the share of images recognised.",
            fr="Ce qui est rapporté comme accuracy n’est pas la part des images reconnues.",
        )


def test_compile_learns(submission):
    model = submission.support.network(7)
    expect.model(submission.compile_classifier(model))
    submission.support.train_as_compiled(model, IMAGES, LABELS)
    expect.at_least(_accuracy(model), MIN_ACCURACY, ACCURACY)


def test_train_order(submission):
    first, other = (_trained_small(submission, seed) for seed in (4, 9))
    expect.that(
        not np.allclose(first, other, atol=SAME_ORDER),
        en="Two seeds gave exactly the same training: the images were used in the same order.",
        fr="Deux graines ont donné exactement le même entraînement : les images ont servi dans le même ordre.",
    )


def test_train_steps(submission):
    model = submission.support.small_network(6)
    submission.train_classifier(model, FEW[:60], FEW_LABELS[:60], epochs=2, batch_size=12, seed=2)
    made = expect.integer(submission.support.steps(model))
    expect.that(
        made == 10,
        en="60 images in batches of 12 make 5 steps an epoch, so 10 steps in 2 epochs.",
        fr="60 images par lots de 12 font 5 pas par époque, donc 10 pas en 2 époques.",
        received=made,
    )


def test_train_input_unchanged(submission):
    model = submission.support.small_network(6)
    images, labels = FEW[:40], FEW_LABELS[:40]
    history, after = submission.train_classifier.with_arguments(model, images, labels, 1, 20, 3)
    expect.mapping(history)
    after = expect.sequence(after, 6)
    for before, now in ((images, after[1]), (labels, after[2])):
        expect.unchanged(before, now)


def test_train_learns(submission):
    model = submission.support.compiled_network(8)
    submission.train_classifier(model, IMAGES, LABELS, epochs=5, batch_size=50, seed=1)
    expect.at_least(_accuracy(model), MIN_ACCURACY, ACCURACY)


def test_evaluate_accuracy(submission):
    figures, right = submission.once(_evaluated)
    expect.close(_figure(figures, "accuracy"), right["accuracy"], atol=1e-4)


def test_evaluate_loss(submission):
    figures, right = submission.once(_evaluated)
    expect.close(_figure(figures, "loss"), right["loss"], atol=1e-3, rtol=1e-4)


def test_evaluate_error_rate(submission):
    figures, right = submission.once(_evaluated)
    expect.close(_figure(figures, "error_rate"), 1 - right["accuracy"], atol=1e-4)


def test_evaluate_leaves_model(submission):
    model = submission.support.dropout_network(3)
    before = model.weights()
    expect.mapping(submission.evaluate_classifier(model, FEW, FEW_LABELS))
    for old, now in zip(before, model.weights()):
        expect.unchanged(old, now)


def _evaluated(submission):
    """Return what the answer reports for a network with dropout, and the truth.

    70 images: the last of three batches of 32 is smaller, and its labels are all wrong, so that the mean of the
    batches' figures is not the figure of all images.
    """
    model = submission.support.dropout_network(3)
    probabilities = expect.array(model.call(FEW[:70]), shape=(70, 10)).astype(np.float64)
    answers = probabilities.argmax(axis=1)
    labels = np.where(np.arange(70) % 3 == 0, FEW_LABELS[:70], answers).astype(np.int64)
    labels[64:] = (answers[64:] + 1) % 10
    right = {
        "loss": float(np.mean(-np.log(np.maximum(probabilities[np.arange(70), labels], 1e-7)))),
        "accuracy": float(np.mean(answers == labels)),
    }
    return submission.evaluate_classifier(model, FEW[:70], labels), right


def _figure(figures, name):
    return expect.number(expect.mapping(figures, keys=(name,))[name])


def _reported(submission):
    """Return what networks of 10 and of 4 classes that the answer compiled report, their probabilities, and the labels."""
    found = []
    for classes in (10, 4):
        model = submission.support.blended_network(11, classes)
        expect.model(submission.compile_classifier(model))
        labels = (FEW_LABELS % classes).astype(np.int64)
        probabilities = expect.array(model.call(FEW), shape=(128, classes)).astype(np.float64)
        found.append((model.evaluate(FEW, labels), probabilities, labels))
    return found


def _trained_small(submission, seed):
    model = submission.support.small_network(6)
    submission.support.seed_globally(300 + seed)
    submission.train_classifier(model, FEW, FEW_LABELS, epochs=2, batch_size=32, seed=seed)
    return expect.array(model.call(FEW), shape=(128, 10))


def _scores(model, images):
    """Return the logarithms of the probabilities, each row with mean 0: what softmax received, up to a constant."""
    probabilities = expect.array(model.call(images), shape=(len(images), 10)).astype(np.float64)
    logs = np.log(np.maximum(probabilities, 1e-12))
    return logs - logs.mean(axis=1, keepdims=True)


def _accuracy(model):
    answers = expect.array(model.call(UNSEEN), shape=(len(UNSEEN), 10))
    return float(np.mean(answers.argmax(axis=1) == UNSEEN_LABELS))
