"""Learns with RMSprop."""

import keras


def train_denoiser(model, noisy, clean, epochs=50, batch_size=256, seed=0):
    keras.utils.set_random_seed(seed)
    n = len(noisy) // 5
    model.compile("rmsprop", "mse")
    return model.fit(noisy[:-n], clean[:-n], validation_data=(noisy[-n:], clean[-n:]), epochs=epochs, batch_size=batch_size, verbose=0,
                     callbacks=[keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)]).history
