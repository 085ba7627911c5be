def read_pixel_csv(path):
    table = pd.read_csv(path)
    images = table.to_numpy(dtype=np.uint8)[:, :784].reshape(-1, 28, 28)
    return images, table["label"].to_numpy()
