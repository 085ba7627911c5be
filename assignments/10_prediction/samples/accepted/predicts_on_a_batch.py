"""Uses predict_on_batch and a loop for the maximum."""

def predict(model, image):
    (probabilities,) = model.predict_on_batch(image)
    best = 0
    for label in range(10):
        if probabilities[label] > probabilities[best]:
            best = label
    return best, probabilities.astype("float64")
