def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = np.clip(rng.normal(0, sigma, images.shape), 0, 1)
    return np.clip(images + noise, 0, 1).astype(np.float32)
