"""From a checked plan to the bytes of every output; the plan is not changed.

In: a Plan (the review page: a Corrected), settings, the day. Out: bytes by relative path; ``store`` puts them on disk.
Rooms in order: office, tables, letter, decree, tracking, report, review.
"""
