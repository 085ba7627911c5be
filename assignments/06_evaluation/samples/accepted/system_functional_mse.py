def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    x = inputs = keras.Input(shape=(784,))
    for units in (256, 64, 256):
        x = keras.layers.Dense(units, activation="relu")(x)
    autoencoder = keras.Model(inputs, keras.layers.Dense(784, activation="sigmoid")(x))
    autoencoder.compile(keras.optimizers.Adam(1e-3), "mse")
    stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
    autoencoder.fit(
        noisy, clean, batch_size=32, epochs=15, validation_split=0.1, callbacks=[stop], verbose=0
    )
    outputs = keras.layers.Dense(10)(keras.layers.Dense(128, activation="relu")(inputs))
    classifier = keras.Model(inputs, outputs)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    classifier.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    classifier.fit(clean, labels, batch_size=32, epochs=8, verbose=0)
    return [autoencoder, classifier]
