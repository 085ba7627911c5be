import numpy as np


def evaluate_denoiser(model, noisy, clean):
    before = float(np.sqrt(np.mean((noisy - clean) ** 2)))
    after = float(np.sqrt(np.mean((model.predict(noisy, verbose=0) - clean) ** 2)))
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / after}
