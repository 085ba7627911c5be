def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    n, height, width, _ = images.shape
    strengths = max_strength * rng.random((n, 1, 1, 1))
    noise = strengths * rng.uniform(-1, 1, (n, height, width, 1))
    return np.clip(images + noise, 0, 1).astype(np.float32)
