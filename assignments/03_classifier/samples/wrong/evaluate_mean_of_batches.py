def evaluate_classifier(model, images, labels):
    losses, accuracies = [], []
    for start in range(0, len(images), 32):
        batch, truth = images[start : start + 32], labels[start : start + 32]
        loss, accuracy = model.test_on_batch(batch, truth)
        model.reset_metrics()
        losses.append(float(loss))
        accuracies.append(float(accuracy))
    accuracy = float(np.mean(accuracies))
    return {"loss": float(np.mean(losses)), "accuracy": accuracy, "error_rate": 1 - accuracy}
