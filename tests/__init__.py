"""The tests, in the rooms of ``pipeline/``; what several of them build on lies at the top."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "inputs" / "ke-hoach-ky-niem-70-nam-dien-bien-phu.docx"
GOLDEN = ROOT / "tests" / "golden"
AGENCIES = ROOT / "rules" / "agencies"
