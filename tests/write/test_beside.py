"""What a person edited is not replaced: the new text lies beside it."""

from __future__ import annotations

from pathlib import Path

from pipeline.write.beside import write_beside


def test_untouched_file_is_written_anew(tmp_path: Path) -> None:
    write_beside(tmp_path, {"a.docx": b"1"})
    assert write_beside(tmp_path, {"a.docx": b"2"}) == ()
    assert (tmp_path / "a.docx").read_bytes() == b"2"


def test_edited_file_stays_and_the_new_one_lies_beside(tmp_path: Path) -> None:
    write_beside(tmp_path, {"a.docx": b"1", "b.docx": b"1"})
    (tmp_path / "a.docx").write_bytes(b"mine")
    (line,) = write_beside(tmp_path, {"a.docx": b"2", "b.docx": b"2"})
    assert "a.docx" in line
    assert [(tmp_path / name).read_bytes() for name in ("a.docx", "moi/a.docx", "b.docx")] == [b"mine", b"2", b"2"]
    write_beside(tmp_path, {"a.docx": b"3"})
    assert (tmp_path / "a.docx").read_bytes() == b"mine"
