_right = show_reconstructions


def show_reconstructions(originals, codes, reconstructions):
    return _right(reconstructions, codes, originals)
