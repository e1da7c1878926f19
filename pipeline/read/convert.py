"""Other word processors' files → .docx, by LibreOffice where it is installed: headless, alone, offline, timed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

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
# What a web page may load when it is opened: under another name nothing knows it, and none of it is text.
_LOADED = re.compile(
    rb"<(\s*+/?+\s*+)(?=(?:img|link|script|iframe|frame|object|embed|base|input|v:imagedata)\b)", re.IGNORECASE
)
_BOMS = (b"\xff\xfe", b"\xfe\xff")


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
        source.write_bytes(_harmless(content) if kind == "htm" else content)
        command = [
            program,
            f"-env:UserInstallation={profile.parent.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
        ]
        command += ["--infilter=HTML (StarWriter)"] if kind == "htm" else []
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(work / "out"), str(source)]
        _run(command, work, where, seconds)
        made = work / "out" / "in.docx"
        if not made.is_file() or not 0 < made.stat().st_size <= FILE_BYTES:
            raise PipelineError("E121", where, reason="không có kết quả")
        return made.read_bytes()


def _harmless(page: bytes) -> bytes:
    """A web page without scripts, in which nothing can be loaded; in UTF-8 where it was UTF-16."""
    if page.startswith(_BOMS):
        page = page.decode("utf-16", errors="replace").encode("utf-8-sig")
    kept, folded, at = [], page.lower(), 0
    while (begin := folded.find(b"<script", at)) >= 0 and (end := folded.find(b"</script", begin)) >= 0:
        kept.append(page[at:begin])
        at = end
    return _LOADED.sub(rb"<\1no-", b"".join(kept) + page[at:])


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
