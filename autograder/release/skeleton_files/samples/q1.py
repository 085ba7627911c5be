# %% right other_way: FILL IN: what a right answer does another way || À COMPLÉTER : ce qu’une réponse juste fait autrement
def answer(number):
    return 1 + number


# %% wrong adds_two: FILL IN: a typical mistake || À COMPLÉTER : une erreur fréquente | fails adds_one, any_number
def answer(number):
    return number + 2
