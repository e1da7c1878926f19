"""From the finds of a document to its Plan: the walk over the outline, tables, rows.

In: a Document, the registry, the settings. Out: a Plan with the doubts of its reading, neither corrected nor checked.
Doors: ``plan.build_plan``, ``plan.plan_agencies``.
"""
