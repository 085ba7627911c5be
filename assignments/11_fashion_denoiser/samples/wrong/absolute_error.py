import numpy as np


def evaluate_denoiser(model, noisy, clean):
    before = float(np.mean(np.abs(noisy - clean)))
    after = float(np.mean(np.abs(model.predict(noisy, verbose=0) - clean)))
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / after}
