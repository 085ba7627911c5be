from matplotlib.backends.backend_agg import FigureCanvasAgg


def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    composed = np.stack([clean, noisy, autoencoder.predict(noisy, verbose=0)])
    classes = np.argmax(classifier.predict(composed.reshape(-1, PIXELS), verbose=0), axis=1)
    figure = Figure(figsize=(8, 4))
    FigureCanvasAgg(figure)
    figure.suptitle("Autoencoder 784-32-784")
    grid = figure.add_gridspec(3, len(clean), hspace=0.6)
    for place, (image, found) in enumerate(zip(composed.reshape(-1, 28, 28), classes)):
        axes = figure.add_subplot(grid[place])
        axes.imshow(image, interpolation="nearest", cmap="viridis")
        axes.set_title(str(found), loc="left")
        if place % len(clean) == 0:
            axes.set_ylabel(["clean", "noisy", "denoised"][place // len(clean)])
    return figure
