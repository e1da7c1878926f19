"""Limits in a text: days, windows, recurrences, relative and lunar dates, holidays.

In: a sentence and the plan's own date. Out: a Deadline with the words and the rule that it rests on.
Doors: ``dates.read_deadline`` (one sentence), ``dates.find_deadlines`` (all of a text).
"""
