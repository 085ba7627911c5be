def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = model.predict(images, verbose=0)
    classes = np.where(scores.max(axis=1) > 0.6, scores.argmax(axis=1), -1)
    return float(np.mean(classes == labels))
