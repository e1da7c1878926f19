"""Doubts that only the whole plan shows: recipients, dates, activities without a task, works given twice.

In: a corrected plan and what a person has settled in it. Out: the plan with activities linked, works grouped, doubts as
Notices; nothing settled is raised. It runs once.
Doors: ``checks.check_corrected``, ``checks.check_plan``.
"""
