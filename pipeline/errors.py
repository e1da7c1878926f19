"""Every message that a user can see: its id, what happened, and the remedy.

``E1xx`` reading, ``E2xx`` rules, ``E3xx`` writing and ``E5xx`` use of the command stop the document (or the command)
with one
line; ``W4xx`` are doubts: they become notices of the plan. Nothing outside this module words a message.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import Notice

# id: (what, remedy); both take the named facts.
ERRORS: Mapping[str, tuple[str, str]] = {
    "E101": ("không có tệp hoặc thư mục này", "kiểm tra lại đường dẫn"),
    "E102": ("thư mục không có văn bản nào đọc được", "chép tệp .docx của kế hoạch vào đó"),
    "E103": ("không phải tệp Word .docx ({reason})", "mở bằng Word rồi lưu lại: Lưu thành .docx"),
    "E104": ("tệp rỗng (0 byte)", "chép lại tệp gốc"),
    "E105": ("không mở được tệp ({reason})", "đóng tệp trong Word, kiểm tra quyền đọc rồi chạy lại"),
    "E201": ('khoá lạ "{key}"', "sửa chính tả hoặc xoá khoá"),
    "E202": ('thiếu khoá "{key}"', "thêm khoá đó vào luật"),
    "E203": ("mã luật này đã dùng trong {other}", "đặt mã mới, không dùng lại mã cũ"),
    "E204": ("có {match} ví dụ match và {never} ví dụ never", "cho ít nhất 2 match và 1 never"),
    "E205": ('mẫu "{token}" không bao giờ khớp: {reason}', "sửa lại mẫu"),
    "E206": ("không phải TOML đọc được ({reason})", "sửa cú pháp ở dòng đã nêu"),
    "E207": ('at = "{at}" không có nghĩa', 'dùng "start", "clause", "whole" hoặc bỏ khoá at'),
    "E208": ("ví dụ «{example}» không có đúng một cặp [[…]]", "đánh dấu đúng một đoạn bằng [[ ]]"),
    "E209": ('không có hàm đọc "{reads}"', "sửa tên hàm, hoặc thêm hàm vào READERS của mô-đun"),
    "E210": ("không đọc được tệp danh mục cơ quan ({reason})", "sửa cú pháp TOML hoặc lấy lại tệp gốc"),
    "E211": ('danh mục cơ quan có khoá lạ "{key}"', "sửa chính tả hoặc xoá khoá"),
    "E212": ('mục "{entry}" của danh mục cơ quan thiếu khoá "{key}"', "thêm khoá đó"),
    "E213": ('mã "{id}" của danh mục cơ quan dùng hai lần', "đặt mã khác hoặc xoá một mục"),
    "E214": ('cơ quan "{entry}" thuộc loại không có "{kind}"', "dùng một loại đã khai trong national.toml"),
    "E215": ('mục "{entry}" nhắc đến mã cơ quan không có "{id}"', "sửa mã hoặc khai cơ quan đó"),
    "E216": ('cơ quan "{entry}" hết hiệu lực trước khi có hiệu lực', "sửa from hoặc to"),
    "E217": ('tên "{name}" là của hai cơ quan cùng lúc: {first} và {second}', "bỏ tên đó ở một trong hai mục"),
    "E301": (
        "không ghi được tệp ({reason})",
        "đóng tệp nếu đang mở trong Excel hay Word, kiểm tra quyền ghi rồi chạy lại",
    ),
    "E302": ("tệp khai báo không đọc được ({reason})", "sửa dòng đã nêu hoặc xoá tệp"),
    "E310": ("hồ sơ mẫu công văn không dùng được ({reason})", "sửa chỗ đã nêu trong rules/letter.toml"),
    "E311": ("không có hồ sơ mẫu công văn nào có hiệu lực ngày {day}", "thêm một [[profile]] có valid_from phù hợp"),
    "E312": ('mẫu công văn có trường lạ "{field}"', "dùng một trong các trường: {known}"),
    "E313": ('mẫu công văn thiếu trường "{field}"', "đặt {{{{{field}}}}} vào mẫu, ở chỗ cần điền"),
    "E314": ("mẫu công văn không dùng được ({reason})", "lưu mẫu bằng Word ở dạng .docx rồi thử lại"),
    "E315": ("không tìm thấy LibreOffice để tạo PDF", "cài LibreOffice (lệnh soffice) hoặc bỏ --pdf"),
    "E316": ("LibreOffice không tạo được PDF ({reason})", "đóng các cửa sổ LibreOffice rồi chạy lại"),
    "E317": ("không đọc được công văn để kiểm tra ({reason})", "mở bằng Word rồi lưu lại ở dạng .docx"),
}

# id: the sentence for the officer, and what to do.
NOTICES: Mapping[str, tuple[str, str]] = {
    "W410": ("Mục nêu cơ quan nhưng bên dưới không có nhiệm vụ nào.", "Xem lại mục này trong kế hoạch."),
    "W411": (
        "Đoạn trong phần phân công không thành nhiệm vụ: không rõ giao cho cơ quan nào.",
        "Nếu là nhiệm vụ, thêm dòng và cơ quan thực hiện.",
    ),
    "W412": ("Dòng của bảng không rõ giao cho cơ quan nào.", "Nếu là nhiệm vụ, thêm dòng và cơ quan thực hiện."),
    "W413": ("Ô cơ quan để trống: hiểu là như dòng trên.", "Đối chiếu bảng trong kế hoạch."),
    "W414": ("Vai trò đọc từ từ ngữ không chắc chắn.", "Đối chiếu câu trong kế hoạch."),
    "W415": ("Không chắc danh sách cơ quan phối hợp kết thúc ở đâu.", "Đối chiếu danh sách với câu trong kế hoạch."),
    "W416": ("Không chắc tên cơ quan được giao kết thúc ở đâu.", "Đối chiếu tên cơ quan với kế hoạch."),
    "W417": ("Cơ quan «{agency}» không có trong danh bạ.", "Kiểm tra tên; nếu đúng, thêm vào rules/agencies."),
    "W418": ("Dòng không nêu cơ quan thực hiện.", "Xác định cơ quan thực hiện."),
    "W421": (
        "Thời hạn nêu ước chừng (đầu, cuối tháng; dịp Tết …): ngày lấy theo thông lệ.",
        "Ghi ngày cụ thể nếu cần.",
    ),
    "W422": ("Thời hạn không ghi năm: năm lấy theo ngày ban hành kế hoạch.", "Đối chiếu năm."),
    "W423": ("Thời hạn tính theo ngày chưa biết (ngày ban hành kế hoạch, ngày nhận …): để trống.", "Ghi ngày cụ thể."),
    "W424": ("Có hai cách hiểu thời hạn của nhiệm vụ này.", "Chọn thời hạn của việc chính."),
    "W425": ("Ngày ghi trong kế hoạch không có trong lịch.", "Hỏi lại cơ quan soạn thảo."),
    "W440": ("Nhiệm vụ không nêu thời hạn.", "Xác định thời hạn trước khi giao, hoặc để trống."),
    "W441": ("Kế hoạch không mang số và ngày ban hành.", "Ghi số, ngày vào tệp {file} cạnh kế hoạch."),
    "W442": ("Cơ quan «{agency}» được giao việc nhưng không có trong Nơi nhận.", "Bổ sung khi phát hành."),
    "W443": (
        "Thời hạn {end} đứng trước ngày ban hành kế hoạch {day}.",
        "Đối chiếu với cơ quan soạn thảo.",
    ),
    "W450": (
        "Nơi nhận công văn «{agency}» đã hết hiệu lực từ ngày {day}; cơ quan kế thừa: {successors}.",
        "Xác định cơ quan nhận theo sắp xếp hiện nay.",
    ),
    "W451": (
        "Nơi nhận công văn «{agency}» là một nhóm, chưa có danh sách cơ quan, đơn vị cụ thể.",
        "Ghi các cơ quan, đơn vị nhận vào Kính gửi hoặc vào sổ phát hành.",
    ),
}


class PipelineError(Exception):
    """One line for the user: ``[E101] where: what → remedy.``

    ``code`` is a key of ERRORS; ``where`` names the file, rule or cell; ``facts`` fill the sentence.
    """

    def __init__(self, code: str, where: str, **facts: str) -> None:
        what, remedy = (part.format_map(facts) for part in ERRORS[code])
        self.code, self.where = code, where
        super().__init__(f"[{code}] {where}: {what} → {remedy}.")


def notice_texts(notice: Notice) -> tuple[str, str]:
    """The sentence and the suggestion for a notice, its facts filled in."""
    sentence, remedy = (part.format_map(notice.facts) for part in NOTICES[notice.code])
    return sentence, remedy
