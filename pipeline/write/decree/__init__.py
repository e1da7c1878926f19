"""A letter held against Nghị định 30/2020/NĐ-CP, point by point.

In: a letter's .docx and the profile. Out: Findings, each with the decree's article.
Doors: ``check.check_letter``, ``check.faults``, ``finding.finding_line``.
"""
