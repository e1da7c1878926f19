"""Zips made in memory: what zipfile would write, to the byte."""

from __future__ import annotations

import zipfile
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.office.zip_bytes import zip_bytes

NAMES = st.text("abc/.xmlđệ", min_size=1, max_size=20).filter(lambda name: not name.startswith("/"))


@given(st.dictionaries(NAMES, st.binary(max_size=2000), max_size=6))
def test_bytes_of_zipfile(parts: dict[str, bytes]) -> None:
    """The library of Python writes the very same file, and reads the parts back in their order."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.compress_type = 3, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    assert zip_bytes(parts) == stream.getvalue()
    with zipfile.ZipFile(BytesIO(zip_bytes(parts))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == parts
