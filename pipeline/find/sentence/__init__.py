"""How an order reads: who shall do it, in which role, with whom.

In: one text, a Finder, the Agencies. Out: Subject, role, Partners, at offsets of that text.
Door: ``clauses.Clauses``.
"""
