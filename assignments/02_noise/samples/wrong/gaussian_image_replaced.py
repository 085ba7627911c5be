def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    return np.clip(rng.normal(0.5, sigma, images.shape), 0, 1).astype(np.float32)
