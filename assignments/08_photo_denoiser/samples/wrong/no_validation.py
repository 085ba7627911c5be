def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    return model.fit(batches, steps_per_epoch=steps, epochs=epochs, verbose=0)
