# %% right table_columns: built by columns, with a further column, an index and the composite
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


# %% right table_row_by_row: row by row, errors counted apart, with accuracy()
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    table = pd.DataFrame(columns=["images", "accuracy", "error_rate"])
    denoised = np.vstack([np.asarray(autoencoder(image[None])) for image in noisy])
    for images, name in zip([clean, noisy, denoised], ["clean", "noisy", "denoised"]):
        found = np.argmax(classifier.predict(images, batch_size=16, verbose=0), axis=1)
        wrong = sum(a != b for a, b in zip(found, labels)) / len(labels)
        table.loc[len(table)] = [name, accuracy(classifier, images, labels), wrong]
    return table


# %% wrong table_denoises_clean_images: denoises the clean images | fails table_figures, table_true
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(clean, verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows)


# %% wrong table_noisy_on_clean: the noisy row is measured on the clean images
#    | fails table_figures, table_true
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(noisy, verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", clean), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows)


# %% wrong table_denoised_on_noisy: the denoised row is measured on the noisy images
#    | fails table_figures, table_true
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(noisy, verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", noisy)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows)


# %% wrong table_denoises_twice: applies the autoencoder twice | fails table_figures, table_true
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(noisy, verbose=0)
    denoised = autoencoder.predict(denoised, verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows)


# %% wrong table_against_clean_predictions: compares with what the classifier found on the clean images, not
#      with the labels
#    | fails table_figures, table_true
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(noisy, verbose=0)
    labels = classifier.predict(clean, verbose=0).argmax(axis=1)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows)


# %% wrong table_percent: percent | fails table_shares
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(noisy, verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": 100 * right.mean(), "error_rate": 100 * (1 - right.mean())})
    return pd.DataFrame(rows)


# %% wrong table_loss_as_error_rate: the loss is reported as the error rate | fails table_errors
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(noisy, verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        scores = classifier.predict(images, verbose=0)
        loss = float(np.mean(keras.losses.sparse_categorical_crossentropy(labels, scores, from_logits=True)))
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": loss})
    return pd.DataFrame(rows)


# %% wrong table_order: rows in another order | fails table_by_hand
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(noisy, verbose=0)
    rows = []
    for name, images in (("noisy", noisy), ("denoised", denoised), ("clean", clean)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows)


# %% wrong table_rounded: rounded to one decimal | fails table_shares
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(noisy, verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean().round(1), "error_rate": 1 - right.mean().round(1)})
    return pd.DataFrame(rows)


# %% wrong table_names_in_index: the names stand in the index, not in a column | fails table_by_hand
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(noisy, verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows).set_index("images")


# %% wrong table_prints: prints the table and returns nothing
#    | fails table_by_hand, table_figures, table_true, table_shares, table_errors
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = autoencoder.predict(noisy, verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    print(pd.DataFrame(rows))


# %% wrong table_thresholds_denoised: turns the denoised images into black and white first | fails table_true
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    denoised = (autoencoder.predict(noisy, verbose=0) > 0.5).astype("float32")
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows)


# %% wrong table_in_training: calls both models as in training: dropout stays on | fails table_true
def evaluation_table(autoencoder, classifier, clean, noisy, labels):
    rows = []
    denoised = np.asarray(autoencoder(noisy, training=True))
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = np.asarray(classifier(images, training=True)).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows)


# %% wrong table_first_batch: looks at the first 32 images only | fails table_true, table_shares
def evaluation_table(autoencoder, classifier, clean, noisy, labels):
    denoised = autoencoder.predict(noisy[:32], verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images[:32], verbose=0).argmax(axis=1) == labels[:32]
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows)


# %% wrong table_error_of_the_whole: the same error rate in every row | fails table_errors
def evaluation_table(autoencoder, classifier, clean, noisy, labels):
    denoised = autoencoder.predict(noisy, verbose=0)
    shares = [
        float(np.mean(classifier.predict(images, verbose=0).argmax(axis=1) == labels))
        for images in (clean, noisy, denoised)
    ]
    return pd.DataFrame(
        {"images": ["clean", "noisy", "denoised"], "accuracy": shares, "error_rate": 1 - np.mean(shares)}
    )


# %% wrong table_clips: denoised images are clipped | fails table_true
def evaluation_table(autoencoder, classifier, clean, noisy, labels):
    rows = [
        accuracy(classifier, x, labels)
        for x in (clean, noisy, np.clip(autoencoder.predict(noisy, verbose=0), 0, 1))
    ]
    return pd.DataFrame(
        {"images": ["clean", "noisy", "denoised"], "accuracy": rows, "error_rate": [1 - a for a in rows]}
    )


# %% wrong table_clips_noisy: noisy images are clipped to [0, 1] before they are classified | fails table_true
def evaluation_table(autoencoder, classifier, clean, noisy, labels):
    rows = []
    denoised = autoencoder.predict(noisy, verbose=0)
    for name, images in (("clean", clean), ("noisy", np.clip(noisy, 0, 1)), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows)


# %% wrong table_first_thousand: only the first thousand images | fails table_true
def evaluation_table(autoencoder, classifier, clean, noisy, labels):
    rows = []
    denoised = autoencoder.predict(noisy, verbose=0)
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images[:1000], verbose=0).argmax(axis=1) == labels[:1000]
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows)


# %% wrong table_one_image_squeezed: fails for a single image | fails table_shares
def evaluation_table(autoencoder, classifier, clean, noisy, labels):
    rows = []
    restored = autoencoder.predict(noisy, verbose=0)
    for name, images in {"clean": clean, "noisy": noisy, "denoised": restored}.items():
        scores = np.squeeze(classifier.predict(images, verbose=0))
        share = np.mean(scores.argmax(axis=1) == labels)
        rows.append({"images": name, "accuracy": share, "error_rate": 1 - share})
    return pd.DataFrame(rows)


# %% wrong table_first_thousand_denoised: denoises and counts the first thousand images alone
#    | fails table_true
def evaluation_table(autoencoder, classifier, clean, noisy, labels):
    rows = []
    restored = autoencoder.predict(noisy[:1000], verbose=0)
    for name, images in {"clean": clean, "noisy": noisy, "denoised": restored}.items():
        scores = classifier.predict(images, verbose=0)
        share = np.mean(scores.argmax(axis=1) == labels[: len(images)])
        rows.append({"images": name, "accuracy": share, "error_rate": 1 - share})
    return pd.DataFrame(rows)


# %% wrong table_sigmoid_first: a sigmoid over the scores, which makes large or small ones equal
#    | fails table_true
def evaluation_table(autoencoder, classifier, clean, noisy, labels):
    denoised = autoencoder.predict(noisy, verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        classes = np.asarray(keras.ops.sigmoid(classifier.predict(images, verbose=0))).argmax(axis=1)
        share = float(np.mean(classes == labels))
        rows.append({"images": name, "accuracy": share, "error_rate": 1 - share})
    return pd.DataFrame(rows)


# %% wrong images_twice: two tables side by side, each with its own column "images": that name is given twice
#    | fails table_by_hand
def evaluation_table(autoencoder, classifier, clean, noisy, labels) -> pd.DataFrame:
    names = ["clean", "noisy", "denoised"]
    pictures = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    shares = [accuracy(classifier, images, labels) for images in pictures]
    right = pd.DataFrame({"images": names, "accuracy": shares})
    wrong = pd.DataFrame({"images": names, "error_rate": [1 - share for share in shares]})
    return pd.concat([right, wrong], axis=1)
