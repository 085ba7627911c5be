def train_classifier(model, images, labels, epochs, batch_size, seed):
    keras.utils.set_random_seed(seed)
    copy = keras.models.clone_model(model)
    copy.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return copy.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)
