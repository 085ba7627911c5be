def one_hot(labels, classes):
    if labels.min() < 0 or labels.max() >= classes:
        raise ValueError("label out of range")
    return np.eye(classes, dtype=np.float32)[labels]
