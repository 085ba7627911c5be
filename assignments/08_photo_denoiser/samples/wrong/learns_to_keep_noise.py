def train_denoiser(model, batches, steps, validation, epochs):
    def copied():
        if hasattr(batches, "__getitem__"):
            while True:
                yield from ((batches[index][0], batches[index][0]) for index in range(len(batches)))
        for noisy, _ in batches:
            yield noisy, noisy

    model.compile(optimizer="adam", loss="mse")
    return model.fit(
        copied(), steps_per_epoch=steps, epochs=epochs, validation_data=tuple(validation), verbose=0
    )
