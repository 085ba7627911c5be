def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    return model.fit(images, labels, epochs=epochs, verbose=0)
