def evaluate_classifier(model, images, labels):
    loss, accuracy = model.evaluate(images, labels, verbose=0)
    return {"loss": loss, "accuracy": accuracy, "error_rate": loss}
