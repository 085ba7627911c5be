def read_pixel_csv(path):
    table = pd.read_csv(path).to_numpy()
    return table[:, 1:].reshape(-1, 28, 28).astype(np.uint8), table[:, 0]
