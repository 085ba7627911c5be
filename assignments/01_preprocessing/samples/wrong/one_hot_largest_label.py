def one_hot(labels, classes):
    if len(labels) and (labels.min() < 0 or labels.max() >= classes):
        raise ValueError("label out of range")
    count = int(labels.max()) + 1 if len(labels) else classes
    return np.eye(count, dtype=np.float32)[labels]
