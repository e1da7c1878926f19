"""A person's corrections over the machine's plan: read, matched, applied, learnt from.

In: a Plan and the lines of ``<plan>.corrections.csv`` or an edited tables.xlsx. Out: ``model.Corrected``: the plan
before and after, what the person has settled, and the lines that found no place.
Doors: ``apply.apply_corrections``, ``file.read_corrections``, ``workbook.corrections_from_workbook``, ``learn.learn``.
"""
