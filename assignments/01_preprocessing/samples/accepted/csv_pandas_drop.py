def read_pixel_csv(path):
    frame = pd.read_csv(filepath_or_buffer=path, dtype="uint8")
    pixels = frame.drop(columns="label").values
    return np.reshape(pixels, (frame.shape[0], 28, 28)), frame["label"].values
