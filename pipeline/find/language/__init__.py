"""What rules see of words: tokens and the patterns over them. The one door to spaCy.

In: a text and the rules of the rulebook. Out: Mentions with their rule.
Doors: ``matching.compile_rules`` and its Finder, ``tokens.fold``.
"""
