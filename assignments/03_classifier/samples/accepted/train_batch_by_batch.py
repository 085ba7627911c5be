def train_classifier(model, images, labels, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    keras.utils.set_random_seed(seed)
    history = {"loss": [], "accuracy": []}
    for _ in range(epochs):
        order = rng.permutation(len(images))
        model.reset_metrics()
        for start in range(0, len(images), batch_size):
            chosen = order[start : start + batch_size]
            figures = model.train_on_batch(images[chosen], labels[chosen], return_dict=True)
        for name, values in history.items():
            values.append(float(figures[name]))
    return history
