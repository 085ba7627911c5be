def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    n, height, width, channels = images.shape
    noise = rng.normal(0, sigma, (n, 1, width, channels))
    return np.clip(images + noise, 0, 1).astype(np.float32)
