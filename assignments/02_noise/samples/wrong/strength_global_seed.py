def add_random_strength_noise(images, max_strength, seed):
    np.random.seed(seed)
    strengths = max_strength * np.random.rand(len(images), 1, 1, 1)
    noise = strengths * np.random.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)
