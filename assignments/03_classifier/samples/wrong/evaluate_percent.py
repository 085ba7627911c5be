def evaluate_classifier(model, images, labels):
    loss, accuracy = model.evaluate(images, labels, verbose=0)
    return {"loss": loss, "accuracy": 100 * accuracy, "error_rate": 100 * (1 - accuracy)}
