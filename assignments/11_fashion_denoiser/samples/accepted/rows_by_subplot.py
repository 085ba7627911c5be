import matplotlib.pyplot as plt


def show_rows(noisy, denoised, clean, count=10):
    count = min(count, len(clean))
    figure = plt.figure(figsize=(count, 3))
    for column in range(count):
        for row, (name, images) in enumerate(
            [("bruité", noisy), ("restauré", denoised), ("original", clean)]
        ):
            axes = plt.subplot(3, count, row * count + column + 1)
            plt.imshow(images[column].squeeze(), cmap="gray")
            plt.xticks([])
            plt.yticks([])
            if column == 0:
                axes.set_ylabel(name)
    return figure
