_right_noise = _with_noise


def _with_noise(clean, max_strength, rng):
    return _right_noise(clean, max_strength, rng)[::-1]
