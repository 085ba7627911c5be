def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    noise = strengths * rng.random(images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)
