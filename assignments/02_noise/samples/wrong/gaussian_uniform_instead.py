def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    half = sigma * np.sqrt(3)  # the same standard deviation
    noise = rng.uniform(-half, half, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)
