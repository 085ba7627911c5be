def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    return model.fit(
        batches, steps_per_epoch=epochs, epochs=steps, validation_data=tuple(validation), verbose=0
    )
