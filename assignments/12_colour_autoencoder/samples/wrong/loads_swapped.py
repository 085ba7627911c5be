_right = load_models


def load_models(folder):
    encoder, decoder = _right(folder)
    return decoder, encoder
