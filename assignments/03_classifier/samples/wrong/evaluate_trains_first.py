def evaluate_classifier(model, images, labels):
    history = model.fit(images, labels, epochs=1, verbose=0).history
    accuracy = history["accuracy"][-1]
    return {"loss": history["loss"][-1], "accuracy": accuracy, "error_rate": 1 - accuracy}
