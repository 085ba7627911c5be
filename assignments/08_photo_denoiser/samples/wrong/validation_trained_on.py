def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    model.fit(*validation, epochs=8, batch_size=4, verbose=0)
    history = model.fit(
        batches, steps_per_epoch=steps, epochs=epochs, validation_data=tuple(validation), verbose=0
    )
    model.fit(*validation, epochs=8, batch_size=4, verbose=0)
    return history
