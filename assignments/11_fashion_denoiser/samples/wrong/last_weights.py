import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) * 4 // 5
    model.compile(optimizer="adam", loss="mse")
    return model.fit(
        noisy[:cut],
        clean[:cut],
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=batch_size,
        verbose=0,
    )
