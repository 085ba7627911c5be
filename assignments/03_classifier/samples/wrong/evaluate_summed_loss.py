def evaluate_classifier(model, images, labels):
    probabilities = model.predict(images, verbose=0)
    accuracy = float(np.mean(probabilities.argmax(axis=1) == labels))
    loss = float(np.sum(-np.log(probabilities[np.arange(len(labels)), labels])))
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}
