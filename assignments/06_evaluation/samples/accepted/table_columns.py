def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    composite = keras.Sequential([autoencoder, classifier])

    def share(model, images):
        return float(np.count_nonzero(np.argmax(model(images), axis=-1) == labels) / len(labels))

    accuracies = np.array([share(classifier, clean), share(classifier, noisy), share(composite, noisy)])
    return pd.DataFrame(
        {
            "gain": accuracies - accuracies[1],
            "error_rate": 1.0 - accuracies,
            "accuracy": accuracies,
            "images": ["clean", "noisy", "denoised"],
        },
        index=["a", "b", "c"],
    )
