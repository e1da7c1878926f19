"""Hướng dẫn: how to live with the workbook, on one page."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from pipeline.write.office.sheets import TITLE, Book, CellLook, merge, new_sheet, protect
from pipeline.write.tracking.model import GUIDE
from pipeline.write.tracking.status import Statuses, load_statuses

_PARAGRAPHS = (
    (
        "1. Nhập ở đâu",
        "Nhập vào các cột có tiêu đề màu vàng của trang Theo dõi: gia hạn, trạng thái, tiến độ, ngày hoàn thành, "
        "kết quả, lý do chậm, ghi chú. "
        "Cột màu xám tự tính. Trang được khoá để khỏi xoá nhầm công thức, không có mật khẩu: chọn Review > "
        "Unprotect Sheet (Xem lại > Bỏ bảo vệ trang tính) khi cần.",
    ),
    (
        "2. Việc phát sinh",
        "Ghi vào các dòng trống ở cuối bảng Theo dõi; các dòng này được tính vào Tổng hợp. Có thể thêm cột của "
        "riêng mình ở bên phải bảng.",
    ),
    (
        "3. Tình trạng",
        "{overdue}: ngày xem đã qua thời hạn (đúng ngày đến hạn chưa tính là quá hạn). {soon}: "
        "còn không quá số ngày báo trước ghi ở "
        "đầu trang Theo dõi. {running}: còn lâu hơn thế. {open}: kế hoạch không ghi thời hạn "
        "hoặc làm thường xuyên. Có «Gia hạn đến» thì tính theo ngày gia hạn.",
    ),
    (
        "4. Hoàn thành",
        "Chọn «{finished}» và ghi «Ngày hoàn thành». Ghi ngày hoàn thành mà quên chọn trạng thái "
        "thì vẫn tính là hoàn thành. "
        "Chưa ghi ngày thì là «{done_undated}», vì chưa biết đúng hạn hay quá hạn.",
    ),
    (
        "5. Việc định kỳ",
        "Ô Thời hạn tự chuyển sang kỳ tới gần nhất; ghi kết quả từng kỳ vào cột Kết quả hoặc Ghi chú. Việc định "
        "kỳ không bị tính quá hạn.",
    ),
    (
        "6. Tỷ lệ hoàn thành",
        "Bằng số việc có thời hạn đã hoàn thành chia cho tổng số việc đó cộng số việc quá hạn (chỉ tính việc đã "
        "đến lúc phải xong).",
    ),
    (
        "7. Lập lại bảng",
        "Khi kế hoạch được đọc lại hoặc thay đổi, mọi điều đã ghi được giữ nguyên: ô nhập, ghi chú bên lề "
        "(comment), dòng và cột thêm, độ rộng cột, bộ lọc. "
        "Nhiệm vụ đổi lời hoặc đổi hạn được đánh dấu ở cột Cần xem lại (lời cũ và lời mới); nhiệm vụ không còn "
        "trong kế hoạch chuyển sang trang Đã bỏ cùng những gì đã ghi. "
        "Bản trước được lưu lại. Hình vẽ, biểu đồ, ảnh tự thêm chỉ còn trong bản lưu.",
    ),
    (
        "8. Gửi cho đơn vị",
        "Mỗi đơn vị có thể nhận một tệp riêng, điền rồi gửi lại; khi nhập về, chỗ nào hai bên ghi khác nhau thì "
        "liệt kê ở trang Khác nhau để cán bộ chọn. "
        "Việc đơn vị báo xong là «{waiting}» cho đến khi cán bộ xác nhận hoặc trả lại. "
        "Mọi thay đổi được ghi ở trang Nhật ký.",
    ),
    (
        "9. Cột Cần xem lại",
        "Ghi những điều máy đọc chưa chắc; trang Cần xem lại nói rõ vì sao và trích nguyên văn. Xem xong có thể "
        "xoá nội dung ô.",
    ),
    (
        "10. In",
        "Các trang đã đặt khổ A4 ngang, lặp lại dòng tiêu đề. Trang Theo dõi rộng nên in thành nhiều trang cạnh nhau, "
        "mỗi trang có lại cột nhiệm vụ, chữ không nhỏ hơn cỡ 9. Cột không cần thì ẩn trước khi in.",
    ),
)


def _paragraphs(statuses: Statuses) -> Iterator[tuple[str, str]]:
    """(heading, text), with the words of rules/statuses.toml filled in."""
    names = {condition.id: condition.name for condition in statuses.conditions}
    for heading, text in _PARAGRAPHS:
        yield heading, text.format(**names, finished=statuses.names["done"])


def write_guide(book: Book) -> Worksheet:
    """The sheet, upright on A4."""
    sheet = new_sheet(book, GUIDE, {1: 24.0, 2: 82.0}, portrait=True)
    book.put(sheet, 1, 1, "HƯỚNG DẪN SỬ DỤNG BẢNG THEO DÕI", TITLE)
    merge(sheet, 1, 1, 2)
    sheet.row_dimensions[1].height = 26
    for row, (heading, text) in enumerate(_paragraphs(load_statuses()), 3):
        book.put(sheet, row, 1, heading, CellLook(bold=True, size=12))
        book.put(sheet, row, 2, text, CellLook(size=12))
        book.fit(sheet, row, ((heading, 20.0), (text, 80.0)), 12)
    protect(sheet)
    return sheet
