def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    history = model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)
    return {name: values[-1] for name, values in history.history.items()}
