"""Puts HTML, terminal codes and template braces into names and messages.

Must happen: they arrive as text, and break no report.
"""

# passes: means streams
# otherwise: exception

def double(values):
    raise ValueError("<script>alert(1)</script> \x1b[31mred {text} {0.__class__} %s \ud800")
