"""Agencies as data: kinds, names and their validity, ids, and the words that texts are compared by.

In: rules/agencies/*.toml, a plan's place and day. Out: a Registry, a View of it, the lexicon of names.
Doors: ``registry.load_registry``, ``ids.slug``; ``lexicon`` and ``words`` are for find/agency alone.
"""
