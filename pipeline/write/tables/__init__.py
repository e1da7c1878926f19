"""The tables of the contract: tasks, assignments, agencies, notices, plan.json. pandas begins here and ends here.

In: a Plan. Out: rows of text, CSV, tables.xlsx, plan.json.
Doors: ``tables.tables``, ``tables.csv_files``, ``book.tables_workbook``, ``plan_json.plan_json``.
"""
