def add_gaussian_noise(images, sigma, seed):
    generator = np.random.Generator(np.random.PCG64(seed))
    noisy = images.astype(np.float32)
    noisy += generator.normal(loc=0.0, scale=sigma, size=images.shape).astype(np.float32)
    noisy[noisy < 0] = 0
    noisy[noisy > 1] = 1
    return noisy
