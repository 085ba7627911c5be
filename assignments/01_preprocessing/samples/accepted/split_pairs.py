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
