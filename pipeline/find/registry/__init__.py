"""Agencies as data: rules/agencies → entries, ids, the words of a text, and the lexicon of one plan's place and day.

Others use ``registry.load_registry``, ``ids.slug`` and, in find/agency alone, ``lexicon`` and ``words``.
"""
