"""Uses what only a notebook has.

Must happen: the statement that fails is noted; full marks for the rest.
"""

# passes: all

get_ipython().run_line_magic("matplotlib", "inline")
display("hello")
