def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy,
        clean,
        validation_data=(noisy_test, clean_test),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    return history, model.evaluate(noisy_test, clean_test, verbose=0)
