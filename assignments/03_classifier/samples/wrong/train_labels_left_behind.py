def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    order = np.random.permutation(len(images))
    return model.fit(images[order], labels, epochs=epochs, batch_size=batch_size, verbose=0)
