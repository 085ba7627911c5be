def evaluate_classifier(model, images, labels):
    probabilities = np.asarray(model(images, training=True))
    accuracy = float(np.mean(probabilities.argmax(axis=1) == labels))
    loss = float(np.mean(-np.log(probabilities[np.arange(len(labels)), labels])))
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}
