def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(noisy, verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean().round(1), "error_rate": 1 - right.mean().round(1)})
    return pd.DataFrame(rows)
