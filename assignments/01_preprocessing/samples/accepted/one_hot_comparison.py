def one_hot(labels, classes):
    labels = labels.astype(np.int64)
    if not np.isin(labels, np.arange(classes)).all():
        raise ValueError("unknown class")
    return np.float32(labels[:, None] == np.arange(classes)[None, :])
