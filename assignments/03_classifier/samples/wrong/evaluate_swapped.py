def evaluate_classifier(model, images, labels):
    accuracy, loss = model.evaluate(images, labels, verbose=0)
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}
