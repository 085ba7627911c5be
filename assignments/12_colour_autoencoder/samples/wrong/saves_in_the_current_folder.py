def save_models(encoder, decoder, folder):
    encoder.save("encoder.keras")
    decoder.save("decoder.keras")
