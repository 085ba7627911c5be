def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(42)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)
