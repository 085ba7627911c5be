def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    return np.clip(images + rng.normal(0, sigma, images.shape), 0, 1)
