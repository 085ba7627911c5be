def read_pixel_csv(path):
    table = pd.read_csv(path)
    images = table.drop(columns="label").to_numpy(dtype=np.uint8).reshape(-1, 28, 28)
    return images, table[["label"]].to_numpy()
