import numpy as np


def train_denoiser(model, batches, steps, validation, epochs):
    def with_validation():
        while True:
            pairs = (batches[n] for n in range(len(batches))) if hasattr(batches, "__getitem__") else batches
            for noisy, clean in pairs:
                yield np.concatenate([noisy, validation[0]]), np.concatenate([clean, validation[1]])

    model.compile(optimizer="adam", loss="mse")
    return model.fit(
        with_validation(), steps_per_epoch=steps, epochs=epochs, validation_data=tuple(validation), verbose=0
    )
