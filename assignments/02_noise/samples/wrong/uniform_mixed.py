def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    return np.clip((1 - factor) * images + factor * rng.random(images.shape), 0, 1).astype(np.float32)
