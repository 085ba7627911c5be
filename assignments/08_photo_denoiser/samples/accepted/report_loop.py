import numpy as np


def evaluate_denoiser(model, noisy, clean):
    squares = {"noisy": [], "denoised": []}
    for dirty, true in zip(noisy, clean):
        restored = np.clip(np.asarray(model(dirty[None], training=False))[0], 0, 1)
        squares["noisy"].append(np.square(dirty - true).mean())
        squares["denoised"].append(np.square(restored - true).mean())
    report = {f"mse_{name}": np.mean(each) for name, each in squares.items()}
    report.update({f"psnr_{name}": np.mean(-10 * np.log10(each)) for name, each in squares.items()})
    return report
