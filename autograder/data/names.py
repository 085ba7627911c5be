"""What the ten classes of Fashion-MNIST are called."""

from __future__ import annotations

CLASS_NAMES = {
    "en": ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"),
    "fr": (
        "T-shirt/haut", "Pantalon", "Pull", "Robe", "Manteau", "Sandales", "Chemise", "Baskets", "Sac",
        "Bottes de cheville",
    ),
}  # fmt: skip

# The same classes as one says them of a picture.
WITH_ARTICLE = {
    "en": (
        "A T-shirt or top", "A pair of trousers", "A pullover", "A dress", "A coat", "A pair of sandals", "A shirt",
        "A pair of sneakers", "A bag", "A pair of ankle boots",
    ),
    "fr": (
        "Un T-shirt ou un haut", "Un pantalon", "Un pull", "Une robe", "Un manteau", "Des sandales", "Une chemise",
        "Des baskets", "Un sac", "Des bottes de cheville",
    ),
}  # fmt: skip
