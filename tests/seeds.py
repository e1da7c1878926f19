"""Small inputs of other kinds for the fuzzer: Word's own makings, a web page, a mail archive, ruled lines of a PDF."""

from __future__ import annotations

from collections.abc import Sequence

from tests.build import docx, table


def ruled(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Content of a PDF page that draws all lines of a grid."""
    level = "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys)
    return level + "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S\n" for x in xs)


def kinds() -> bytes:
    """A Word document of fields, mathematics, raised figures, a drop cap, lettering and a page break inside a word."""
    begin, end = "r/fldChar{fldCharType=begin}", "r/fldChar{fldCharType=end}"
    codes = ("AUTONUM", "LISTNUM \\l 2", "MACROBUTTON A [xã]", "REF a", "EQ \\f(1;2)", "SYMBOL 163 \\f Symbol")
    fields = [f'p/({begin},r/instrText" {code} ",{end},r/t" việc")' for code in codes]
    box = f'p/(r/fldChar{{fldCharType=begin}}/ffData/checkBox/checked,r/instrText"FORMCHECKBOX",{end})'
    power = 'm:sSup/(m:e/m:r/m:t"10",m:sup/m:r/m:t"6")'
    half = 'm:f/(m:num/m:r/m:t"1",m:den/m:r/m:t"2")'
    lines = [*fields, box, f"p/m:oMath/({half},{power})", 'p/(r/t"m",r/(rPr/vertAlign{val=superscript},t"2"))']
    lines += ['p/(pPr/framePr{dropCap=drop},r/t"S")', 'p/(r/t"ở lao đ",r/br{type=page},r/t"ộng")']
    lines += ['p/r/ruby/(rt/r/t"a",rubyBase/r/t"b")', "p/r/pict/v:shape/v:textpath{:string=HỘI XUÂN}"]
    return docx(*lines, table([lines[0], "p"]), "altChunk{r:id=x}", "p")


PAGE = (
    "<html><meta charset=windows-1258><body><p align=center><b>KẾ HOẠCH</b></p><ol><li>Họp<li>Báo cáo</ol>"
    "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<table><tr><td>d</table></table><font face=.VnTime>x· héi</font>"
).encode()
ARCHIVE = (
    b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
    b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    b"<p>S=E1=BB=9F Y t=E1=BA=BF</p>\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBO\n--b--\n"
)
