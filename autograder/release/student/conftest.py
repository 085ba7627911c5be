# Lets `pytest` run the public checks of every folder on your answers. You need not change this file. || Permet à `pytest` de lancer les vérifications publiques de chaque dossier sur vos réponses. Rien n’est à changer ici.
pytest_plugins = ["autograder.student.pytest_plugin"]
