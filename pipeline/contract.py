"""What a run writes and others read: names of files and folders, columns of the tables, codes of their cells.

Each name stands here once; those who write a file and those who read it back take it from here. Standard library only;
imports nothing of the project.
"""

from __future__ import annotations

from typing import Final

# Endings of the documents that a folder is searched for; a file named on the command line is taken whatever its ending.
DOCUMENT_ENDINGS: Final = (
    *(".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf", ".htm", ".html", ".mht", ".mhtml", ".pdf", ".txt", ".md"),
)

# Beside a document in inputs/, after its stem.
SETTINGS_ENDING: Final = ".toml"
CORRECTIONS_ENDING: Final = ".corrections.csv"
OFFICE_FILE: Final = "co-quan.toml"  # what the office says of itself, for all documents of the folder
GROUPS_FILE: Final = "nhom.toml"  # who "các sở, ban, ngành" are
SUCCESSORS_FILE: Final = "ke-thua.toml"  # who took over the work of agencies that ended
ADDRESSES_FILE: Final = "dia-chi.csv"  # where letters are mailed to

# The parts of a run that can be asked for alone.
OUTPUTS: Final = ("tables", "letters", "tracking", "review")

# In outputs/<plan>/.
PLAN_JSON: Final = "plan.json"
MANIFEST: Final = "manifest.json"
TABLES_FOLDER: Final = "tables"
TABLES_WORKBOOK: Final = "tables.xlsx"
TASKS_SHEET: Final = "tasks"
LEDGER: Final = "tables/ledger.csv"
LETTERS_FOLDER: Final = "letters"
LETTERS_INDEX: Final = "letters/index.csv"
LETTERS_ISSUED: Final = "letters/issued"  # what went out: no command writes, moves or removes it
LETTERS_DRAFTS: Final = "letters/drafts.json"  # what each draft was made of
NEW_TEXT: Final = "moi"  # folder beside a letter that a person changed, for the text that a run would write now
MAIL: Final = "mail"
LETTERS_COMBINED: Final = "letters/tat-ca.docx"
LETTERS_DUTIES: Final = "letters/phan-cong-nhiem-vu.docx"
TRACKING: Final = "tracking.xlsx"
REVIEW_PAGE: Final = "review.html"
KEPT: Final = "kept"
BY_AGENCY: Final = "by-agency"
REMINDERS: Final = "reminders"
REPORTS: Final = "reports"
CALENDAR: Final = "calendar.ics"
MERGE_REPORT: Final = "merge-report.csv"
LOG_FILE: Final = "log.csv"
LOCK: Final = ".lock"  # held while a command works on the folder

# In outputs/, over all plans.
BATCH: Final = "batch.csv"
REGISTER: Final = "register.xlsx"
COMPARISON_FOLDER: Final = "so-sanh-"  # and the new version's stem
COMPARISON_PAGE: Final = "so-sanh.html"
COMPARISON_TABLE: Final = "so-sanh.csv"

TASK_COLUMNS: Final = (
    "id",
    "section",
    "heading",
    "text",
    "action",
    "owners",
    "owner_role",
    "partners",
    "mode",
    "deadline_text",
    "start",
    "end",
    "kind",
    "recurrence",
    "inclusive",
    "focus_start",
    "focus_end",
    "product",
    "report_to",
    "monitors",
    "work_group",
    "place",
    "rules",
    "flags",
)
DAY_COLUMNS: Final = ("start", "end", "focus_start", "focus_end")
ASSIGNMENT_COLUMNS: Final = ("task_id", "agency_id", "agency", "role", "surface", "letter")
AGENCY_COLUMNS: Final = (
    "agency_id",
    "agency",
    "kind",
    "known",
    "surfaces",
    "lead",
    "perform",
    "support",
    "partner",
    "letter",
    "successors",
)
NOTICE_COLUMNS: Final = ("code", "message", "task_id", "place", "quote", "suggestion")
LEDGER_COLUMNS: Final = ("block", "place", "start", "end", "fate", "id", "rule", "quote")
LETTER_COLUMNS: Final = (
    "file",
    "agency_id",
    "recipient",
    "organ_code",
    "lead",
    "perform",
    "support",
    "partner",
    "blanks",
    "warnings",
    "subject",
    "due",
    "state",
    "number",
    "date",
)
BATCH_COLUMNS: Final = ("document", "state", "seconds", "tasks", "letters", "flags", "error", "message")
MERGE_COLUMNS: Final = ("file", "address", "task_id", "agency", "column", "ours", "theirs", "reason")
LOG_COLUMNS: Final = (
    "time",
    "act",
    "task_id",
    "file",
    "agency_id",
    "before",
    "after",
    "reason",
    "by",
    "source",
)
CORRECTION_COLUMNS: Final = ("id", "owners", "words", "field", "old", "new", "who", "when")

# Columns of tasks.csv that a correction may change, in the order in which they are applied.
CORRECTABLE: Final = (
    "text",
    "action",
    "owners",
    "owner_role",
    "partners",
    "monitors",
    "mode",
    "deadline_text",
    "start",
    "end",
    "kind",
    "recurrence",
    "inclusive",
    "focus_start",
    "focus_end",
    "product",
    "report_to",
    "work_group",
)
# Changes of the rows themselves, and a person's word that a doubt is none.
ROW_CORRECTIONS: Final = ("split", "merge", "add", "delete", "flag")
CORRECTED: Final = "CORRECTION"  # stands among a row's rules where a person changed it

PARTNER: Final = "partner"  # the role, in assignments.csv, of those who are named beside the owners
OWNER_ROLES: Final = ("lead", "perform", "support")
TRUE, FALSE = "true", "false"
