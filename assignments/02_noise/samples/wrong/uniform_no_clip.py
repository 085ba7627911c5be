def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    return (images + factor * rng.random(images.shape)).astype(np.float32)
