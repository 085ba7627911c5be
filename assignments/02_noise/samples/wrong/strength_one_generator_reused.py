def add_random_strength_noise(images, max_strength, seed):
    noisy = []
    for image in images:
        rng = np.random.default_rng(seed)  # begins anew for every image
        noise = rng.random() * max_strength * rng.uniform(-1, 1, image.shape)
        noisy.append(np.clip(image + noise, 0, 1))
    return np.array(noisy, np.float32)
