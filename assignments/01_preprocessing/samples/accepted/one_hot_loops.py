def one_hot(labels, classes):
    vectors = np.zeros(shape=(len(labels), classes), dtype="float32")
    for row, label in enumerate(labels):
        if not 0 <= label < classes:
            raise ValueError("label out of range")
        vectors[row, label] = 1.0
    return vectors
