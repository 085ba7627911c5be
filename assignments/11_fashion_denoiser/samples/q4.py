# %% right rows_by_subplot: plt.subplot in a loop over the columns, labels beside the rows
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


# %% right rows_colour_triples: grey triples of 8 bits, texts as labels
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


# %% wrong rows_upside_down: original above, noisy below | fails figure_contents
_right = show_rows


def show_rows(noisy, denoised, clean, count=10):
    return _right(clean, denoised, noisy, count)


# %% wrong one_column_fails: subplots without squeeze=False: one image is an error | fails figure_places
import matplotlib.pyplot as plt


def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns)
    for row, (name, images) in enumerate((("noisy", noisy), ("denoised", denoised), ("original", clean))):
        axes[row, 0].set_title(name)
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray")
    return figure


# %% wrong no_labels: nothing says what the rows are | fails figure_labels
import matplotlib.pyplot as plt


def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, squeeze=False)
    for row, images in enumerate((noisy, denoised, clean)):
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray")
    return figure


# %% right rows_in_subfigures: a subfigure for each row, with its own title
import matplotlib.pyplot as plt


def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure = plt.figure(figsize=(columns + 1, 5), layout="constrained")
    for part, name, images in zip(figure.subfigures(3, 1), ("Noisy", "Denoised", "Original"), (noisy, denoised, clean)):
        part.suptitle(name)
        for axes, image in zip(part.subplots(1, columns, squeeze=False)[0], images):
            axes.imshow(image[..., 0], cmap="Greys_r")
            axes.set_xticks([])
    return figure


# %% right rows_with_free_texts: texts of the figure beside the rows
import matplotlib.pyplot as plt


def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, squeeze=False)
    for row, (name, images) in enumerate([("noisy", noisy), ("denoised", denoised), ("original", clean)]):
        figure.text(0.02, 0.8 - 0.3 * row, name)
        for column in range(columns):
            axes[row, column].imshow(images[column], cmap="binary")
    return figure


# %% right rows_with_tick_labels: the name of a row as the label of a tick
import matplotlib.pyplot as plt


def show_rows(noisy, denoised, clean, count=10):
    rows = {"bruitées": noisy, "débruitées": denoised, "originales": clean}
    columns = min(count, len(clean))
    figure, places = plt.subplots(3, columns, squeeze=False)
    for line, (name, images) in zip(places, rows.items()):
        for axes, image in zip(line, images):
            axes.imshow(image.squeeze(-1), "gray")
            axes.set(xticks=[], yticks=[])
        line[0].set_yticks([image.shape[0] / 2], [name])
    figure.supxlabel("image")
    return figure


# %% wrong labels_of_other_rows: the labels of the first two rows are exchanged | fails figure_labels
_right = show_rows


def show_rows(noisy, denoised, clean, count=10):
    figure = _right(noisy, denoised, clean, count)
    first, second = (figure.axes[row * min(count, len(noisy))] for row in range(2))
    first.set_title("denoised")
    second.set_title("noisy")
    return figure


# %% wrong labels_hidden: set_ylabel, which axis("off") hides | fails figure_labels
import matplotlib.pyplot as plt


def show_rows(noisy, denoised, clean, count=10):
    count = min(count, len(noisy))
    figure, axes = plt.subplots(3, count, squeeze=False)
    for line, name, images in zip(axes, ("noisy", "denoised", "original"), (noisy, denoised, clean)):
        line[0].set_ylabel(name)
        for place, image in zip(line, images):
            place.imshow(image[..., 0], cmap="gray")
            place.axis("off")
    return figure


# %% right rows_named_in_french: French labels beside the rows, the axes left on
import matplotlib.pyplot as plt


def show_rows(noisy, denoised, clean, count=10):
    columns = len(noisy[:count])
    figure = plt.figure(figsize=(columns + 1, 4))
    names = {"Bruitées": noisy, "Débruitées (sans bruit)": denoised, "Propres": clean}
    for row, (name, images) in enumerate(names.items()):
        for column in range(columns):
            place = figure.add_subplot(3, columns, row * columns + column + 1)
            place.imshow(images[column].squeeze(-1), cmap="gray")
            place.set(xticks=[], yticks=[], ylabel="" if column else name)
    return figure


# %% wrong figure_empty_places: with fewer images than count, empty places are left | fails figure_places
import matplotlib.pyplot as plt


def show_rows(noisy, denoised, clean, count=10):
    figure, axes = plt.subplots(3, count, figsize=(1.2 * count, 4), squeeze=False)
    rows = (("noisy", noisy), ("denoised", denoised), ("original", clean))
    for row, (name, images) in zip(axes, rows):
        row[0].set_title(name)
        for place, image in zip(row, images):
            place.imshow(image[..., 0], cmap="gray", vmin=0, vmax=1)
        for place in row:
            place.axis("off")
    return figure


# %% wrong forty_at_most: never more than 40 columns | fails figure_places
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy), 40)
    figure, axes = plt.subplots(3, columns, figsize=(1.2 * columns, 4), squeeze=False)
    rows = (("Noisy", noisy), ("Denoised", denoised), ("Original", clean))
    for row, (title, images) in enumerate(rows):
        axes[row, 0].set_title(title, fontsize=8)
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray")
            axes[row, column].axis("off")
    return figure


# %% wrong no_label_for_one_column: no label where there is a single column | fails figure_labels
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, squeeze=False)
    for row, (title, images) in enumerate((("Noisy", noisy), ("Denoised", denoised), ("Original", clean))):
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray")
            axes[row, column].axis("off")
            if column == 1:
                axes[row, column].set_title(title)
    return figure


# %% wrong places_left_empty: with fewer images than count, up to two columns per row are left without an
#      image
#    | fails figure_places
def show_rows(noisy, denoised, clean, count=10):
    shown = min(count, len(noisy))
    columns = min(count, shown + 2)
    figure, axes = plt.subplots(3, columns, figsize=(columns, 4), squeeze=False)
    for row, (title, images) in enumerate((("Noisy", noisy), ("Denoised", denoised), ("Original", clean))):
        axes[row, 0].set_title(title)
        for column in range(shown):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray")
    return figure


# %% wrong figure_bytes_wrap: bytes without clipping: 1.02 becomes nearly black | fails figure_contents
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, squeeze=False, figsize=(1.2 * columns, 4.5))
    for row, (name, images) in enumerate((("noisy", noisy), ("denoised", denoised), ("original", clean))):
        for column in range(columns):
            axes[row, column].imshow((255 * images[column, :, :, 0]).astype("int64").astype("uint8"), cmap="gray")
            axes[row, column].axis("off")
        axes[row, 0].set_title(name)
    return figure


# %% wrong squares: square images only | fails figure_contents
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, squeeze=False, figsize=(1.2 * columns, 4.5))
    for row, (name, images) in enumerate((("noisy", noisy), ("denoised", denoised), ("original", clean))):
        for column in range(columns):
            axes[row, column].imshow(images[column].reshape(images.shape[1], -1)[:, : images.shape[1]], cmap="gray", vmin=0, vmax=1)
            axes[row, column].axis("off")
        axes[row, 0].set_title(name)
    return figure


# %% wrong squeezed_stack: squeeze also takes away the axis of a single image | fails figure_places
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, squeeze=False, figsize=(1.2 * columns, 4.5))
    noisy, denoised, clean = map(np.squeeze, (noisy, denoised, clean))
    for row, (name, images) in enumerate((("noisy", noisy), ("denoised", denoised), ("original", clean))):
        for column in range(columns):
            axes[row, column].imshow(images[column], cmap="gray", vmin=0, vmax=1)
            axes[row, column].axis("off")
        axes[row, 0].set_title(name)
    return figure


# %% wrong target_and_output_exchanged: the rows are right, the names "target" and "output" stand at each
#      other's
#    | fails figure_labels
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, figsize=(1.3 * columns + 1, 4.5), squeeze=False)
    names = ("input of the network", "target", "output of the network")
    for row, images in enumerate((noisy, denoised, clean)):
        axes[row, 0].set_title(names[row], loc="left", fontsize=8)
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray", vmin=0, vmax=1)
            axes[row, column].axis("off")
    return figure


# %% wrong names_over_columns: the three names stand above the first three columns, as if they were those of
#      columns
#    | fails figure_labels
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, figsize=(1.3 * columns + 1, 4.5), squeeze=False)
    for row, images in enumerate((noisy, denoised, clean)):
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray", vmin=0, vmax=1)
            axes[row, column].axis("off")
    for place, name in zip(axes.flat, ("input", "output", "truth")):
        place.set_title(name)
    return figure


# %% wrong label_hidden_with_its_axis: the rows are named by set_ylabel, and the y axis is made invisible, its
#      label too
#    | fails figure_labels
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, figsize=(1.3 * columns + 1, 4.5), squeeze=False)
    rows = (("noisy", noisy), ("denoised", denoised), ("original", clean))
    for row, (name, images) in enumerate(rows):
        axes[row, 0].set_ylabel(name)
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray", vmin=0, vmax=1)
            axes[row, column].get_xaxis().set_visible(False)
            axes[row, column].get_yaxis().set_visible(False)
    return figure


# %% wrong wiped_out: plt.clf() first, which empties the figure returned before | fails figure_places
def show_rows(noisy, denoised, clean, count=10):
    plt.clf()
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, squeeze=False)
    for row, (name, images) in enumerate((("noisy", noisy), ("denoised", denoised), ("original", clean))):
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray", vmin=0, vmax=1)
            axes[row, column].axis("off")
        axes[row, 0].set_title(name)
    return figure


# %% right texts_beside: texts of the figure, the figure's title names one of the three, columns are numbered
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, figsize=(2 + columns, 4), squeeze=False)
    figure.suptitle("Denoising")
    figure.subplots_adjust(left=0.2)
    for row, (name, images) in enumerate((("noisy", noisy), ("denoised", denoised), ("original", clean))):
        box = axes[row, 0].get_position()
        figure.text(0.02, (box.y0 + box.y1) / 2, name, va="center")
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray", vmin=0, vmax=1)
            axes[row, column].axis("off")
            axes[row, column].set_title(f"image {column}")
    return figure


# %% wrong same_figure_again: all calls draw in one figure with a name, and the one returned before is wiped
#      out
#    | fails figure_places
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, squeeze=False, num="denoising", clear=True)
    for row, (name, images) in enumerate((("noisy", noisy), ("denoised", denoised), ("original", clean))):
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray", vmin=0, vmax=1)
            axes[row, column].axis("off")
        axes[row, 0].set_title(name)
    return figure


# %% wrong text_from_below: figure.text counts from below, so "noisy" stands beside the originals
#    | fails figure_labels
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, figsize=(2 + columns, 4), squeeze=False)
    figure.subplots_adjust(left=0.2, bottom=0.02, top=0.98)
    for row, (name, images) in enumerate((("noisy", noisy), ("denoised", denoised), ("original", clean))):
        figure.text(0.02, (row + 0.5) / 3, name, va="center")
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray", vmin=0, vmax=1)
            axes[row, column].axis("off")
    return figure


# %% wrong number_over_label: the numbers above the first row replace its label | fails figure_labels
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, figsize=(1 + columns, 4), squeeze=False)
    for row, (name, images) in enumerate((("noisy", noisy), ("denoised", denoised), ("original", clean))):
        axes[row, 0].set_title(name)
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray", vmin=0, vmax=1)
            axes[row, column].axis("off")
    for column in range(columns):
        axes[0, column].set_title(f"image {column}")
    return figure


# %% wrong limits_of_28: the limits of the axes are those of 28 × 28 pixels: of larger images only the upper
#      left part is seen
#    | fails figure_contents
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, squeeze=False, figsize=(columns + 1, 3.5))
    for row, (name, images) in enumerate(
        (("noisy", noisy), ("denoised", denoised), ("original", clean))
    ):
        for column in range(columns):
            ax = axes[row, column]
            ax.imshow(images[column, :, :, 0], cmap="gray", vmin=0, vmax=1)
            ax.set(xlim=(-0.5, 27.5), ylim=(27.5, -0.5))
            ax.axis("off")
        axes[row, 0].set_title(name)
    return figure


# %% wrong title_in_the_middle: the title stands over column count // 2, which does not exist where there are
#      few images
#    | fails figure_labels
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, squeeze=False, figsize=(columns + 1, 3.5))
    for row, (name, images) in enumerate(
        (("noisy", noisy), ("denoised", denoised), ("original", clean))
    ):
        for column in range(columns):
            ax = axes[row, column]
            ax.imshow(images[column, :, :, 0], cmap="gray", vmin=0, vmax=1)
            ax.axis("off")
            if column == count // 2:
                ax.set_title(name)
    return figure


# %% wrong gray_at_the_end: plt.gray() after the drawing, in place of cmap: the first figure is in yellow and
#      violet but for its last image, later ones are grey
#    | fails figure_contents
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure = plt.figure(figsize=(columns + 1, 3.5))
    for row, (name, images) in enumerate(
        (("noisy", noisy), ("denoised", denoised), ("original", clean))
    ):
        for column in range(columns):
            plt.subplot(3, columns, row * columns + column + 1)
            plt.imshow(images[column, :, :, 0], vmin=0, vmax=1)
            plt.axis("off")
            if column == 0:
                plt.title(name)
    plt.gray()
    return figure


# %% wrong original_in_the_middle: noisy, original, denoised, each with its right name | fails figure_contents
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, figsize=(1.2 * columns + 1, 4), squeeze=False)
    for row, (name, images) in enumerate((("Noisy", noisy), ("Original", clean), ("Denoised", denoised))):
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray", vmin=0, vmax=1)
            axes[row, column].axis("off")
        axes[row, 0].set_title(name)
    return figure


# %% wrong limits_of_bytes: vmax=255 for values from 0 to 1: all pictures are black | fails figure_contents
def show_rows(noisy, denoised, clean, count=10):
    columns = min(count, len(noisy))
    figure, axes = plt.subplots(3, columns, figsize=(1.2 * columns + 1, 4), squeeze=False)
    for row, (name, images) in enumerate((("noisy", noisy), ("denoised", denoised), ("original", clean))):
        axes[row, 0].set_title(name)
        for column in range(columns):
            axes[row, column].imshow(images[column, :, :, 0], cmap="gray", vmin=0, vmax=255)
            axes[row, column].axis("off")
    return figure
