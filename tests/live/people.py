"""Who is in the live class: names that systems, files and tables have stumbled over."""

PEOPLE = [
    ("s01", "Élodie", "Dupont"),
    ("s02", "Jean", "Martin"),
    ("s03", "Jean", "Martin"),
    ("s04", "Bob", "O'Brien"),
    ("s05", "Thị", "N'Guyen"),
    ("s06", "दीपिका", "शर्मा"),
    ("s07", "Ann_Marie", "Les_Martin"),
    ("s08", "Zoë (B)", "d'Été/Fils"),
    ("s09", "小龍", "李"),
    ("s10", "Eve", "Müller-Łęcki"),
    ("s11", "María", "José & Co"),
    ("s12", "Al", "="),
    ("s13", "Max", "Power;Jr"),
]
GROUPS = {"Les_Martin (A/B)": ["s01", "s02"], "Équipe 2": ["s03", "s04"]}
