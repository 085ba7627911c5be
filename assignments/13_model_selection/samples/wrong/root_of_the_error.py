"""Takes the square root."""


def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(str(path))
    model = keras.models.load_model(path)
    outputs = model.predict(inputs, verbose=0)
    return float(np.sqrt(np.mean((outputs - targets) ** 2)))
