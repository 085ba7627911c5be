def scale(images):
    return (images // 255).astype(np.float32)
