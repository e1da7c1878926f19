"""The review page: the plan with every find beside its rows, in one file that opens from the disk.

In: a Corrected, the day, suggested names. Out: the bytes of review.html.
Doors: ``page.review_page``, ``page.assemble_page`` (a page without network for others).
"""
