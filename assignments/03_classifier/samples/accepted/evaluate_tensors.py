def evaluate_classifier(model, images, labels):
    probabilities = model(images, training=False)
    losses = keras.losses.sparse_categorical_crossentropy(labels, probabilities)
    wrong = keras.ops.argmax(probabilities, axis=-1) != labels
    error_rate = np.mean(np.asarray(wrong))
    return dict(loss=np.mean(losses), accuracy=1 - error_rate, error_rate=error_rate)
