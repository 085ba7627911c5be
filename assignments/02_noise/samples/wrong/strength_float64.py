def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    return np.clip(images + strengths * rng.uniform(-1, 1, images.shape), 0, 1)
