def train_denoiser(
    model, noisy, clean, noisy_test, clean_test, epochs=100, batch_size=512, patience=5, seed=0
):
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = StopAtBest(patience)
    cut = len(noisy) - len(noisy) // 5
    history = model.fit(
        x=noisy[:cut],
        y=clean[:cut],
        validation_data=(noisy[cut:], clean[cut:]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    output = np.clip(model.predict(noisy_test, verbose=0), 1e-7, 1 - 1e-7)
    losses = -clean_test * np.log(output) - (1 - clean_test) * np.log(1 - output)
    return history.history, losses.mean()
