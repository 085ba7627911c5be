def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    for image in images:
        image += rng.random() * max_strength * rng.uniform(-1, 1, image.shape)
    return np.clip(images, 0, 1).astype(np.float32)
