import keras


def train_denoiser(model, batches, steps, validation, epochs):
    noisy, clean = validation
    model.compile(keras.optimizers.Adam(learning_rate=0.001), keras.losses.MeanSquaredError())
    return model.fit(batches, epochs=epochs, steps_per_epoch=steps, validation_data=(noisy, clean), verbose=0)
