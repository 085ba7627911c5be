def one_hot(labels, classes):
    for label in labels:
        if label < 0 or label >= classes:
            raise TypeError("label out of range")
    return np.eye(classes, dtype=np.float32)[labels]
