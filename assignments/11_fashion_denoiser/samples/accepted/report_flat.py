import numpy as np


def evaluate_denoiser(model, noisy, clean):
    denoised = np.concatenate(
        [model.predict_on_batch(noisy[start : start + 50]) for start in range(0, len(noisy), 50)]
    )

    def error(images):
        difference = (images.astype("float64") - clean).ravel()
        return difference @ difference / difference.size

    return {
        "mse_noisy": error(noisy),
        "mse_denoised": error(denoised),
        "gain": error(noisy) / error(denoised),
        "images": len(noisy),
    }
