def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, axes = plt.subplots(3, len(clean), figsize=(1.2 * len(clean) + 0.5, 4.5), squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).max(axis=1)
        for image, found, place in zip(images, classes, row):
            place.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
            place.set_title(f"{found}")
            place.axis("off")
    return figure
