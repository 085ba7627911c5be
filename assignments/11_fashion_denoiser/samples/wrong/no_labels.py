import matplotlib.pyplot as plt


def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, squeeze=False)
    for row, images in enumerate((noisy, denoised, clean)):
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray")
    return figure
