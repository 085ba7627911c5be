def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noisy = images + factor * rng.random(images.shape)
    if noisy.max() > 1:
        noisy = noisy / noisy.max()
    return noisy.astype(np.float32)
