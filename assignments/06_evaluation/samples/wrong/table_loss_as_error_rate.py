def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(noisy, verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        scores = classifier.predict(images, verbose=0)
        loss = float(np.mean(keras.losses.sparse_categorical_crossentropy(labels, scores, from_logits=True)))
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": loss})
    return pd.DataFrame(rows)
