def add_uniform_noise(images, factor, seed):
    children = np.random.SeedSequence(seed).spawn(len(images))
    noisy = []
    for image, child in zip(images, children):
        noise = np.random.default_rng(child).uniform(low=0, high=factor, size=image.shape)
        noisy.append(np.minimum(np.maximum(image + noise, 0), 1))
    return np.array(noisy, dtype=np.float32)
