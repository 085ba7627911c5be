def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = factor * rng.standard_normal(images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)
