"""The commands and their options, as the command line takes them."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

from pipeline.contract import OUTPUTS


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(
        prog="giaoviec", description="Từ kế hoạch (.docx) đến bảng nhiệm vụ, công văn, sổ theo dõi."
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="LỆNH")
    extract = commands.add_parser("extract", help="đọc kế hoạch, ghi bảng, công văn, sổ theo dõi")
    extract.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="tệp, thư mục, hoặc mẫu tên")
    extract.add_argument("--output", type=Path, default=Path("outputs"), metavar="FOLDER", help="thư mục ghi kết quả")
    extract.add_argument("--date", type=_day, default=None, metavar="D", help="ngày hôm nay: 1/4/2024 hoặc 2024-04-01")
    extract.add_argument("--only", action="append", choices=OUTPUTS, help="chỉ ghi phần này")
    extract.add_argument("--template", type=Path, metavar="FILE", help="mẫu công văn .docx của cơ quan")
    extract.add_argument("--combined", action="store_true", help="thêm một tệp gồm mọi công văn để in")
    extract.add_argument("--pdf", action="store_true", help="thêm bản PDF của công văn (cần LibreOffice)")
    extract.add_argument("--by-agency", action="store_true", help="mỗi cơ quan một trang, và một tệp để điền, gửi lại")
    extract.add_argument(
        "--signer", metavar="HỌ TÊN", help="người ký: một người trong co-quan.toml, hoặc kèm --position"
    )
    extract.add_argument("--position", metavar="CHỨC VỤ", help='chức vụ người ký: "PHÓ CHỦ TỊCH"')
    extract.add_argument(
        "--authority", metavar="QUYỀN HẠN", help='"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "TL. CHỦ TỊCH"…'
    )
    extract.add_argument("--jobs", type=_count, metavar="N", help="số tiến trình (mặc định: 1, nhiều văn bản: số nhân)")
    extract.add_argument("--dask", metavar="tcp://…", help="chạy trên cụm Dask có bộ lập lịch ở địa chỉ này")
    text = commands.add_parser("text", help="in những gì đọc được, mỗi khối một dòng")
    text.add_argument("file", type=Path, metavar="FILE")
    explain = commands.add_parser("explain", help="giải thích một dòng, một chỗ được đọc thế nào")
    explain.add_argument("file", type=Path, metavar="FILE")
    which = explain.add_mutually_exclusive_group()
    which.add_argument("--task", metavar="ID", help="mã dòng, như trong tasks.csv")
    which.add_argument("--place", metavar="P", help="chỗ, như «đoạn 57» hoặc «bảng 1, hàng 2, cột 3»")
    check = commands.add_parser("check-letter", help="đối chiếu công văn .docx với Nghị định 30/2020/NĐ-CP")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    clean = commands.add_parser("clean", help="xoá những gì làm lại được; giữ tệp đã có người sửa")
    clean.add_argument("--output", type=Path, default=Path("outputs"), metavar="FOLDER")
    _desk_commands(commands)
    _gate_commands(commands)
    return top


def _desk_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands that work on a plan's folder after it was read."""
    helps = {
        "remind": "viết công văn đôn đốc việc quá hạn, sắp đến hạn",
        "report": "viết báo cáo tiến độ (.docx, .xlsx)",
        "calendar": "ghi lịch thời hạn (.ics)",
        "share": "ghi mỗi cơ quan một tệp để điền và gửi lại",
    }
    for name, words in helps.items():
        command = commands.add_parser(name, help=words)
        command.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="thư mục outputs/<kế hoạch>")
        _common(command)
    commands.choices["remind"].add_argument(
        "--within", type=_count, metavar="N", help="gồm cả việc đến hạn trong N ngày"
    )
    merge = commands.add_parser("merge", help="nhận lại tệp các cơ quan đã điền")
    merge.add_argument("files", nargs="+", type=Path, metavar="FILE")
    merge.add_argument("--plan", type=Path, metavar="FOLDER", help="thư mục outputs/<kế hoạch>")
    merge.add_argument("--prefer", default="", metavar="FILE", help="khi các tệp ghi khác nhau: theo tệp này")
    _common(merge)
    _by(merge)
    _acts(commands)
    correct = commands.add_parser("correct", help="đưa sửa đổi trong tables.xlsx vào tệp corrections.csv")
    correct.add_argument("file", type=Path, metavar="FILE")
    correct.add_argument("--plan", type=Path, metavar="FILE", help="tệp kế hoạch, nếu không ở trong thư mục inputs")
    _common(correct)
    compare = commands.add_parser("compare", help="so sánh hai bản của một kế hoạch")
    compare.add_argument("old", type=Path, metavar="OLD")
    compare.add_argument("new", type=Path, metavar="NEW")
    _common(compare)
    learn = commands.add_parser("learn", help="đề xuất luật, tên gọi từ các sửa đổi (không thay đổi gì)")
    learn.add_argument("sources", nargs="*", type=Path, default=[Path("inputs")], metavar="INPUT")
    _common(commands.add_parser("register", help="lập sổ theo dõi chung của mọi kế hoạch"))


def _gate_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands between a draft and a letter that has gone out."""
    helps = {
        "check": "nói vì sao từng công văn chưa phát hành được",
        "issue": "xác nhận công văn sẵn sàng ký; cho số, ngày và phát hành",
        "send": "viết thư điện tử nháp (.eml) cho công văn đã phát hành",
    }
    for name, words in helps.items():
        command = commands.add_parser(name, help=words)
        command.add_argument(
            "folder", type=Path, metavar="FOLDER", help="outputs/<kế hoạch>, hoặc một reminders/<ngày>"
        )
        command.add_argument("--inputs", type=Path, default=Path("inputs"), metavar="FOLDER")
        command.add_argument("--date", type=_day, default=None, metavar="D", help="ngày phát hành, ngày hôm nay")
        command.add_argument("--by", default="", metavar="TÊN", help="ai làm, ghi vào nhật ký")
    issue = commands.choices["issue"]
    issue.add_argument("--only", default="", metavar="NN,…", help="chỉ những công văn này: 01,03")
    issue.add_argument("--from-number", default="", metavar="N", help="cho số liên tiếp từ N")
    issue.add_argument("--number", action="append", default=[], metavar="NN=N", help="cho số từng công văn: 03=1234")
    issue.add_argument("--as-sent", action="store_true", help="đã phát hành ở nơi khác: ghi nhận, không đổi tệp")
    issue.add_argument(
        "--confirm", action="append", default=[], metavar="NN", help="cho qua lý do mềm của công văn này"
    )
    issue.add_argument("--reason", default="", metavar="LÝ DO", help="vì sao cho qua, vì sao thu hồi")
    issue.add_argument("--no-pdf", action="store_true", help="không tạo bản PDF sau khi phát hành")
    issue.add_argument("--adjust", action="append", default=[], metavar="NN=LOẠI", help="chọn loại: 03=thu-hoi")
    issue.add_argument("--successor", action="append", default=[], metavar="CŨ=MỚI", help="xác nhận cơ quan kế thừa")
    issue.add_argument("--task", default="", metavar="ID", help="chỉ cho nhiệm vụ này (với --successor)")
    issue.add_argument("--group", action="append", default=[], metavar="NHÓM=A;B", help="ai là thành viên của nhóm")
    commands.choices["send"].add_argument("--mail-drafts", action="store_true", help="viết tệp .eml vào mail/")
    commands.choices["send"].add_argument("--with-files", action="store_true", help="kèm tệp để điền của cơ quan")


def _acts(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What the office decides on work that came in."""
    helps = {
        "accept": "xác nhận việc đang Chờ xác nhận là đã hoàn thành",
        "return": "trả lại việc chưa đạt, nêu lý do",
        "extend": "gia hạn (hoặc không gia hạn) một nhiệm vụ",
    }
    for name, words in helps.items():
        command = commands.add_parser(name, help=words)
        command.add_argument("folder", type=Path, metavar="FOLDER", help="thư mục outputs/<kế hoạch>")
        if name == "extend":
            command.add_argument("id", metavar="ID", help="mã nhiệm vụ")
        else:
            command.add_argument("ids", nargs="+", metavar="ID", help="mã nhiệm vụ")
        command.add_argument("--agency", default="", metavar="A", help="chỉ dòng của đơn vị này (tên hoặc mã)")
        _common(command)
        _by(command)
    carry = commands.add_parser("carry-over", help="chuyển việc chưa xong sang bảng theo dõi của kế hoạch sau")
    carry.add_argument("old", type=Path, metavar="OLD", help="thư mục outputs/<kế hoạch cũ>")
    carry.add_argument("new", type=Path, metavar="NEW", help="thư mục outputs/<kế hoạch mới>")
    _common(carry)
    _by(carry)
    commands.choices["accept"].add_argument("--evidence", default="", metavar="…", help="minh chứng: số văn bản, tệp")
    commands.choices["return"].add_argument("--reason", required=True, metavar="…", help="vì sao trả lại")
    extend = commands.choices["extend"]
    extend.add_argument("--to", required=True, type=_day, metavar="D", help="gia hạn đến ngày, dạng 2024-04-01")
    extend.add_argument("--by-document", required=True, metavar="…", help="số, ngày văn bản cho gia hạn")
    extend.add_argument("--refuse", action="store_true", help="văn bản đó không cho gia hạn")


def _by(command: argparse.ArgumentParser) -> None:
    command.add_argument("--by", metavar="NAME", help="ai làm việc này (ghi vào nhật ký)")


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--output", type=Path, default=Path("outputs"), metavar="FOLDER")
    command.add_argument("--inputs", type=Path, default=Path("inputs"), metavar="FOLDER", help="nơi có <kế hoạch>.toml")
    command.add_argument("--date", type=_day, default=None, metavar="D", help="ngày hôm nay: 1/4/2024 hoặc 2024-04-01")


def _day(text: str) -> date:
    """A day in ISO form, or as offices write it: 1/4/2024 is 1 April."""
    written = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text.strip())
    try:
        return date(int(written[3]), int(written[2]), int(written[1])) if written else date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" không phải ngày; viết 1/4/2024 hoặc 2024-04-01') from None


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'"{text}" không phải số tiến trình, từ 1 trở lên')
    return int(text)
