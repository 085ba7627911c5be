def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    table = pd.DataFrame(columns=["images", "accuracy", "error_rate"])
    denoised = np.vstack([np.asarray(autoencoder(image[None])) for image in noisy])
    for images, name in zip([clean, noisy, denoised], ["clean", "noisy", "denoised"]):
        found = np.argmax(classifier.predict(images, batch_size=16, verbose=0), axis=1)
        wrong = sum(a != b for a, b in zip(found, labels)) / len(labels)
        table.loc[len(table)] = [name, accuracy(classifier, images, labels), wrong]
    return table
