def _strengths(count, limit, seed):
    return np.random.default_rng([seed, 1]).uniform(0, limit, count)


def add_random_strength_noise(images, max_strength, seed):
    s = _strengths(limit=max_strength, count=images.shape[0], seed=seed)
    v = 2 * np.random.default_rng([seed, 2]).random(images.shape) - 1
    return np.einsum("i,i...->i...", s, v).__add__(images).clip(0, 1).astype("f4")
