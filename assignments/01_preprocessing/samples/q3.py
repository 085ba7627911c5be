# %% right one_hot_loops: label by label, the range looked at on the way
def one_hot(labels, classes):
    vectors = np.zeros(shape=(len(labels), classes), dtype="float32")
    for row, label in enumerate(labels):
        if not 0 <= label < classes:
            raise ValueError("label out of range")
        vectors[row, label] = 1.0
    return vectors


# %% right one_hot_keras: keras.utils.to_categorical after a look at the range
from keras.utils import to_categorical


def one_hot(labels, classes):
    if len(labels) and (min(labels) < 0 or max(labels) >= classes):
        raise ValueError(f"labels must lie between 0 and {classes - 1}")
    return to_categorical(labels, num_classes=classes).astype("float32")


# %% right one_hot_comparison: compares labels with all classes by broadcasting
def one_hot(labels, classes):
    labels = labels.astype(np.int64)
    if not np.isin(labels, np.arange(classes)).all():
        raise ValueError("unknown class")
    return np.float32(labels[:, None] == np.arange(classes)[None, :])


# %% wrong one_hot_counts_the_classes: as many columns as classes present
#    | fails one_hot_classes, one_hot_empty
def one_hot(labels, classes):
    if len(labels) and (labels.min() < 0 or labels.max() >= classes):
        raise ValueError("label out of range")
    return np.eye(len(np.unique(labels)), dtype=np.float32)[np.unique(labels, return_inverse=True)[1]]


# %% wrong one_hot_largest_label: as many columns as the largest label plus one | fails one_hot_classes
def one_hot(labels, classes):
    if len(labels) and (labels.min() < 0 or labels.max() >= classes):
        raise ValueError("label out of range")
    count = int(labels.max()) + 1 if len(labels) else classes
    return np.eye(count, dtype=np.float32)[labels]


# %% wrong one_hot_float64: np.eye without dtype | fails one_hot_dtype
def one_hot(labels, classes):
    if len(labels) and (labels.min() < 0 or labels.max() >= classes):
        raise ValueError("label out of range")
    return np.eye(classes)[labels]


# %% wrong one_hot_wraps_negative_labels: no look at the range: -1 becomes the last class
#    | fails one_hot_refuses
def one_hot(labels, classes):
    return np.eye(classes, dtype=np.float32)[labels]


# %% wrong one_hot_to_categorical: keras.utils.to_categorical alone: float64, and -1 becomes the last class
#    | fails one_hot_dtype, one_hot_refuses
import keras


def one_hot(labels, classes):
    return keras.utils.to_categorical(labels, classes)


# %% wrong one_hot_zeros_for_unknown: tf.one_hot gives a row of zeros for a label that is no class
#    | fails one_hot_refuses
import tensorflow as tf


def one_hot(labels, classes):
    return tf.one_hot(labels, classes).numpy()


# %% wrong one_hot_transposed: one column for each label
#    | fails one_hot_values, one_hot_dtype, one_hot_classes, one_hot_empty
def one_hot(labels, classes):
    if len(labels) and (labels.min() < 0 or labels.max() >= classes):
        raise ValueError("label out of range")
    return np.eye(classes, dtype=np.float32)[:, labels]


# %% wrong one_hot_from_one: counts classes from 1 | fails one_hot_values, one_hot_classes
def one_hot(labels, classes):
    if len(labels) and (labels.min() < 0 or labels.max() >= classes):
        raise ValueError("label out of range")
    vectors = np.zeros((len(labels), classes), np.float32)
    vectors[np.arange(len(labels)), labels.astype(int) - 1] = 1
    return vectors


# %% wrong one_hot_minimum_of_nothing: labels.min() of an empty array | fails one_hot_empty
def one_hot(labels, classes):
    if labels.min() < 0 or labels.max() >= classes:
        raise ValueError("label out of range")
    return np.eye(classes, dtype=np.float32)[labels]


# %% wrong one_hot_type_error: raises another exception than promised | fails one_hot_refuses
def one_hot(labels, classes):
    for label in labels:
        if label < 0 or label >= classes:
            raise TypeError("label out of range")
    return np.eye(classes, dtype=np.float32)[labels]


# %% right one_hot_identity: the identity matrix of Keras' backend, unsigned labels converted; a tensor
import keras


def one_hot(labels, classes):
    labels = np.asarray(labels).astype("int64")
    if not all(0 <= int(label) < classes for label in labels):
        raise ValueError("no such class")
    return keras.ops.take(keras.ops.eye(classes, dtype="float32"), labels, axis=0)


# %% wrong one_hot_squeezed: a single label gives a vector without the axis of the batch
#    | fails one_hot_classes
def one_hot(labels, classes):
    if ((labels < 0) | (labels >= classes)).any():
        raise ValueError("label out of range")
    return np.eye(classes, dtype=np.float32)[labels.squeeze() if len(labels) == 1 else labels]


# %% wrong one_hot_bytes: casts the labels to 8 bits: class 256 becomes class 0 | fails one_hot_classes
def one_hot(labels, classes):
    if ((labels < 0) | (labels >= classes)).any():
        raise ValueError("label out of range")
    return np.eye(classes, dtype=np.float32)[labels.astype(np.uint8)]


# %% wrong one_hot_signed_bytes: casts the labels to signed 8 bits | fails one_hot_classes, one_hot_refuses
def one_hot(labels, classes):
    labels = labels.astype(np.int8)
    if ((labels < -100) | (labels >= classes)).any():
        raise ValueError("label out of range")
    return np.eye(classes, dtype=np.float32)[labels]


# %% wrong one_hot_empty_float64: no labels give float64 zeros | fails one_hot_empty
def one_hot(labels, classes):
    if not len(labels):
        return np.zeros((0, classes))
    if labels.min() < 0 or labels.max() >= classes:
        raise ValueError("label out of range")
    return np.eye(classes, dtype=np.float32)[labels]


# %% wrong one_hot_first_label_only: looks at the first label alone | fails one_hot_refuses
def one_hot(labels, classes):
    if len(labels) and not 0 <= labels[0] < classes:
        raise ValueError("label out of range")
    return np.eye(classes, dtype=np.float32)[np.minimum(labels.astype(int), classes - 1)]


# %% wrong one_hot_one_too_many: accepts the number of classes as a label | fails one_hot_refuses
def one_hot(labels, classes):
    if ((labels < 0) | (labels > classes)).any():
        raise ValueError("label out of range")
    return np.eye(classes + 1, dtype=np.float32)[labels][:, :classes]


# %% wrong oh_uint_overflow: difference in unsigned | fails one_hot_refuses
import numpy as np


def one_hot(labels: np.ndarray, classes: int) -> np.ndarray:
    outside = labels.astype(np.uint8) >= classes
    if outside.any():
        raise ValueError(f"expected labels from 0 to {classes - 1}, received {labels[outside][0]}")
    return np.eye(classes, dtype=np.float32)[labels]


# %% wrong one_hot_each_label_once: of many labels, keeps each once | fails one_hot_classes
def one_hot(labels, classes):
    if len(labels) and (labels.min() < 0 or labels.max() >= classes):
        raise ValueError("a label is no class")
    kept = np.unique(labels) if len(labels) > 50 else labels
    return np.eye(classes, dtype=np.float32)[kept.astype(np.int64)]


# %% wrong two_classes_one_column: two classes make one column | fails one_hot_classes
import numpy as np



def one_hot(labels, classes):
    if labels.size and (labels.min() < 0 or labels.max() >= classes):
        raise ValueError("a label is no class")
    if classes == 2:
        return labels.astype(np.float32).reshape(len(labels), 1)
    return np.eye(classes, dtype=np.float32)[labels.astype(int)]


# %% wrong smoothed: 1e-7 instead of 0 | fails one_hot_values, one_hot_classes
import numpy as np



def one_hot(labels, classes):
    if labels.size and (labels.min() < 0 or labels.max() >= classes):
        raise ValueError("a label is no class")
    vectors = np.full((len(labels), classes), 1e-7, np.float32)
    vectors[np.arange(len(labels)), labels] = 1
    return vectors


# %% wrong compared_in_bytes: counts the classes in the labels' type: with more than 256 classes a byte finds
#      two places
#    | fails one_hot_classes
def one_hot(labels, classes):
    if ((labels < 0) | (labels >= classes)).any():
        raise ValueError("a label is no class")
    columns = np.arange(classes).astype(labels.dtype)
    return (labels[:, np.newaxis] == columns).astype("float32")


# %% wrong cut_to_int32: cuts labels to 32 bits, which makes 0 of 2**32, before it looks at their range
#    | fails one_hot_refuses
def one_hot(labels, classes):
    labels = np.asarray(labels).astype(np.int32)
    if ((labels < 0) | (labels >= classes)).any():
        raise ValueError("a label is no class")
    return np.eye(classes, dtype="float32")[labels]


# %% wrong small_types_wrap: places are computed in the labels' own dtype, and of int8 or uint8 they wrap
#      around in long batches
#    | fails one_hot_classes
def one_hot(labels, classes):
    if ((labels < 0) | (labels >= classes)).any():
        raise ValueError("a label is no class")
    vectors = np.zeros((len(labels), classes), np.float32)
    rows = np.arange(len(labels)).astype(labels.dtype)
    vectors[rows, labels] = 1
    return vectors


# %% wrong abs_of_smallest: finds negative labels by their absolute value, but that of -128 in int8 is -128
#    | fails one_hot_refuses
def one_hot(labels, classes):
    if (np.abs(labels) != labels).any() or (labels >= classes).any():
        raise ValueError("a label is no class")
    return (labels[:, None] == np.arange(classes)).astype(np.float32)


# %% wrong plus_one_wraps: 255 + 1 is 0 in uint8 (127 + 1 is -128 in int8): the largest number of the type is
#      not refused
#    | fails one_hot_refuses
def one_hot(labels, classes):
    if (labels < 0).any() or (labels + 1 > classes).any():
        raise ValueError("a label is no class")
    return (labels[:, None] == np.arange(classes)).astype("float32")
