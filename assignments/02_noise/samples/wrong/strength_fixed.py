def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    noise = max_strength * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)
