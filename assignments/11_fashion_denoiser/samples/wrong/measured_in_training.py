"""Measures the model as it is in training."""

import numpy as np


def evaluate_denoiser(model, noisy, clean):
    d = np.asarray(model(noisy, training=True))
    before, after = float(np.mean((noisy - clean) ** 2)), float(np.mean((d - clean) ** 2))
    return dict(mse_noisy=before, mse_denoised=after, gain=before / after)
