_right = show_reconstructions


def show_reconstructions(originals, codes, reconstructions):
    return _right(originals, codes[[0] * len(codes)], reconstructions)
