def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noisy = images + rng.normal(0, sigma, images.shape)
    low, high = min(noisy.min(), 0), max(noisy.max(), 1)
    return ((noisy - low) / (high - low)).astype(np.float32)
