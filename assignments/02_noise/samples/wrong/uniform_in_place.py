def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    images += factor * rng.random(images.shape)
    return np.clip(images, 0, 1).astype(np.float32)
