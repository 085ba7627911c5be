import keras


def evaluate_denoiser(model, noisy, clean):
    def mse(images):
        return float(keras.ops.mean(keras.losses.mean_squared_error(clean, images)))

    before, after = mse(noisy), mse(model(noisy, training=False))
    return dict(mse_noisy=before, mse_denoised=after, gain=before / after)
