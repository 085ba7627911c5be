def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    right = 0
    for image, label in zip(images, labels):
        scores = model(image[np.newaxis])[0]
        right += int(int(np.argmax(scores)) == label)
    return right / len(images)
