# %% right classes_in_batches: goes through the images in batches
import keras
import numpy as np


def predict_classes(path, images):
    model = keras.models.load_model(str(path), compile=False)
    classes = [np.argmax(model(images[start : start + 5]), axis=-1) for start in range(0, len(images), 5)]
    return np.concatenate(classes).astype("uint8")


# %% right classes_with_tensorflow: stays in TensorFlow to the end
import keras


def predict_classes(path, images):
    probabilities = keras.models.load_model(path)(keras.ops.convert_to_tensor(images), training=False)
    return keras.ops.argmax(probabilities, axis=1)


# %% right model_in_two_files: hands the model in as JSON and weights
#    | hands in fashion_cnn.json = pair.json, fashion_cnn.weights.h5 = pair.weights.h5


# %% wrong probabilities_not_classes: returns the probabilities | fails classes_of_a_file
import keras


def predict_classes(path, images):
    return keras.saving.load_model(path).predict(images, verbose=0)


# %% wrong weak_model: hands in a model that learned too little
#    | fails accuracy_085, accuracy_089, accuracy_0905
#    | hands in fashion_cnn.keras = weak.keras


# %% wrong first_step_model: hands in a model that reaches the first step
#    | fails accuracy_089, accuracy_0905
#    | hands in fashion_cnn.keras = first_step.keras


# %% wrong second_step_model: hands in a model that reaches the second step
#    | fails accuracy_0905
#    | hands in fashion_cnn.keras = second_step.keras


# %% wrong logits_model_file: hands in a model without softmax
#    | fails model_opens
#    | hands in fashion_cnn.keras = logits.keras


# %% right pc_loop: one image after the other
import keras
import numpy as np


def predict_classes(path, images):
    model = keras.models.load_model(str(path))
    return np.array([int(np.argmax(model(image[None], training=False)[0])) for image in images])


# %% wrong pc_cached: keeps the first model | fails classes_of_a_file
import keras
import numpy as np
from pathlib import Path


KEPT = {}


def predict_classes(path: str | Path, images: np.ndarray) -> np.ndarray:
    if "m" not in KEPT:
        KEPT["m"] = keras.saving.load_model(path, compile=False)
    model = KEPT["m"]
    return model.predict(images, verbose=0).argmax(axis=1)


# %% wrong pc_scaled: scales again | fails classes_of_a_file
import keras
import numpy as np
from pathlib import Path


def predict_classes(path: str | Path, images: np.ndarray) -> np.ndarray:
    model = keras.saving.load_model(path, compile=False)  # it only predicts: no optimiser needed
    return model.predict(images / images.max(), verbose=0).argmax(axis=1)


# %% wrong pc_last: leaves the last partial batch out | fails classes_of_a_file
import keras
import numpy as np
from pathlib import Path


def predict_classes(path: str | Path, images: np.ndarray) -> np.ndarray:
    model = keras.saving.load_model(path, compile=False)  # it only predicts: no optimiser needed
    return model.predict(images, verbose=0, batch_size=32, steps=max(len(images) // 32, 1)).argmax(axis=1)


# %% wrong remembered_by_path: a file overwritten since, under the same path, is not read again
#    | fails classes_of_a_file
from functools import lru_cache


@lru_cache
def _opened(path):
    return keras.saving.load_model(path)



def predict_classes(path, images):
    model = _opened(str(path))
    return model.predict(images, verbose=0).argmax(axis=1)


# %% wrong dropout_at_work: called as in training, with its dropout on | fails classes_of_a_file
def predict_classes(path, images):
    model = keras.saving.load_model(path)
    return np.asarray(model(images, training=True)).argmax(axis=1)


# %% wrong first_2000: tells no more than 2000 classes | fails classes_of_a_file
def predict_classes(path, images):
    model = keras.saving.load_model(path)
    return model.predict(images[:2000], verbose=0).argmax(axis=1)


# %% wrong half_precision: compared in float16, in which close probabilities are equal
#    | fails classes_of_a_file
def predict_classes(path, images):
    model = keras.saving.load_model(path)
    return model.predict(images, verbose=0).astype("float16").argmax(axis=1)


# %% wrong images_stretched: those that reach one half are stretched so that their brightest pixel is 1
#    | fails classes_of_a_file
def predict_classes(path, images):
    model = keras.saving.load_model(path)
    top = images.max(axis=(1, 2, 3), keepdims=True)
    images = np.where(top > 0.5, images / np.maximum(top, 1e-6), images)
    return model.predict(images, verbose=0).argmax(axis=1)


# %% wrong surest_or_zero: where no class reaches 0.12, the label is 0 | fails classes_of_a_file
def predict_classes(path, images):
    model = keras.saving.load_model(path)
    chances = model.predict(images, verbose=0)
    return np.where(chances.max(axis=1) > 0.12, chances.argmax(axis=1), 0)


# %% wrong name_put_in_folder: opens fashion_cnn.keras beside the file, if there is one
#    | fails classes_of_a_file
def predict_classes(path, images):
    model = keras.models.load_model(other if (other := Path(path).with_name("fashion_cnn.keras")).exists() else path, compile=False)
    return model.predict(images, verbose=0).argmax(axis=1)


# %% wrong every_highest: looks where the probability is the highest of its row: where two are equal there are
#      two answers for one image
#    | fails classes_of_a_file
def predict_classes(path, images):
    probabilities = keras.saving.load_model(path).predict(images, verbose=0)
    return np.where(probabilities == probabilities.max(axis=1, keepdims=True))[1]


# %% wrong up_to_the_first_dot: puts the ending .keras behind what stands before the first dot of the path
#    | fails classes_of_a_file
def predict_classes(path, images):
    model = keras.saving.load_model(str(path).split(".")[0] + ".keras", compile=False)
    return model.predict(images, verbose=0).argmax(axis=1)
