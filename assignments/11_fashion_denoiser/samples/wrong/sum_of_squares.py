import numpy as np


def evaluate_denoiser(model, noisy, clean):
    before = float(np.sum((noisy - clean) ** 2) / len(clean))
    after = float(np.sum((model.predict(noisy, verbose=0) - clean) ** 2) / len(clean))
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / after}
