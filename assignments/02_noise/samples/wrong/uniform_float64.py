def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    return np.clip(images + factor * rng.random(images.shape), 0, 1)
