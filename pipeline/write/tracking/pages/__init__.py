"""The sheets of the tracking workbook as Excel shows them.

In: a Tracker and the day. Out: bytes.
Door: ``book.tracker_bytes``.
"""
