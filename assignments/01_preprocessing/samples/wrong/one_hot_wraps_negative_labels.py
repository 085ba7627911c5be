def one_hot(labels, classes):
    return np.eye(classes, dtype=np.float32)[labels]
