import matplotlib.pyplot as plt


def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns)
    for row, (name, images) in enumerate((("noisy", noisy), ("denoised", denoised), ("original", clean))):
        axes[row, 0].set_title(name)
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray")
    return figure
