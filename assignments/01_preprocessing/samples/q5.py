# %% right split_shuffled_indices: RandomState.shuffle on the indices; rounds the other way
def split(images, labels, held_out, seed):
    indices = np.arange(len(images))
    np.random.RandomState(seed).shuffle(indices)
    cut = int(len(images) * (1 - held_out))
    first, second = indices[:cut], indices[cut:]
    return (images[first], labels[first]), (images[second], labels[second])


# %% right split_mask: a mask drawn without replacement from the seeded global generator; lists; rounds up
def split(images, labels, held_out, seed):
    np.random.seed(seed)
    n = images.shape[0]
    held = np.zeros(n, dtype=bool)
    held[np.random.choice(n, size=int(np.ceil(n * held_out - 1e-9)), replace=False)] = True
    return [[images[~held], labels[~held]], [images[held], labels[held]]]


# %% right split_pairs: shuffles a list of pairs with random.Random
import random


def split(images, labels, held_out, seed):
    pairs = list(zip(images, labels))
    random.Random(seed).shuffle(pairs)
    cut = int(round(held_out * len(pairs)))
    held, train = pairs[:cut], pairs[cut:]

    def arrays(part):
        return (
            np.array([image for image, _ in part], dtype=images.dtype),
            np.array([label for _, label in part], dtype=labels.dtype),
        )

    return arrays(train), arrays(held)


# %% right split_pandas: Series.sample and drop
def split(images, labels, held_out, seed):
    rows = pd.Series(range(len(labels)))
    held = rows.sample(frac=held_out, random_state=seed)
    train = rows.drop(held.index)
    return (
        (np.take(images, train, axis=0), np.take(labels, train)),
        (np.take(images, held, axis=0), np.take(labels, held)),
    )


# %% wrong split_not_shuffled: holds out the end of the array | fails split_seed, split_random
def split(images, labels, held_out, seed):
    count = len(images) - round(held_out * len(images))
    return (images[:count], labels[:count]), (images[count:], labels[count:])


# %% wrong split_labels_left_behind: shuffles the images and forgets the labels
#    | fails split_together, split_seed
def split(images, labels, held_out, seed):
    images = np.random.default_rng(seed).permutation(images)
    count = round(held_out * len(images))
    return (images[count:], labels[count:]), (images[:count], labels[:count])


# %% wrong split_shuffled_apart: shuffles images and labels one after the other, each in its own order
#    | fails split_together
def split(images, labels, held_out, seed):
    rng = np.random.default_rng(seed)
    images, labels = rng.permutation(images), rng.permutation(labels)
    count = round(held_out * len(images))
    return (images[count:], labels[count:]), (images[:count], labels[:count])


# %% wrong split_with_replacement: draws with replacement | fails split_complete
def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).integers(0, len(images), len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_two_draws: draws the two parts independently: they overlap | fails split_complete
def split(images, labels, held_out, seed):
    rng = np.random.default_rng(seed)
    count = round(held_out * len(images))
    held = rng.permutation(len(images))[:count]
    train = rng.permutation(len(images))[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_trains_on_everything: the held-out examples stay in the training part
#    | fails split_sizes, split_complete
def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    held = order[: round(held_out * len(images))]
    return (images[order], labels[order]), (images[held], labels[held])


# %% wrong split_unseeded: np.random.permutation without the seed | fails split_seed
def split(images, labels, held_out, seed):
    order = np.random.permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_seed_ignored: the published seed 13 in the place of the argument | fails split_seed
def split(images, labels, held_out, seed):
    order = np.random.default_rng(13).permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_parts_swapped: returns the held-out part first | fails split_sizes
def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[held], labels[held]), (images[train], labels[train])


# %% wrong split_always_a_fifth: 20 % written into the code | fails split_sizes
def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    count = len(images) // 5
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_in_place: shuffles the arrays received | fails split_input_unchanged
def split(images, labels, held_out, seed):
    np.random.default_rng(seed).shuffle(images)
    np.random.default_rng(seed).shuffle(labels)
    count = round(held_out * len(images))
    return (images[count:], labels[count:]), (images[:count], labels[:count])


# %% wrong split_to_float: converts the images to float32 | fails split_kinds
def split(images, labels, held_out, seed):
    images = images.astype(np.float32)
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_keras_layout_mixed_up: four arrays in a row, in scikit-learn's order
#    | fails split_sizes, split_together, split_seed, split_complete, split_random, split_kinds,
#      split_input_unchanged
def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return images[train], images[held], labels[train], labels[held]


# %% wrong split_window: holds out a window that starts at a random place | fails split_seed, split_random
def split(images, labels, held_out, seed):
    start = int(np.random.default_rng(seed).integers(len(images)))
    order = np.roll(np.arange(len(images)), -start)
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% right split_sorted_by_random_keys: sorts the examples by random numbers; rounds down
def split(images, labels, held_out, seed):
    rng = np.random.default_rng(seed)
    order = np.argsort(rng.random(len(images)))
    count = int(held_out * len(images) + 1e-9)
    held, train = np.sort(order[:count]), np.sort(order[count:])
    return (images[train], labels[train]), (images[held], labels[held])


# %% right split_in_place_on_copies: shuffles copies with the same seed twice
def split(images, labels, held_out, seed):
    images, labels = images.copy(), labels.copy()
    np.random.default_rng(seed).shuffle(images)
    np.random.default_rng(seed).shuffle(labels)
    cut = len(images) - int(np.floor(held_out * len(images) + 1e-9))
    return [(images[:cut], labels[:cut]), (images[cut:], labels[cut:])]


# %% wrong split_by_fractions: n // int(1 / share): right for a half, a third, a fifth | fails split_sizes
def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    count = len(images) // int(1 / held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_last_count: order[-0:] holds out everything where nothing should be | fails split_sizes
def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[-count:], order[:-count]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_last_always_trained: the last example is never held out | fails split_sizes, split_random
def split(images, labels, held_out, seed):
    n = len(images)
    order = np.random.default_rng(seed).permutation(max(n - 1, 1))
    count = min(int(held_out * n), len(order))
    train = np.append(order[count:], n - 1) if n > 1 else order[count:]
    held = order[:count]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_first_always_held: the first example is always held out | fails split_sizes, split_random
def split(images, labels, held_out, seed):
    n = len(images)
    order = 1 + np.random.default_rng(seed).permutation(n - 1)
    count = int(np.ceil(held_out * n - 1e-9))
    held, train = np.append(0, order[: count - 1]), order[count - 1 :]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_every_kth: every second, third … example from a random start | fails split_seed, split_random
def split(images, labels, held_out, seed):
    n = len(images)
    count = round(held_out * n)
    order = (np.arange(n) * n // max(count, 1) + int(np.random.default_rng(seed).integers(n))) % n
    held = order[:count]
    train = np.setdiff1d(np.arange(n), held)
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_seed_zero_forgotten: takes seed 0 for no seed | fails split_seed
def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed or None).permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_duplicates_dropped: drops examples that stand there twice | fails split_kinds
def split(images, labels, held_out, seed):
    rows = np.unique(images.reshape(len(images), -1), axis=0, return_index=True)[1]
    order = np.random.default_rng(seed).permutation(np.sort(rows))
    count = round(held_out * len(order))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_labels_to_bytes: casts the labels to 8 bits | fails split_together, split_kinds
def split(images, labels, held_out, seed):
    labels = (labels % 32).astype(np.uint8)
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong split_one_dimension_lost: gives images of one number each another axis | fails split_kinds
def split(images, labels, held_out, seed):
    images = images.reshape(len(images), -1) if images.ndim == 1 else images
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong sp_shuffle_blocks: in blocks of two | fails split_random
import numpy as np


def split(
    images: np.ndarray, labels: np.ndarray, held_out: float, seed: int
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    order = np.concatenate(
        [[2 * b, 2 * b + 1] for b in np.random.default_rng(seed).permutation((len(images) + 1) // 2)] or [[]]
    ).astype(int)
    order = order[order < len(images)]
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong minus_zero: cuts at -count: a share of 0 holds out everything | fails split_sizes
import math

import numpy as np



def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    count = math.ceil(len(images) * held_out)
    train, held = order[:-count], order[-count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong at_least_one_trained: keeps one example for training even where all are to be held out
#    | fails split_sizes
import numpy as np



def split(images, labels, held_out, seed):
    n = len(images)
    count = min(n - 1, int(n * held_out + 0.5))
    order = np.random.default_rng(seed).permutation(n)
    held, train = np.split(order, [count])
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong shuffle_never_stays: an own shuffle in which nothing keeps its place | fails split_random
import numpy as np



def split(images, labels, held_out, seed):
    rng = np.random.default_rng(seed)
    order = np.arange(len(images))
    for i in range(len(order) - 1, 0, -1):
        j = rng.integers(i)
        order[i], order[j] = order[j], order[i]
    count = round(len(order) * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong empty_part_without_shape: an empty part has lost shape and dtype | fails split_kinds
import numpy as np



def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    count = int(round(len(images) * held_out))
    held, train = order[:count], order[count:]
    return (
        (np.array([images[i] for i in train]), np.array([labels[i] for i in train])),
        (np.array([images[i] for i in held]), np.array([labels[i] for i in held])),
    )


# %% wrong sorted_labels_in_place: sorts the caller’s labels | fails split_input_unchanged
import numpy as np



def split(images, labels, held_out, seed):
    by_class = np.argsort(labels, kind="stable")
    images = images[by_class]
    labels[:] = labels[by_class]
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(len(images) * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong channel_axis_lost: a last axis of size 1 disappears | fails split_kinds
import numpy as np



def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(len(images) * held_out)
    held, train = order[:count], order[count:]
    parts = []
    for indices in (train, held):
        part = images[indices]
        if part.ndim == 4 and part.shape[-1] == 1:
            part = part[..., 0]
        parts.append((part, labels[indices]))
    return tuple(parts)


# %% wrong seed_of_16_bits: uses the last 16 bits of the seed | fails split_seed
import numpy as np



def split(images, labels, held_out, seed):
    rng = np.random.default_rng(int(np.array(seed).astype(np.uint16)))
    order = rng.permutation(len(images))
    count = round(len(images) * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong seed_none: takes 0 for no seed, and replaces it by 42 | fails split_seed
def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed or 42).permutation(len(images))
    count = round(len(images) * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong seed_as_float: makes a float32 of the seed: large neighbours are equal | fails split_seed
def split(images, labels, held_out, seed):
    seed = int(np.float32(seed))
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(len(images) * held_out)
    return (images[order[count:]], labels[order[count:]]), (images[order[:count]], labels[order[:count]])


# %% right split_random_state: RandomState, which takes seeds up to 2**32 - 1
def split(images, labels, held_out, seed):
    order = np.arange(len(images))
    np.random.RandomState(seed).shuffle(order)
    count = round(len(images) * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong whole_number_is_count: takes the whole number 1 for one example | fails split_sizes
def split(images, labels, held_out, seed):
    count = held_out if isinstance(held_out, int) else round(len(images) * held_out)
    order = np.random.default_rng(seed).permutation(len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong coins_sorted: sorts by coins, the earlier examples first | fails split_random
def split(images, labels, held_out, seed):
    coins = np.random.default_rng(seed).integers(0, 2, len(images))
    order = np.argsort(coins, kind="stable")
    count = round(len(images) * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong tenths_sorted: sorts by numbers from 0 to 9, the earlier examples first in a tie
#    | fails split_random
def split(images, labels, held_out, seed):
    drawn = np.random.default_rng(seed).integers(0, 10, len(images))
    order = np.argsort(drawn, kind="stable")
    count = round(len(images) * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong large_share_is_end: holds out the end where it is more than half | fails split_random
def split(images, labels, held_out, seed):
    n = len(images)
    count = round(n * held_out)
    order = np.random.default_rng(seed).permutation(n)
    if count > n // 2:
        order = np.arange(n)[::-1]
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong long_arrays_in_blocks: draws from the first 4096 where the array is longer | fails split_random
def split(images, labels, held_out, seed):
    n = len(images)
    count = round(n * held_out)
    rng = np.random.default_rng(seed)
    some = rng.permutation(min(n, max(count, 4096)))
    held = some[:count]
    train = np.setdiff1d(np.arange(n), held)
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong all_held_mixed: shuffles images and labels one after the other where all are held out
#    | fails split_together
def split(images, labels, held_out, seed):
    rng = np.random.default_rng(seed)
    if held_out == 1:
        return (images[:0], labels[:0]), (rng.permutation(images), rng.permutation(labels))
    order = rng.permutation(len(images))
    count = round(len(images) * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong none_held_empty: where nothing is held out, its part is np.array([]) | fails split_kinds
def split(images, labels, held_out, seed):
    if held_out == 0:
        return (images.copy(), labels.copy()), (np.array([]), np.array([]))
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(len(images) * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong per_class: rounds the share down in each class | fails split_sizes
def split(images, labels, held_out, seed):
    rng = np.random.default_rng(seed)
    chosen = np.zeros(len(labels), bool)
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        chosen[rng.permutation(places)[: int(len(places) * held_out + 1e-9)]] = True
    if not chosen.any():
        chosen[rng.permutation(len(labels))[: round(len(labels) * held_out)]] = True
    return (images[~chosen], labels[~chosen]), (images[chosen], labels[chosen])


# %% wrong colour_shuffled_in_place: shuffles images in colour in place | fails split_input_unchanged
def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(len(images) * held_out)
    if images.ndim > 3:
        images[:] = images[order]
        return (images[count:].copy(), labels[order[count:]]), (images[:count].copy(), labels[order[:count]])
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong side_by_side: put into one table of numbers, large int64 or uint64 pixels pass through float64,
#      texts not at all
#    | fails split_kinds
def split(images, labels, held_out, seed):
    n = len(images)
    table = np.column_stack([images.reshape(n, -1).astype(np.float64), labels])
    np.random.default_rng(seed).shuffle(table)
    count = round(n * held_out)

    def part(rows):
        return rows[:, :-1].astype(images.dtype).reshape(-1, *images.shape[1:]), rows[:, -1].astype(labels.dtype)

    return part(table[count:]), part(table[:count])


# %% wrong twins_kept_together: identical images go into the same part, so where many are alike too few are
#      held out
#    | fails split_sizes
def split(images, labels, held_out, seed):
    groups = {}
    for number, image in enumerate(images):
        groups.setdefault(image.tobytes(), []).append(number)
    groups = list(groups.values())
    count = round(len(images) * held_out)
    held = []
    for place in np.random.default_rng(seed).permutation(len(groups)):
        if len(held) + len(groups[place]) <= count:
            held += groups[place]
    held = np.array(held, dtype=int)
    train = np.setdiff1d(np.arange(len(images)), held)
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong naive_shuffle: exchanges each example with any other, which makes some orders likelier than others
#    | fails split_random
def split(images, labels, held_out, seed):
    rng = np.random.default_rng(seed)
    n = len(labels)
    order = list(range(n))
    for i in range(n):
        j = int(rng.integers(n))
        order[i], order[j] = order[j], order[i]
    order = np.array(order, dtype=int)
    count = round(n * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong sorted_by_drawn_integers: orders the examples by drawn integers: of equal ones the earlier comes
#      first, and is held out more often
#    | fails split_random
def split(images, labels, held_out, seed):
    n = len(labels)
    order = np.argsort(np.random.default_rng(seed).integers(0, max(n, 1), size=n), kind="stable")
    count = round(n * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong numbers_in_int16: keeps the order of the indices in int16, too small from 32,768 examples on
#    | fails split_complete
def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(labels)).astype(np.int16)
    count = round(len(labels) * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong rare_classes_first: drawn with weights, so that all classes are held out about as often
#    | fails split_random
def split(images, labels, held_out, seed):
    n = len(labels)
    count = round(n * held_out)
    _, class_of, numbers = np.unique(labels, return_inverse=True, return_counts=True)
    weights = 1 / numbers[class_of]
    rng = np.random.default_rng(seed)
    held = rng.choice(n, count, replace=False, p=weights / weights.sum())
    train = np.setdiff1d(np.arange(n), held)
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong remembered_order_sorted: the order drawn is remembered, and its beginning sorted in place: the next
#      call with the same seed and another share holds out others than it would have
#    | fails split_seed, split_random
_ORDERS = {}

def split(images, labels, held_out, seed):
    n = len(labels)
    if (n, seed) not in _ORDERS:
        _ORDERS[n, seed] = np.random.default_rng(seed).permutation(n)
    order = _ORDERS[n, seed]
    count = round(n * held_out)
    held, train = order[:count], order[count:]
    held.sort()
    train.sort()
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong hundredths_sorted: of examples that drew the same of a hundred numbers, the first ones are held out
#    | fails split_random
def split(images, labels, held_out, seed):
    draws = np.random.default_rng(seed).integers(0, 100, len(labels))
    order = np.argsort(draws, kind="stable")
    count = round(len(labels) * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong one_order_turned: one fixed order, turned by seed places: seeds that are n apart give the same
#      split
#    | fails split_seed
def split(images, labels, held_out, seed):
    n = len(labels)
    order = np.random.default_rng(0).permutation(n)
    order = np.roll(order, seed)
    count = int(n * held_out)
    return (images[order[count:]], labels[order[count:]]), (images[order[:count]], labels[order[:count]])


# %% wrong stratified: each class gives its share, and classes with the largest remainders one more: an
#      example of a small class is never held out
#    | fails split_random
def split(images, labels, held_out, seed):
    rng = np.random.default_rng(seed)
    n = len(labels)
    classes, sizes = np.unique(labels, return_counts=True)
    quotas = sizes * held_out
    numbers = np.floor(quotas).astype(int)
    by_remainder = np.lexsort([rng.random(len(classes)), np.round(numbers - quotas, 9)])
    numbers[by_remainder[: round(n * held_out) - numbers.sum()]] += 1
    held = np.concatenate(
        [rng.permutation(np.flatnonzero(labels == label))[:number] for label, number in zip(classes, numbers)]
    )
    train = np.setdiff1d(np.arange(n), held)
    return (images[train], labels[train]), (images[held], labels[held])


# %% wrong seed_modulo: only the last five digits of the seed count | fails split_seed
def split(images, labels, held_out, seed):
    order = np.random.RandomState(seed % 100_000).permutation(len(labels))
    count = int(held_out * len(labels))
    return (images[order[count:]], labels[order[count:]]), (images[order[:count]], labels[order[:count]])


# %% wrong text_hash: the seed goes through the hash of a text, which differs from one process to the next
#    | fails split_seed
import random


def split(images, labels, held_out, seed):
    order = list(range(len(labels)))
    random.Random(hash(f"split {seed}")).shuffle(order)
    order = np.array(order, dtype=int)
    count = round(len(order) * held_out)
    return (images[order[count:]], labels[order[count:]]), (images[order[:count]], labels[order[:count]])


# %% wrong share_three_decimals: the share is rounded to three decimals first | fails split_sizes
def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(labels))
    count = int(len(labels) * round(held_out, 3))
    mask = np.zeros(len(labels), bool)
    mask[order[:count]] = True
    return (images[~mask], labels[~mask]), (images[mask], labels[mask])


# %% wrong truth_values_as_bytes: images of truth values come back as bytes | fails split_kinds
def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(labels))
    count = round(held_out * len(labels))
    if images.dtype == bool:
        images = images.astype(np.uint8)
    return (images[order[count:]], labels[order[count:]]), (images[order[:count]], labels[order[:count]])


# %% right hash_of_numbers: the seed goes through the hash of a pair of numbers, the same in every process
def split(images, labels, held_out, seed):
    order = np.random.default_rng(abs(hash((seed, len(labels))))).permutation(len(labels))
    count = round(held_out * len(labels))
    return (images[order[count:]], labels[order[count:]]), (images[order[:count]], labels[order[:count]])


# %% wrong ordered_by_hash_of_pixels: orders the images by a hash of seed and pixels: images that are alike
#      stay in the order of the array, and the first ones are held out
#    | fails split_random
import hashlib


def split(images, labels, held_out, seed):
    def key(index):
        return hashlib.sha256(str(seed).encode() + b":" + images[index].tobytes()).digest()

    order = np.array(sorted(range(len(labels)), key=key), dtype=int)
    count = round(len(labels) * held_out)
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])
