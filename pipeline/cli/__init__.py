"""What the terminal gives and gets: arguments in, commands called, lines for the person out; no logic.

In: the command line. Out: an exit code, and lines on the terminal.
Doors: ``arguments.parser`` (all commands), ``commands`` and ``desk`` (what each does).
"""
