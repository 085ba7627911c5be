import numpy as np


def evaluate_denoiser(model, noisy, clean):
    report = {}
    for name, images in (("noisy", noisy), ("denoised", model.predict(noisy, verbose=0))):
        errors = np.mean((images - clean) ** 2, axis=(1, 2, 3))
        report[f"mse_{name}"] = float(np.mean(errors))
        report[f"psnr_{name}"] = float(np.mean(10 * np.log10(1 / errors)))
    return report
