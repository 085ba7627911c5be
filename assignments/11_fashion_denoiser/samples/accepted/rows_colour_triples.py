import matplotlib.pyplot as plt
import numpy as np


def show_rows(noisy, denoised, clean, count=10):
    rows = {"noisy": noisy[:count], "restored": denoised[:count], "clean": clean[:count]}
    figure, places = plt.subplots(3, len(rows["clean"]), squeeze=False)
    for line, (name, images) in zip(places, rows.items()):
        line[0].text(-0.1, 0.5, name, transform=line[0].transAxes, ha="right")
        for axes, image in zip(line, images):
            axes.imshow((np.repeat(np.clip(image, 0, 1), 3, axis=-1) * 255).round().astype(np.uint8))
            axes.set_axis_off()
    return figure
