def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, axes = plt.subplots(len(clean), 3, figsize=(4, 1.2 * len(clean) + 0.5), squeeze=False)
    for images, column in zip(rows, axes.T):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, column):
            place.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
            place.set_title(f"{found}")
            place.axis("off")
    return figure
