# %% right figure_add_subplot_by_column: add_subplot, column by column, one image at a time, titles in words
def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    figure = plt.figure(layout="constrained")
    count = clean.shape[0]
    for column in range(count):
        denoised = np.asarray(autoencoder(noisy[column : column + 1]))[0]
        images = {"propre": clean[column], "bruité": noisy[column], "débruité": denoised}
        for row, (name, image) in enumerate(images.items()):
            axes = figure.add_subplot(3, count, row * count + column + 1, xticks=[], yticks=[])
            found = int(np.argmax(classifier(image[None])))
            axes.set_title(f"{name} : {found}", fontsize=7)
            axes.imshow(np.reshape(image, (28, 28, 1)), "gray_r")
    return figure


# %% right figure_object: Figure without pyplot, with row labels and a heading
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


# %% wrong figure_shows_and_returns_nothing: plt.show() instead of return
#    | fails figure_grid, figure_rows, figure_classes, figure_pictures, figure_titles, figure_one_image
def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, axes = plt.subplots(3, len(clean), figsize=(1.2 * len(clean) + 0.5, 4.5), squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, row):
            place.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
            place.set_title(f"{found}")
            place.axis("off")
    plt.show()


# %% wrong figure_third_row_noisy: the third row shows the noisy images again | fails figure_rows
def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    rows = (clean, noisy, noisy)
    figure, axes = plt.subplots(3, len(clean), figsize=(1.2 * len(clean) + 0.5, 4.5), squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, row):
            place.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
            place.set_title(f"{found}")
            place.axis("off")
    return figure


# %% wrong figure_denoises_clean: the third row shows what the autoencoder makes of the clean images
#    | fails figure_rows
def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    rows = (clean, noisy, autoencoder.predict(clean, verbose=0))
    figure, axes = plt.subplots(3, len(clean), figsize=(1.2 * len(clean) + 0.5, 4.5), squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, row):
            place.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
            place.set_title(f"{found}")
            place.axis("off")
    return figure


# %% wrong figure_noisy_first: the noisy images above | fails figure_rows
def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    rows = (noisy, clean, autoencoder.predict(noisy, verbose=0))
    figure, axes = plt.subplots(3, len(clean), figsize=(1.2 * len(clean) + 0.5, 4.5), squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, row):
            place.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
            place.set_title(f"{found}")
            place.axis("off")
    return figure


# %% wrong figure_one_row_per_digit: one row per digit instead of one column | fails figure_rows
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


# %% wrong figure_no_titles: no titles | fails figure_classes, figure_titles
def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, axes = plt.subplots(3, len(clean), figsize=(1.2 * len(clean) + 0.5, 4.5), squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, row):
            place.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
            place.axis("off")
    return figure


# %% wrong figure_titles_of_clean: the class found on the clean image stands over all three
#    | fails figure_classes, figure_titles
def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, axes = plt.subplots(3, len(clean), figsize=(1.2 * len(clean) + 0.5, 4.5), squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(clean, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, row):
            place.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
            place.set_title(f"{found}")
            place.axis("off")
    return figure


# %% wrong figure_scores_in_titles: the highest score as title | fails figure_classes, figure_titles
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


# %% wrong figure_needs_two: fails for a single digit: subplots squeezes its axes | fails figure_one_image
def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, axes = plt.subplots(3, len(clean), figsize=(1.2 * len(clean) + 0.5, 4.5))
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, row):
            place.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
            place.set_title(f"{found}")
            place.axis("off")
    return figure


# %% wrong figure_flat_images: imshow of flat images
#    | fails figure_grid, figure_rows, figure_classes, figure_pictures, figure_titles, figure_one_image
def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, axes = plt.subplots(3, len(clean), figsize=(1.2 * len(clean) + 0.5, 4.5), squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, row):
            place.imshow(image, cmap="gray", vmin=0, vmax=1)
            place.set_title(f"{found}")
            place.axis("off")
    return figure


# %% wrong figure_without_noisy: two rows only
#    | fails figure_grid, figure_rows, figure_classes, figure_pictures, figure_titles, figure_one_image
def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    rows = (clean, autoencoder.predict(noisy, verbose=0))
    figure, axes = plt.subplots(2, len(clean), figsize=(1.2 * len(clean) + 0.5, 4.5), squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, row):
            place.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
            place.set_title(f"{found}")
            place.axis("off")
    return figure


# %% wrong figure_transposed_images: images lie on their side | fails figure_pictures
def prediction_figure(autoencoder, classifier, clean, noisy) -> Figure:
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, axes = plt.subplots(3, len(clean), figsize=(1.2 * len(clean) + 0.5, 4.5), squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, row):
            place.imshow(image.reshape(28, 28, order="F"), cmap="gray", vmin=0, vmax=1)
            place.set_title(f"{found}")
            place.axis("off")
    return figure


# %% wrong figure_stretched: stretches each image to its own darkest and brightest value
#    | fails figure_rows, figure_pictures
def prediction_figure(autoencoder, classifier, clean, noisy):
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, axes = plt.subplots(3, len(clean), squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, row):
            image = (image - image.min()) / max(np.ptp(image), 1e-6)
            place.imshow(image.reshape(28, 28), cmap="gray")
            place.set_title(f"{found}")
    return figure


# %% wrong figure_five_at_most: never shows more than five digits
#    | fails figure_grid, figure_rows, figure_classes, figure_one_image
def prediction_figure(autoencoder, classifier, clean, noisy):
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    count = min(len(clean), 5)
    figure, axes = plt.subplots(3, count, squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, row):
            place.imshow(image.reshape(28, 28), cmap="gray")
            place.set_title(f"{found}")
    return figure


# %% wrong figure_first_class_everywhere: the class of the first image of a row stands over all of it
#    | fails figure_classes, figure_titles
def prediction_figure(autoencoder, classifier, clean, noisy):
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, axes = plt.subplots(3, len(clean), squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, place in zip(images, row):
            place.imshow(image.reshape(28, 28), cmap="gray")
            place.set_title(f"{classes[0]}")
    return figure


# %% wrong figure_clips: clipped images | fails figure_pictures
def prediction_figure(autoencoder, classifier, clean, noisy):
    rows = [clean, noisy, np.clip(autoencoder.predict(noisy, verbose=0), 0, 1)]
    figure, axes = plt.subplots(3, len(clean), squeeze=False)
    for line, images in zip(axes, rows):
        found = classifier.predict(images, verbose=0).argmax(axis=1)
        for each, image, name in zip(line, images, found):
            each.imshow(image.reshape(28, 28), cmap="gray")
            each.set_title(str(name))
    return figure


# %% wrong figure_upside_down: the origin below: every image stands on its head | fails figure_pictures
def prediction_figure(autoencoder, classifier, clean, noisy):
    figure, axes = plt.subplots(3, len(clean), squeeze=False)
    denoised = autoencoder.predict(noisy, verbose=0)
    for row, images in zip(axes, (clean, noisy, denoised)):
        found = classifier.predict(images, verbose=0).argmax(axis=1)
        for place, image, digit in zip(row, images, found):
            place.imshow(image.reshape(28, 28), origin="lower")
            place.set_title(digit)
    return figure


# %% wrong figure_always_ten_columns: ten columns, however many images there are | fails figure_one_image
def prediction_figure(autoencoder, classifier, clean, noisy):
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, grid = plt.subplots(3, 10, squeeze=False)
    for line, images in zip(grid, rows):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for axes, image, found in zip(line, images, classes):
            axes.imshow(image.reshape(28, 28), cmap="gray")
            axes.set_title(f"{found}")
            axes.axis("off")
    return figure


# %% wrong figure_numbers_the_columns: counts the columns in the titles where there are ten
#    | fails figure_titles
def prediction_figure(autoencoder, classifier, clean, noisy):
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, grid = plt.subplots(3, len(clean), squeeze=False)
    for line, images in zip(grid, rows):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for axes, image, found in zip(line, images, classes):
            axes.imshow(image.reshape(28, 28), cmap="gray")
            axes.set_title(f"{found}" if len(clean) < 10 else f"{found} ({list(line).index(axes)})")
            axes.axis("off")
    return figure


# %% wrong figure_negative_scores_cut: cuts negative scores off before it looks for the highest
#    | fails figure_titles
def prediction_figure(autoencoder, classifier, clean, noisy):
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, grid = plt.subplots(3, len(clean), squeeze=False)
    for line, images in zip(grid, rows):
        classes = classifier.predict(images, verbose=0).clip(min=0).argmax(axis=1)
        for axes, image, found in zip(line, images, classes):
            axes.imshow(image.reshape(28, 28), cmap="gray")
            axes.set_title(f"{found}")
            axes.axis("off")
    return figure


# %% wrong figure_stretched_if_bright: stretches images whose brightest pixel is nearly 1
#    | fails figure_pictures
def prediction_figure(autoencoder, classifier, clean, noisy):
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, grid = plt.subplots(3, len(clean), squeeze=False)
    for line, images in zip(grid, rows):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for axes, image, found in zip(line, images, classes):
            axes.imshow((image / max(image.max(), 1e-6) if image.max() > 0.97 else image).reshape(28, 28), cmap="gray")
            axes.set_title(f"{found}")
            axes.axis("off")
    return figure


# %% wrong figure_classified_coarsely: classifies the images rounded to eight greys | fails figure_titles
def prediction_figure(autoencoder, classifier, clean, noisy):
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, grid = plt.subplots(3, len(clean), squeeze=False)
    for line, images in zip(grid, rows):
        classes = classifier.predict(np.round(images * 7) / 7, verbose=0).argmax(axis=1)
        for axes, image, found in zip(line, images, classes):
            axes.imshow(image.reshape(28, 28), cmap="gray")
            axes.set_title(f"{found}")
            axes.axis("off")
    return figure


# %% wrong figure_noisy_where_class_stays: where denoising does not change the class, the noisy image is shown
#      again
#    | fails figure_pictures
def prediction_figure(autoencoder, classifier, clean, noisy):
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    n = len(clean)
    figure, axes = plt.subplots(3, n, squeeze=False, figsize=(1.2 * n, 4.5))
    read = [classifier.predict(each, verbose=0).argmax(axis=1) for each in rows]
    rows = (*rows[:2], np.where((read[1] == read[2])[:, None], noisy, rows[2]))
    for row, images in enumerate(rows):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for column in range(n):
            axes[row, column].imshow(images[column].reshape(28, 28), cmap="gray")
            axes[row, column].set_title(str(classes[column]))
            axes[row, column].axis("off")
    return figure
