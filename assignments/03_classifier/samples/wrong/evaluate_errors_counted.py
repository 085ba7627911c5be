def evaluate_classifier(model, images, labels):
    loss, accuracy = model.evaluate(images, labels, verbose=0)
    errors = int(np.sum(model.predict(images, verbose=0).argmax(axis=1) != labels))
    return {"loss": loss, "accuracy": accuracy, "error_rate": errors}
