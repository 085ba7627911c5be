import numpy as np


def evaluate_denoiser(model, noisy, clean):
    report = {}
    restored = np.clip(model.predict(noisy, verbose=0), 0, 1)
    for name, difference in (("noisy", noisy - clean), ("denoised", restored - noisy)):
        errors = np.mean(difference**2, axis=(1, 2, 3))
        report[f"mse_{name}"] = float(np.mean(errors))
        report[f"psnr_{name}"] = float(np.mean(10 * np.log10(1 / errors)))
    return report
