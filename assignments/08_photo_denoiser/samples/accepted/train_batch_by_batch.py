import numpy as np


def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")

    def endless():
        if hasattr(batches, "__getitem__"):
            while True:
                yield from (batches[index] for index in range(len(batches)))
        yield from batches

    source = endless()
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        losses = [float(model.train_on_batch(*next(source))) for _ in range(steps)]
        history["loss"].append(float(np.mean(losses)))
        history["val_loss"].append(float(model.evaluate(*validation, verbose=0)))
    return history
