"""What comes after, from what was written: returned files merged, reminders, reports, calendar, register, comparison.

In: the bytes of tracking.xlsx and plan.json, the day. Out: bytes of workbooks, letters, reports; nothing is read again.
Doors: one module a command: ``merge``, ``remind``, ``report``, ``calendar``, ``register``, ``compare``, ``saved``.
"""
