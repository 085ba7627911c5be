_right = show_reconstructions


def show_reconstructions(originals, codes, reconstructions):
    return _right(originals[..., ::-1], codes, reconstructions[..., ::-1])
