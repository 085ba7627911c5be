def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = model.predict(images, verbose=0)
    right = scores.argmax(axis=1) == labels
    return float(np.mean([right[start : start + 32].mean() for start in range(0, len(right), 32)]))
