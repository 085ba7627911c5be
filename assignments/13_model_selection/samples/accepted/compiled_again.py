"""Compiles the loaded model with mse and evaluates it."""


def load_and_measure(path, inputs, targets):
    with open(path, "rb"):
        pass
    model = keras.models.load_model(path, compile=False)
    model.compile(loss="mse")
    return model.evaluate(inputs, targets, verbose=0)
