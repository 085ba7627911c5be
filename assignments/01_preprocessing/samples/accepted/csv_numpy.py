def read_pixel_csv(path):
    with open(path) as file:
        names = file.readline().strip().split(",")
    table = np.loadtxt(path, delimiter=",", skiprows=1, dtype=np.int64, ndmin=2)
    column = names.index("label")
    pixels = np.delete(table, column, axis=1)
    return [pixels.reshape(len(pixels), 28, 28).astype("uint8"), table[:, column].astype(np.uint8)]
