def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    return (images + rng.normal(0, sigma, images.shape)).astype(np.float32)
