def train_classifier(model, images, labels, epochs, batch_size, seed):
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)
