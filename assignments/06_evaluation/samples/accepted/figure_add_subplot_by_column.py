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
