def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    metric = keras.metrics.SparseCategoricalAccuracy()
    for start in range(0, len(images), 32):
        batch = slice(start, start + 32)
        metric.update_state(labels[batch], model(images[batch]))
    return metric.result()
