import csv


def read_pixel_csv(path):
    images, labels = [], []
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            labels.append(int(row["label"]))
            image = [[int(row[f"pixel{28 * y + x + 1}"]) for x in range(28)] for y in range(28)]
            images.append(image)
    return np.array(images, dtype=np.uint8), np.array(labels)
