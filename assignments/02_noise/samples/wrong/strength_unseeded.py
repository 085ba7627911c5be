def add_random_strength_noise(images, max_strength, seed):
    strengths = max_strength * np.random.default_rng(seed).random((len(images), 1, 1, 1))
    noise = strengths * np.random.default_rng().uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)
