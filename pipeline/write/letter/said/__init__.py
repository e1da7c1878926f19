"""What a letter says of a task: its words as lines that can be signed, and where it stands in the plan.

In: a task, the plan's document, the profile. Out: lines of text.
Doors: ``lines``, ``place``.
"""
