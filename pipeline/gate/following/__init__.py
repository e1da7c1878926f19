"""Letters that follow one that went out: what changed for its agency, which letter that asks for, and its page.

In: the letters that a run would write, and the desk. Out: the letters to draft.
Doors: offers, changes.
"""
