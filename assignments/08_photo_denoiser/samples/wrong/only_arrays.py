_right_noise = _with_noise


def _with_noise(clean, max_strength, rng):
    return clean
