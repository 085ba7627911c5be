def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    return float(model.evaluate(images, labels, verbose=0)[1])
