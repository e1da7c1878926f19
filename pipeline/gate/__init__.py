"""What stands between a draft and a letter that has gone out: check, ready, issue, adjust, mail drafts.

In: outputs/<plan>/ as a run wrote it, and what inputs/ says of groups, successors and addresses. Out: letters/issued/,
the log's lines, the index.
Doors: desk, check, issue, finish, index, offers, reminders, choices, mail.
"""
