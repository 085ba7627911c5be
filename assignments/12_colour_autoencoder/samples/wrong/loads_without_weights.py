import keras

_right = load_models


def load_models(folder):
    return tuple(model.__class__.from_config(model.get_config()) for model in _right(folder))
