def read_pixel_csv(path):
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    # pixel1, pixel10, pixel100 …
    return table[sorted(table.columns)].to_numpy(dtype=np.uint8).reshape(-1, 28, 28), labels
