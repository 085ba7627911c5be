"""Takes absolute values."""


def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(str(path))
    model = keras.models.load_model(path)
    outputs = model.predict(inputs, verbose=0)
    return float(np.mean(abs(outputs - targets)))
