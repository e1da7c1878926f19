"""What people made of a workbook: sheets and headings renamed, days typed as text, the file copied.

In: a workbook as openpyxl has it. Out: rows, with a remark for each thing understood otherwise than typed.
Doors: ``table.ListingTable``, ``own_sheets``, ``entry.entered``, ``copies``.
"""
