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
