def add_uniform_noise(images, factor, seed):
    np.random.seed(seed)
    return np.clip(images + factor * np.random.rand(*images.shape), 0, 1).astype(np.float32)
