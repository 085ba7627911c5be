def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng()
    return np.clip(images + factor * rng.random(images.shape), 0, 1).astype(np.float32)
