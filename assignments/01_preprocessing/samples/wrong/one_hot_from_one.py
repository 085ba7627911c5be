def one_hot(labels, classes):
    if len(labels) and (labels.min() < 0 or labels.max() >= classes):
        raise ValueError("label out of range")
    vectors = np.zeros((len(labels), classes), np.float32)
    vectors[np.arange(len(labels)), labels.astype(int) - 1] = 1
    return vectors
