def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    scores = model.predict(images, verbose=0)
    return 100 * float(np.mean(scores.argmax(axis=1) == labels))
