def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = model.predict(images, verbose=0)
    return int(np.sum(scores.argmax(axis=1) == labels))
