def read_pixel_csv(path):
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    return table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28)[1:], labels[1:]
