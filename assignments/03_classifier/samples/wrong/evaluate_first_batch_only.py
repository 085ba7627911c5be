def evaluate_classifier(model, images, labels):
    loss, accuracy = model.evaluate(images[:32], labels[:32], verbose=0)
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}
