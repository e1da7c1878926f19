"""The tracking workbook: made from a plan, read back, made again without losing what people typed.

In: a Plan, the day, the workbook as it lies there. Out: the bytes of tracking.xlsx, and what was carried over.
Doors: ``tracking.tracking_workbook``, ``read.read_tracker``, ``model`` (its tables and rows), ``keep.take_over``.
"""
