def split(images, labels, held_out, seed):
    rows = pd.Series(range(len(labels)))
    held = rows.sample(frac=held_out, random_state=seed)
    train = rows.drop(held.index)
    return (
        (np.take(images, train, axis=0), np.take(labels, train)),
        (np.take(images, held, axis=0), np.take(labels, held)),
    )
