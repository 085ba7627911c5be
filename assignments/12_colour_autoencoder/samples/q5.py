# %% right figure_add_subplot: places made column by column, the code as a strip
import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    n = len(originals)
    figure = plt.figure()
    for column, (name, pictures) in enumerate(
        [("Original", originals), ("Code", codes[:, None, :]), ("Reconstruction", reconstructions)]
    ):
        for row in range(n):
            axes = figure.add_subplot(n, 3, 3 * row + column + 1)
            picture = pictures[row]
            axes.imshow(picture if column == 1 else np.clip(picture, 0, 1), aspect="auto")
            axes.set_xticks([])
            axes.set_xlabel(name)
    return figure


# %% right figure_gridspec: subfigures' texts as labels, colour map and 8-bit pictures
import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    figure = plt.figure(figsize=(6, 8))
    grid = figure.add_gridspec(len(originals), 3)
    for row, (image, code, rebuilt) in enumerate(zip(originals, codes, reconstructions)):
        for column, picture in enumerate((image, code.reshape(1, -1), rebuilt)):
            axes = figure.add_subplot(grid[row, column])
            axes.axis("off")
            if column == 1:
                axes.matshow(picture, cmap="coolwarm", vmin=-3, vmax=3)
            else:
                axes.imshow((255 * np.clip(picture, 0, 1)).astype("uint8"))
            if row == 0:
                axes.text(0, -3, ["image", "code (32)", "rebuilt"][column])
    return figure


# %% wrong figure_two_columns: the code is not shown | fails figure_places, figure_contents, figure_labels
import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    figure, axes = plt.subplots(len(originals), 2, squeeze=False)
    axes[0, 0].set_title("original")
    axes[0, 1].set_title("reconstruction")
    for row in range(len(originals)):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 1].imshow(np.clip(reconstructions[row], 0, 1))
    return figure


# %% wrong figure_first_code_everywhere: every row shows the first code | fails figure_contents
_right = show_reconstructions


def show_reconstructions(originals, codes, reconstructions):
    return _right(originals, codes[[0] * len(codes)], reconstructions)


# %% wrong figure_rows_and_columns_swapped: three rows, one column per image
#    | fails figure_places, figure_contents, figure_labels
import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    figure, axes = plt.subplots(3, len(originals), squeeze=False)
    for column in range(len(originals)):
        axes[0, column].imshow(np.clip(originals[column], 0, 1))
        axes[1, column].imshow(codes[column].reshape(1, -1))
        axes[2, column].imshow(np.clip(reconstructions[column], 0, 1))
    for row, name in enumerate(("original", "code", "reconstruction")):
        axes[row, 0].set_ylabel(name)
    return figure


# %% wrong figure_columns_in_other_order: original and reconstruction change places | fails figure_contents
_right = show_reconstructions


def show_reconstructions(originals, codes, reconstructions):
    return _right(reconstructions, codes, originals)


# %% wrong figure_without_titles: nothing says what the columns are | fails figure_labels
import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    figure, axes = plt.subplots(len(originals), 3, squeeze=False)
    for row in range(len(originals)):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 1].imshow(codes[row].reshape(1, -1))
        axes[row, 2].imshow(np.clip(reconstructions[row], 0, 1))
    return figure


# %% wrong figure_one_image_fails: subplots without squeeze=False: a single image is an error
#    | fails figure_places
import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    figure, axes = plt.subplots(len(originals), 3)
    for row in range(len(originals)):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 1].imshow(codes[row].reshape(1, -1))
        axes[row, 2].imshow(np.clip(reconstructions[row], 0, 1))
    for column, name in enumerate(("original", "code", "reconstruction")):
        axes[0, column].set_title(name)
    return figure


# %% wrong figure_blue_first: turns the colours round: blue, green, red | fails figure_contents
_right = show_reconstructions


def show_reconstructions(originals, codes, reconstructions):
    return _right(originals[..., ::-1], codes, reconstructions[..., ::-1])


# %% wrong figure_not_returned: plt.show() and nothing returned
#    | fails figure_places, figure_contents, figure_labels
import matplotlib.pyplot as plt

_right = show_reconstructions


def show_reconstructions(originals, codes, reconstructions):
    _right(originals, codes, reconstructions)
    plt.show()


# %% right figure_of_subfigures: a subfigure for each column, with its own title
import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    count = len(originals)
    figure = plt.figure(figsize=(6, 1 + count))
    parts = figure.subfigures(1, 3)
    for part, name, pictures in zip(parts, ("Original", "Code", "Reconstruction"), (originals, codes[:, None], reconstructions)):
        part.suptitle(name)
        for axes, picture in zip(part.subplots(count, 1, squeeze=False)[:, 0], pictures):
            axes.imshow(picture if name == "Code" else np.clip(picture, 0, 1), aspect="auto")
    return figure


# %% right figure_with_free_texts: texts of the figure above the columns
import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    figure, axes = plt.subplots(len(originals), 3, squeeze=False)
    for column, name in enumerate(("original", "code", "reconstruction")):
        figure.text(0.2 + 0.3 * column, 0.95, name)
    for line, original, code, rebuilt in zip(axes, originals, codes, reconstructions):
        line[0].imshow(np.clip(original, 0, 1))
        line[1].imshow(code[:, None])
        line[2].imshow(np.clip(rebuilt, 0, 1))
    return figure


# %% wrong figure_rows_numbered: numbers the rows, but does not say what the columns are | fails figure_labels
import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    figure, axes = plt.subplots(len(originals), 3, squeeze=False)
    for row, (original, code, rebuilt) in enumerate(zip(originals, codes, reconstructions)):
        axes[row, 0].set_ylabel(f"image {row}")
        axes[row, 0].imshow(np.clip(original, 0, 1))
        axes[row, 1].imshow(code.reshape(1, -1))
        axes[row, 2].imshow(np.clip(rebuilt, 0, 1))
    return figure


# %% wrong figure_rows_reversed: the last image stands above | fails figure_contents
_right = show_reconstructions


def show_reconstructions(originals, codes, reconstructions):
    return _right(originals[::-1], codes[::-1], reconstructions[::-1])


# %% wrong code_of_32: takes a code of 32 for granted | fails figure_contents
import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    figure, axes = plt.subplots(len(originals), 3, squeeze=False)
    for row, (a, b, c) in zip(axes, zip(originals, codes, reconstructions)):
        row[0].imshow(np.clip(a, 0, 1))
        row[1].imshow(b.reshape(4, 8))
        row[2].imshow(np.clip(c, 0, 1))
    for panel, title in zip(axes[0], ("original", "code", "reconstruction")):
        panel.set_title(title)
    return figure


# %% wrong ten_rows_at_most: shows ten images at most | fails figure_places
_right = show_reconstructions


def show_reconstructions(originals, codes, reconstructions):
    return _right(originals[:8], codes[:8], reconstructions[:8])


# %% wrong titles_of_other_columns: the titles of the first two columns are exchanged | fails figure_labels
_right = show_reconstructions


def show_reconstructions(originals, codes, reconstructions):
    figure = _right(originals, codes, reconstructions)
    figure.axes[0].set_title("code")
    figure.axes[1].set_title("original")
    return figure


# %% wrong labels_hidden: set_xlabel, which axis("off") hides | fails figure_labels
import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    figure, axes = plt.subplots(len(originals), 3, squeeze=False)
    for line, original, code, rebuilt in zip(axes, originals, codes, reconstructions):
        line[0].imshow(np.clip(original, 0, 1))
        line[1].imshow(code[None], aspect="auto")
        line[2].imshow(np.clip(rebuilt, 0, 1))
    for place, name in zip(axes[-1], ("original", "code", "reconstruction")):
        place.set_xlabel(name)
    for place in axes.flat:
        place.axis("off")
    return figure


# %% wrong code_of_a_multiple_of_four: a code of 5 numbers is an error | fails figure_contents
def show_reconstructions(originals, codes, reconstructions):
    n = len(originals)
    figure, axes = plt.subplots(n, 3, figsize=(6, 2 * n), squeeze=False)
    for column, title in enumerate(("Original", "Code", "Reconstruction")):
        axes[0, column].set_title(title)
    for row in range(n):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 1].imshow(codes[row].reshape(4, -1), cmap="gray")
        axes[row, 2].imshow(np.clip(reconstructions[row], 0, 1))
    for place in axes.flat:
        place.axis("off")
    return figure


# %% wrong code_of_32_at_most: a longer code is cut after 32 numbers | fails figure_contents
def show_reconstructions(originals, codes, reconstructions):
    n = len(originals)
    figure, axes = plt.subplots(n, 3, figsize=(6, 2 * n), squeeze=False)
    for column, title in enumerate(("Original", "Code", "Reconstruction")):
        axes[0, column].set_title(title)
    for row in range(n):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 1].imshow(codes[row][None, :32], cmap="gray")
        axes[row, 2].imshow(np.clip(reconstructions[row], 0, 1))
    for place in axes.flat:
        place.axis("off")
    return figure


# %% wrong upright_becomes_lying: heights and widths are swapped | fails figure_contents
def show_reconstructions(originals, codes, reconstructions):
    n = len(originals)
    figure, axes = plt.subplots(n, 3, figsize=(6, 2 * n), squeeze=False)
    for column, title in enumerate(("Original", "Code", "Reconstruction")):
        axes[0, column].set_title(title)
    for row in range(n):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1).transpose(1, 0, 2))
        axes[row, 1].imshow(codes[row][None], cmap="gray")
        axes[row, 2].imshow(np.clip(reconstructions[row], 0, 1).transpose(1, 0, 2))
    for place in axes.flat:
        place.axis("off")
    return figure


# %% wrong cut_square: an image that is no square is cut to one | fails figure_contents
def show_reconstructions(originals, codes, reconstructions):
    n = len(originals)
    figure, axes = plt.subplots(n, 3, figsize=(6, 2 * n), squeeze=False)
    for column, title in enumerate(("Original", "Code", "Reconstruction")):
        axes[0, column].set_title(title)
    for row in range(n):
        axes[row, 0].imshow(np.clip(originals[row, : min(originals.shape[1:3]), : min(originals.shape[1:3])], 0, 1))
        axes[row, 1].imshow(codes[row][None], cmap="gray")
        axes[row, 2].imshow(np.clip(reconstructions[row, : min(originals.shape[1:3]), : min(originals.shape[1:3])], 0, 1))
    for place in axes.flat:
        place.axis("off")
    return figure


# %% wrong sixteen_rows_at_most: after the sixteenth image the figure ends | fails figure_places
def show_reconstructions(originals, codes, reconstructions):
    n = min(len(originals), 16)
    figure, axes = plt.subplots(n, 3, figsize=(6, 2 * n), squeeze=False)
    for column, title in enumerate(("Original", "Code", "Reconstruction")):
        axes[0, column].set_title(title)
    for row in range(n):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 1].imshow(codes[row][None], cmap="gray")
        axes[row, 2].imshow(np.clip(reconstructions[row], 0, 1))
    for place in axes.flat:
        place.axis("off")
    return figure


# %% wrong no_label_for_one_image: no label where there is a single image | fails figure_labels
def show_reconstructions(originals, codes, reconstructions):
    n = len(originals)
    figure, axes = plt.subplots(n, 3, figsize=(6, 2 * n), squeeze=False)
    for row, (original, code, reconstruction) in enumerate(zip(originals, codes, reconstructions)):
        axes[row, 0].imshow(np.clip(original, 0, 1))
        axes[row, 1].imshow(code[None], cmap="gray")
        axes[row, 2].imshow(np.clip(reconstruction, 0, 1))
    if n > 1:
        for place, title in zip(axes[0], ("Original", "Code", "Reconstruction")):
            place.set_title(title)
    return figure


# %% wrong figure_bytes_wrap: bytes without clipping: 1.02 becomes nearly black | fails figure_contents
def show_reconstructions(originals, codes, reconstructions):
    n = len(originals)
    figure, axes = plt.subplots(n, 3, squeeze=False, figsize=(6, 2 * n))
    for column, title in enumerate(("original", "code", "reconstruction")):
        axes[0, column].set_title(title)
    for i in range(n):
        axes[i, 0].imshow(np.clip(originals[i], 0, 1))
        axes[i, 1].imshow(codes[i][np.newaxis], cmap="gray", aspect="auto")
        axes[i, 2].imshow((255 * reconstructions[i]).astype("int64").astype("uint8"))
    for each in axes.flat:
        each.axis("off")
    return figure


# %% wrong figure_black_outside: values outside [0, 1] become 0, those above 1, too | fails figure_contents
def show_reconstructions(originals, codes, reconstructions):
    n = len(originals)
    figure, axes = plt.subplots(n, 3, squeeze=False, figsize=(6, 2 * n))
    for column, title in enumerate(("original", "code", "reconstruction")):
        axes[0, column].set_title(title)
    for i in range(n):
        axes[i, 0].imshow(np.clip(originals[i], 0, 1))
        axes[i, 1].imshow(codes[i][np.newaxis], cmap="gray", aspect="auto")
        axes[i, 2].imshow(np.where((reconstructions[i] < 0) | (reconstructions[i] > 1), 0, reconstructions[i]))
    for each in axes.flat:
        each.axis("off")
    return figure


# %% wrong figure_abs_of_negative: negative values lose their sign | fails figure_contents
def show_reconstructions(originals, codes, reconstructions):
    n = len(originals)
    figure, axes = plt.subplots(n, 3, squeeze=False, figsize=(6, 2 * n))
    for column, title in enumerate(("original", "code", "reconstruction")):
        axes[0, column].set_title(title)
    for i in range(n):
        axes[i, 0].imshow(np.clip(originals[i], 0, 1))
        axes[i, 1].imshow(codes[i][np.newaxis], cmap="gray", aspect="auto")
        axes[i, 2].imshow(np.minimum(np.abs(reconstructions[i]), 1))
    for each in axes.flat:
        each.axis("off")
    return figure


# %% wrong code_stretched: each code is brought to 0 … 1 by its own extremes: 0 / 0 for a code whose numbers
#      are all the same
#    | fails figure_contents
def show_reconstructions(originals, codes, reconstructions):
    count = len(originals)
    figure, axes = plt.subplots(count, 3, figsize=(6, 2 * count), squeeze=False)
    for column, name in enumerate(("original", "code", "reconstruction")):
        axes[0, column].set_title(name)
    for row in range(count):
        code = codes[row]
        code = (code - code.min()) / (code.max() - code.min())
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 1].imshow(code[None], cmap="gray", vmin=0, vmax=1, aspect="auto")
        axes[row, 2].imshow(np.clip(reconstructions[row], 0, 1))
    for place in axes.flat:
        place.axis("off")
    return figure


# %% wrong input_over_the_output: the columns are right, the names "input" and "output" stand over each
#      other's
#    | fails figure_labels
def show_reconstructions(originals, codes, reconstructions):
    count = len(originals)
    figure, axes = plt.subplots(count, 3, figsize=(6, 2 * count), squeeze=False)
    for column, name in enumerate(("output of the decoder", "32 numbers", "input of the encoder")):
        axes[0, column].set_title(name, fontsize=8)
    for row in range(count):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 1].imshow(codes[row][None], cmap="gray", aspect="auto")
        axes[row, 2].imshow(np.clip(reconstructions[row], 0, 1))
    for place in axes.flat:
        place.axis("off")
    return figure


# %% wrong label_hidden_with_its_axis: the columns are named by set_xlabel below the last row, and the x axes
#      are made invisible
#    | fails figure_labels
def show_reconstructions(originals, codes, reconstructions):
    count = len(originals)
    figure, axes = plt.subplots(count, 3, figsize=(6, 2 * count), squeeze=False)
    for row in range(count):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 1].imshow(codes[row][None], cmap="gray", aspect="auto")
        axes[row, 2].imshow(np.clip(reconstructions[row], 0, 1))
    for column, name in enumerate(("original", "code", "reconstruction")):
        axes[-1, column].set_xlabel(name)
    for place in axes.flat:
        place.xaxis.set_visible(False)
        place.yaxis.set_visible(False)
    return figure


# %% wrong axes_shared: sharex and sharey, and the codes drawn last: all places have the limits of a code, of
#      each picture one corner is seen
#    | fails figure_contents
def show_reconstructions(originals, codes, reconstructions):
    count = len(originals)
    figure, axes = plt.subplots(
        count, 3, figsize=(6, 2 * count), squeeze=False, sharex=True, sharey=True
    )
    for row in range(count):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 2].imshow(np.clip(reconstructions[row], 0, 1))
    for row in range(count):
        axes[row, 1].imshow(codes[row][None], cmap="gray")
    for column, name in enumerate(("original", "code", "reconstruction")):
        axes[0, column].set_title(name)
    for place in axes.flat:
        place.axis("off")
    return figure


# %% wrong limits_of_24: the limits of the two colour columns are those of 24 × 24: larger scenes are cut
#    | fails figure_contents
def show_reconstructions(originals, codes, reconstructions):
    count = len(originals)
    figure, axes = plt.subplots(count, 3, figsize=(6, 2 * count), squeeze=False)
    for column, name in enumerate(("original", "code", "reconstruction")):
        axes[0, column].set_title(name)
    for row in range(count):
        for column, images in ((0, originals), (2, reconstructions)):
            axes[row, column].imshow(np.clip(images[row], 0, 1))
            axes[row, column].set(xlim=(-0.5, 23.5), ylim=(23.5, -0.5))
        axes[row, 1].imshow(codes[row][None], cmap="gray", aspect="auto")
    for place in axes.flat:
        place.set_xticks([])
        place.set_yticks([])
    return figure


# %% wrong same_figure_again: all calls draw in one figure with a name, and the one returned before is wiped
#      out
#    | fails figure_places
def show_reconstructions(originals, codes, reconstructions):
    figure, axes = plt.subplots(len(originals), 3, squeeze=False, num="reconstructions", clear=True)
    for places, original, code, again in zip(axes, originals, codes, reconstructions):
        height = max(d for d in range(1, int(len(code) ** 0.5) + 1) if len(code) % d == 0)
        places[0].imshow(np.clip(original, 0, 1))
        places[1].imshow(np.reshape(code, (height, -1)), cmap="gray")
        places[2].imshow(np.clip(again, 0, 1))
        for place in places:
            place.axis("off")
    for place, name in zip(axes[0], ("original", "code", "reconstruction")):
        place.set_title(name)
    return figure


# %% wrong constant_code_divided_by_zero: each code is stretched to its own range first: a code whose numbers
#      are all equal is divided by 0 and nothing is drawn
#    | fails figure_contents
def show_reconstructions(originals, codes, reconstructions):
    n, size = codes.shape
    rows = max(d for d in range(1, size + 1) if size % d == 0 and d * d <= size)
    figure, axes = plt.subplots(n, 3, figsize=(6, 2 * n), squeeze=False)
    for i, line in enumerate(axes):
        code = (codes[i] - codes[i].min()) / (codes[i].max() - codes[i].min())
        line[0].imshow(np.clip(originals[i], 0, 1))
        line[1].imshow(code.reshape(rows, -1), cmap="gray")
        line[2].imshow(np.clip(reconstructions[i], 0, 1))
        for place, title in zip(line, ("original", "code", "reconstruction")):
            place.set_title(title)
            place.axis("off")
    return figure


# %% wrong code_at_the_end: original, reconstruction, code, each with its right name | fails figure_contents
def show_reconstructions(originals, codes, reconstructions):
    count = len(originals)
    figure, axes = plt.subplots(count, 3, figsize=(5, 1.6 * count), squeeze=False)
    for column, title in enumerate(("original", "reconstruction", "code")):
        axes[0, column].set_title(title)
    for row in range(count):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 1].imshow(np.clip(reconstructions[row], 0, 1))
        axes[row, 2].imshow(codes[row].reshape(1, -1), cmap="gray", aspect="auto")
    for place in axes.flat:
        place.axis("off")
    return figure
