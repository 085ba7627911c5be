"""Calls fit once an epoch and writes the event files itself."""


def train_run(model, train, validation, folder, epochs, seed):
    import tensorflow as tf

    folder = Path(folder)
    writers = {part: tf.summary.create_file_writer(str(folder / part)) for part in ("train", "validation")}
    keras.utils.set_random_seed(seed)
    lowest = None
    for epoch in range(epochs):
        history = model.fit(*train, epochs=1, verbose=0).history
        measured = float(model.evaluate(*validation, verbose=0))
        for part, value in (("train", history["loss"][0]), ("validation", measured)):
            with writers[part].as_default():
                tf.summary.scalar("epoch_loss", value, step=epoch)
        if lowest is None or measured < lowest:
            lowest = measured
            model.save(folder / "best.keras")
    for writer in writers.values():
        writer.close()
    return folder / "best.keras"
