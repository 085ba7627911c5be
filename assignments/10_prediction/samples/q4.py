# %% right calls_the_model: calls the model directly
import numpy as np


def predict(model, image):
    probabilities = np.asarray(model(image, training=False))[0]
    return probabilities.argmax(), probabilities


# %% right predicts_on_a_batch: uses predict_on_batch and a loop for the maximum
def predict(model, image):
    (probabilities,) = model.predict_on_batch(image)
    best = 0
    for label in range(10):
        if probabilities[label] > probabilities[best]:
            best = label
    return best, probabilities.astype("float64")


# %% right tensorflow_argmax: stays in TensorFlow
import tensorflow as tf


def predict(model, image):
    probabilities = tf.squeeze(model(tf.convert_to_tensor(image)), axis=0)
    return int(tf.argmax(probabilities)), probabilities


# %% wrong probabilities_of_a_batch: returns shape (1, 10) | fails label_and_probabilities
import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)
    return int(np.argmax(probabilities)), probabilities


# %% wrong argmin: takes the least probable class | fails most_probable
import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmin(probabilities)), probabilities


# %% wrong argmax_over_images: looks for the maximum along the wrong axis: always 0 | fails most_probable
import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)
    return int(np.argmax(probabilities, axis=0)[0]), probabilities[0]


# %% wrong inverted_again: inverts the image once more before predicting
#    | fails most_probable, models_probabilities
import numpy as np


def predict(model, image):
    probabilities = model.predict(1 - image, verbose=0)[0]
    return int(np.argmax(probabilities)), probabilities


# %% wrong training_mode: calls the model as in training: dropout stays on
#    | fails label_and_probabilities, as_for_inference
import numpy as np


def predict(model, image):
    probabilities = model(image, training=True).numpy()[0]
    return int(np.argmax(probabilities)), probabilities


# %% wrong softmax_twice: applies softmax to probabilities | fails models_probabilities
import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    exponentials = np.exp(probabilities)
    probabilities = exponentials / exponentials.sum()
    return int(np.argmax(probabilities)), probabilities


# %% wrong percent: returns percentages | fails label_and_probabilities, models_probabilities
import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)), 100 * probabilities


# %% wrong sorted_probabilities: sorts the probabilities, so that they no longer belong to labels
#    | fails models_probabilities
import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)), np.sort(probabilities)[::-1]


# %% wrong one_based: counts the classes from 1 | fails most_probable
import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)) + 1, probabilities


# %% wrong only_the_label: returns the label alone
#    | fails label_and_probabilities, most_probable, models_probabilities, as_for_inference
import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities))


# %% wrong learns_from_the_photo: trains the model on its own answer
#    | fails label_and_probabilities, as_for_inference
import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    label = int(np.argmax(probabilities))
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(image, np.array([label]), verbose=0)
    return label, probabilities


# %% wrong frozen: freezes the model and leaves it frozen | fails as_for_inference
def predict(model, image):
    model.trainable = False
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)), probabilities


# %% wrong compiles_the_model: compiles the model before it predicts | fails as_for_inference
def predict(model, image):
    model.compile("adam", "mse")
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)), probabilities


# %% wrong rounded_probabilities: rounds to three decimals | fails models_probabilities
def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)), np.round(probabilities, 3)


# %% right pr_predict_on_batch: predict_on_batch
def predict(model, image):
    (p,) = model.predict_on_batch(image)
    return p.argmax().item(), p.astype(float)


# %% wrong pr_eager: leaves the model running eagerly | fails as_for_inference
import numpy as np


def predict(model, image: np.ndarray) -> tuple[int, np.ndarray]:
    model.run_eagerly = True
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)), probabilities


# %% wrong pr_argmax_rounded: label of the rounded probabilities | fails most_probable
import numpy as np


def predict(model, image: np.ndarray) -> tuple[int, np.ndarray]:
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities.round(1))), probabilities


# %% wrong pr_scaled: scales the image to its largest value | fails models_probabilities
import numpy as np


def predict(model, image: np.ndarray) -> tuple[int, np.ndarray]:
    probabilities = model.predict(image / max(image.max(), 1e-6), verbose=0)[0]
    return int(np.argmax(probabilities)), probabilities


# %% wrong pr_dropout_set_to_zero: sets the rate of dropout to 0, and leaves it | fails as_for_inference
import numpy as np


def predict(model, image):
    for layer in model.layers:
        if hasattr(layer, "rate"):
            layer.rate = 0.0
    probabilities = np.asarray(model(image))[0]
    return int(probabilities.argmax()), probabilities


# %% wrong pr_thawed: freezes the model, then makes all of it trainable | fails as_for_inference
import numpy as np


def predict(model, image):
    model.trainable = False
    try:
        probabilities = model.predict(image, verbose=0)[0]
    finally:
        model.trainable = True
    return int(np.argmax(probabilities)), probabilities


# %% wrong pr_rounded: rounds the probabilities to four decimals | fails models_probabilities
import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)), np.round(probabilities, 4)


# %% wrong pr_label_of_the_rounded: looks for the largest among rounded probabilities | fails most_probable
import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(np.round(probabilities, 3))), probabilities


# %% wrong pr_label_as_float: the label is a float | fails label_and_probabilities
import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    highest = probabilities == probabilities.max()
    return float(np.flatnonzero(highest)[0]), probabilities


# %% wrong pr_statistics_updated: calls the model once as in training: layers that normalise remember the
#      image
#    | fails as_for_inference
import numpy as np


def predict(model, image):
    np.asarray(model(image, training=True))
    probabilities = np.asarray(model(image, training=False))[0]
    return int(np.argmax(probabilities)), probabilities


# %% wrong label_of_rounded_ones: looked for among the probabilities rounded to four decimals, so the first of
#      two near ones wins
#    | fails most_probable
def predict(model, image):
    probabilities = np.asarray(model(image, training=False), dtype="float64")[0]
    shown = [round(float(each), 4) for each in probabilities]
    return shown.index(max(shown)), probabilities


# %% wrong too_bright_inverted: one that is bright on the whole is inverted once more
#    | fails models_probabilities
def predict(model, image):
    if image.mean() > 0.6:
        image = 1 - image
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)), probabilities


# %% wrong unsure_is_minus_one: where no class has 0.2, the label is -1 | fails most_probable
def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    label = int(np.argmax(probabilities)) if probabilities.max() >= 0.2 else -1
    return label, probabilities


# %% wrong pr_layer_by_layer: of a model with branches, the layers are called one after the other
#    | fails models_probabilities
import keras


def predict(model, image):
    values = image
    for layer in model.layers:
        if not isinstance(layer, keras.layers.InputLayer):
            values = layer(values)
    probabilities = np.asarray(values)[0]
    return int(np.argmax(probabilities)), probabilities


# %% wrong functional_models_only: a new model is made of the inputs and outputs, which a subclassed one does
#      not have
#    | fails models_probabilities
import keras

def predict(model, image):
    same = keras.Model(model.inputs, model.outputs[0])
    probabilities = same.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)), probabilities


# %% wrong recompiled: a compiled model is compiled anew, with another loss | fails as_for_inference
def predict(model, image):
    if model.compiled:
        model.compile(loss="mse")
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)), probabilities


# %% wrong optimizer_taken_away: leaves the compiled model without its optimizer | fails as_for_inference
def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    model.optimizer = None
    return int(np.argmax(probabilities)), probabilities
