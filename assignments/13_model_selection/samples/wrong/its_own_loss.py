"""Reports the loss the model was compiled with."""


def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(str(path))
    model = keras.models.load_model(path)
    return float(model.evaluate(inputs, targets, verbose=0))
