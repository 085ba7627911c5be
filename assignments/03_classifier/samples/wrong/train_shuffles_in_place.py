def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    np.random.default_rng(seed).shuffle(images)
    np.random.default_rng(seed).shuffle(labels)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)
