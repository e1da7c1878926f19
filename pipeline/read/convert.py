"""Other word processors' files → .docx, by LibreOffice where it is installed: headless, alone, offline, timed."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from pipeline.messages import PipelineError
from pipeline.read.kinds import Kind
from pipeline.read.limits import FILE_BYTES

SECONDS = 90.0
PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
# No macros, no links to the outside, and a proxy that is not there for whatever tries all the same.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>2</value></prop></item>
</oor:items>
"""
# Where a file points outside of itself: the words stay, the address becomes the name of a file that is not there.
_REMOTE = re.compile(
    rb"""(?i)((?:xlink:)?href|src|target|attachedTemplate|template-name|r:link|w:link)(\s*=\s*["'])(?!#)"""
    rb"""(?:[a-z][a-z0-9+.-]*:|//|\\\\)[^"'<>]*"""
)
_RTF_TEMPLATE = re.compile(rb"\{\\\*\\template[^{}]{0,2000}\}")
_RTF_FIELD = re.compile(
    rb"(?i)(\\fldinst[^{}]{0,300}(?:\{[^{}]{0,300})?)(INCLUDEPICTURE|INCLUDETEXT|LINK|DDEAUTO|DDE|IMPORT|INCLUDE)\b"
)
_RTF_OBJECT = re.compile(rb"(?i)\\obj(?:autlink|link|update)\b")


def find_soffice(places: Sequence[str] = PLACES) -> str | None:
    """The LibreOffice program of this machine (on the path, else at one of ``places``), or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in places if Path(place).is_file()), None)


def to_docx(content: bytes, kind: Kind, where: str, seconds: float = SECONDS, places: Sequence[str] = PLACES) -> bytes:
    """The .docx that LibreOffice makes of ``content``. Raises E120 without LibreOffice, E121 where it fails."""
    program = find_soffice(places)
    if program is None:
        raise PipelineError("E120", where, ending=f".{kind}")
    with tempfile.TemporaryDirectory(prefix="giaoviec-") as folder:
        work = Path(folder)
        profile = work / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = work / f"in.{kind}"
        try:
            source.write_bytes(harmless(content, kind))
        except (BadZipFile, ValueError, RuntimeError, NotImplementedError, zlib.error, EOFError) as error:
            raise PipelineError("E111", where) from error
        command = [
            program,
            f"-env:UserInstallation={profile.parent.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
        ]
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(work / "out"), str(source)]
        _run(command, work, where, seconds)
        made = work / "out" / "in.docx"
        if not made.is_file() or not 0 < made.stat().st_size <= FILE_BYTES:
            raise PipelineError("E121", where, reason="không có kết quả")
        return made.read_bytes()


def harmless(content: bytes, kind: Kind) -> bytes:
    """A copy of a file in which nothing leads outside: no remote picture, template, object or included text.

    A binary .doc stays as it is: there LibreOffice's own settings and the missing proxy must do.
    """
    if kind == "rtf":
        content = _RTF_OBJECT.sub(b"\\\\objemb", _RTF_TEMPLATE.sub(b"{}", content))
        return _RTF_FIELD.sub(rb"\1QUOTE", content)
    if kind in ("xml", "fodt"):
        return _REMOTE.sub(rb"\1\2Pictures/gone.png", content)
    if kind in ("odt", "docx"):
        return _harmless_package(content)
    return content


def _harmless_package(content: bytes) -> bytes:
    """The same for each XML part of a package; macros and scripts are left out."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as package, ZipFile(out, "w", ZIP_DEFLATED) as copy:
        for entry in package.infolist():
            name = entry.filename.lower()
            if name.startswith(("basic/", "scripts/")) or "vbaproject" in name:
                continue
            part = package.read(entry)
            if name.endswith((".xml", ".rels", ".rdf")):
                part = _REMOTE.sub(rb"\1\2Pictures/gone.png", part)
            copy.writestr(entry, part, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return out.getvalue()


def _run(command: list[str], work: Path, where: str, seconds: float) -> None:
    """Run LibreOffice in a process group of its own, so that a time limit ends its children too."""
    environment = {key: word for key, word in os.environ.items() if not key.lower().endswith("_proxy")}
    process = subprocess.Popen(
        command,
        cwd=work,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=os.name == "posix",
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise PipelineError("E121", where, reason=f"quá {seconds:.0f} giây") from error
    finally:
        if process.poll() is None:
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()
