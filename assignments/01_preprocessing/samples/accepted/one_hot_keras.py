from keras.utils import to_categorical


def one_hot(labels, classes):
    if len(labels) and (min(labels) < 0 or max(labels) >= classes):
        raise ValueError(f"labels must lie between 0 and {classes - 1}")
    return to_categorical(labels, num_classes=classes).astype("float32")
