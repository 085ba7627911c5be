def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noisy = images
    noisy += rng.normal(0, sigma, images.shape)
    return np.clip(noisy, 0, 1).astype(np.float32)
