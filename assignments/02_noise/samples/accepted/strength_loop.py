def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    noisy = np.empty(images.shape, dtype=np.float32)
    for index, image in enumerate(images):
        strength = rng.random() * max_strength
        noise = rng.uniform(-strength, strength, size=image.shape)
        noisy[index] = np.clip(image + noise, 0, 1)
    return noisy
