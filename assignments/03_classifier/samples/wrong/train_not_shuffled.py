def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, shuffle=False, verbose=0)
