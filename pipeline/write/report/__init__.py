"""The periodic report as a document and as a workbook.

In: figures and lists, counted by ``follow/report``. Out: the bytes of .docx and .xlsx.
Doors: ``document``, ``book``.
"""
