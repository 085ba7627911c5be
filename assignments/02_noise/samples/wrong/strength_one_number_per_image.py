def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    noisy = np.empty(images.shape, np.float32)
    for i in range(len(images)):
        noise = rng.random() * max_strength * rng.uniform(-1, 1)
        noisy[i] = np.clip(images[i] + noise, 0, 1)
    return noisy
