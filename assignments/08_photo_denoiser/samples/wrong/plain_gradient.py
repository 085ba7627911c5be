"""Learns with SGD."""

def train_denoiser(model, batches, steps, validation, epochs):
    model.compile("sgd", "mse")
    return model.fit(batches, steps_per_epoch=steps, epochs=epochs, validation_data=tuple(validation), verbose=0).history
