def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, np.sqrt(sigma), images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)
