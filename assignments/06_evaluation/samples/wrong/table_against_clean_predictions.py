def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(noisy, verbose=0)
    labels = classifier.predict(clean, verbose=0).argmax(axis=1)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows)
