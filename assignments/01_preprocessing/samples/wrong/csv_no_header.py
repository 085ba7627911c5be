def read_pixel_csv(path):
    table = pd.read_csv(path, header=None)
    return table.iloc[:, 1:].to_numpy(dtype=np.uint8).reshape(-1, 28, 28), table.iloc[:, 0].to_numpy()
