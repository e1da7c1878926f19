"""Agencies in a text: names known and unknown, lists, groups, levels, persons, the document's own names.

In: a text, the registry of rules/agencies, the plan's province and day. Out: Parties, Agencies, Mentions.
Doors: ``agencies.Agencies``.
"""
