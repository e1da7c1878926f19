"""What lines, cells and brackets say of a piece of work, each beside its label: who, when, what comes of it.

In: items and tables of a part, the context above them. Out: Drafts, and what became of a table's other words (Kept).
Doors: ``labelled.group_children``, ``grid.GridReader``, ``attributed.read_attribution``, ``record.Record``.
"""
