"""The teacher's page over a class: code beside verdicts, marks set by hand, answers alike, copies.

`autograder review`.
"""
