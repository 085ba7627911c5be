# Lets `pytest` run the public checks of every folder on your answers. You need not change this file.
pytest_plugins = ["autograder.student.pytest_plugin"]
