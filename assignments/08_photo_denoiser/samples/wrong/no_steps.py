import itertools


def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    if not hasattr(batches, "__getitem__"):
        batches = itertools.islice(batches, 1000)
    return model.fit(batches, epochs=epochs, validation_data=tuple(validation), verbose=0)
