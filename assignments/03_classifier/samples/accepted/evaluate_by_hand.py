def evaluate_classifier(model, images, labels):
    probabilities = model.predict(images, batch_size=7, verbose=0)
    right, loss = 0, 0.0
    for row, label in zip(probabilities, labels):
        right += int(np.argmax(row) == label)
        loss -= float(np.log(row[label]))
    n = len(labels)
    return {"accuracy": right / n, "error_rate": (n - right) / n, "loss": loss / n}
