"""Every message that a user can see: its id, what happened, and the remedy.

``E1xx`` reading, ``E2xx`` rules, ``E3xx`` writing and ``E5xx`` use of the command stop the document (or the command)
with one line; ``W4xx`` are doubts: they become notices of the plan. Nothing outside this module words a message.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.errors import ERRORS as ERRORS
from pipeline.model import Notice

# id: the sentence for the officer, and what to do.
NOTICES: Mapping[str, tuple[str, str]] = {
    "W400": ("Bộ đọc để sót {count} ký tự của văn bản.", "Đối chiếu kết quả với văn bản gốc và báo lỗi kèm tệp."),
    "W401": ("Văn bản còn dấu theo dõi sửa đổi: đã đọc như khi chấp nhận mọi sửa đổi.", "Kiểm tra lại bản chính thức."),
    "W402": ("Có {count} đoạn chữ ẩn không đọc.", "Bỏ thuộc tính ẩn trong Word nếu chữ đó thuộc văn bản."),
    "W403": ("Ô đã gộp còn chữ bị che, không đọc.", "Kiểm tra bảng trong Word."),
    "W404": ("Có {count} đoạn dùng phông cũ (TCVN3, VNI), đã đổi sang Unicode.", "Soát lại chữ hoa và tên riêng."),
    "W405": ("Chữ nhận dạng từ ảnh (OCR), có thể sai dấu, số và ngày.", "Đối chiếu dòng này với bản chụp."),
    "W406": ("Đã đọc qua LibreOffice từ tệp {ending}.", "Kiểm tra bảng và đánh số nếu thấy lạ."),
    "W407": ("Có {count} đoạn chữ nằm trong mã trường nên không đọc.", "Cập nhật trường trong Word (F9)."),
    "W408": ("Có {count} chỗ có hai phương án hiển thị: chỉ đọc phương án đầu.", "Kiểm tra hình và khung chữ."),
    "W409": (
        "Đọc từ lớp chữ của PDF: bảng và cột dựng lại theo đường kẻ và khoảng trắng.",
        "Nếu có bản Word thì dùng bản Word.",
    ),
    "W410": ("Mục nêu cơ quan nhưng bên dưới không có nhiệm vụ nào.", "Xem lại mục này trong kế hoạch."),
    "W411": (
        "Đoạn trong phần phân công không thành nhiệm vụ: không rõ giao cho cơ quan nào.",
        "Nếu là nhiệm vụ, thêm dòng và cơ quan thực hiện.",
    ),
    "W412": ("Dòng của bảng không rõ giao cho cơ quan nào.", "Nếu là nhiệm vụ, thêm dòng và cơ quan thực hiện."),
    "W413": ("Ô cơ quan để trống: hiểu là như dòng trên.", "Đối chiếu bảng trong kế hoạch."),
    "W414": (
        "Nhãn của dòng, tên cột không có trong luật: hiểu theo giá trị đứng sau nó và theo chỗ đứng.",
        "Đối chiếu cơ quan, thời hạn của dòng này với kế hoạch.",
    ),
    "W415": ("Không chắc danh sách cơ quan phối hợp kết thúc ở đâu.", "Đối chiếu danh sách với câu trong kế hoạch."),
    "W416": ("Không chắc tên cơ quan được giao kết thúc ở đâu.", "Đối chiếu tên cơ quan với kế hoạch."),
    "W417": ("Cơ quan «{agency}» không có trong danh bạ.", "Kiểm tra tên; nếu đúng, thêm vào rules/agencies."),
    "W418": ("Dòng không nêu cơ quan thực hiện.", "Xác định cơ quan thực hiện."),
    "W419": (
        "Mục không nêu cơ quan: hiểu là giao cho những cơ quan nêu ở câu dẫn đứng trước các mục.",
        "Xác định cơ quan thực hiện mục này.",
    ),
    "W421": (
        "Thời hạn nêu ước chừng (đầu, cuối tháng; dịp Tết …): ngày lấy theo thông lệ.",
        "Ghi ngày cụ thể nếu cần.",
    ),
    "W422": ("Thời hạn không ghi năm: năm lấy theo ngày ban hành kế hoạch.", "Đối chiếu năm."),
    "W423": ("Thời hạn tính theo ngày chưa biết (ngày ban hành kế hoạch, ngày nhận …): để trống.", "Ghi ngày cụ thể."),
    "W424": ("Có hai cách hiểu thời hạn của nhiệm vụ này.", "Chọn thời hạn của việc chính."),
    "W425": ("Ngày ghi trong kế hoạch không có trong lịch.", "Hỏi lại cơ quan soạn thảo."),
    "W426": (
        "Nhiệm vụ có nhiều mốc thời gian; hạn lấy theo việc chính, mốc khác: {others}.",
        "Theo dõi thêm các mốc đó, hoặc tách thành nhiệm vụ riêng.",
    ),
    "W427": ("Những chữ này không thành nhiệm vụ, và không luật nào nói vì sao.", "Nếu là nhiệm vụ, thêm dòng."),
    "W428": (
        "Trong dòng còn câu có thể giao việc cho cơ quan khác.",
        "Đọc lại cả đoạn; nếu đúng, tách câu đó thành dòng riêng.",
    ),
    "W440": ("Nhiệm vụ không nêu thời hạn.", "Xác định thời hạn trước khi giao, hoặc để trống."),
    "W441": ("Kế hoạch không mang {missing}: {open}.", "Ghi {missing} vào tệp {file} cạnh kế hoạch."),
    "W442": ("Cơ quan «{agency}» được giao việc nhưng không có trong Nơi nhận.", "Bổ sung khi phát hành."),
    "W443": (
        "Thời hạn {end} đứng trước ngày ban hành kế hoạch {day}.",
        "Đối chiếu với cơ quan soạn thảo.",
    ),
    "W444": (
        "Nội dung «{quote}» không thấy trong nhiệm vụ nào: chưa giao cho ai.",
        "Xác định cơ quan thực hiện, hoặc bỏ nội dung này.",
    ),
    "W445": (
        "Nội dung «{quote}» chỉ có cơ quan phối hợp, chưa có cơ quan chủ trì hoặc thực hiện.",
        "Xác định cơ quan chủ trì.",
    ),
    "W446": ("Việc «{work}» ({tasks}): các cơ quan đều chỉ phối hợp, không ai chủ trì.", "Xác định cơ quan chủ trì."),
    "W447": ("Việc «{work}» ({tasks}) có nhiều cơ quan chủ trì: {agencies}.", "Thống nhất một cơ quan chủ trì."),
    "W448": ("Việc «{work}» có thời hạn khác nhau: {days}.", "Thống nhất thời hạn với các cơ quan."),
    "W449": (
        "Việc «{work}» ({tasks}): cơ quan được nêu phối hợp mà không có nhiệm vụ riêng: {agencies}.",
        "Hỏi lại phần việc của các cơ quan đó khi giao.",
    ),
    "W450": (
        "Nơi nhận công văn «{agency}» đã hết hiệu lực từ ngày {day}; cơ quan kế thừa: {successors}.",
        "Xác định cơ quan nhận theo sắp xếp hiện nay.",
    ),
    "W451": (
        "Nơi nhận công văn «{agency}» là một nhóm, chưa có danh sách cơ quan, đơn vị cụ thể.",
        "Ghi các cơ quan, đơn vị nhận vào Kính gửi hoặc vào sổ phát hành.",
    ),
    "W480": (
        "Trường {kind} chưa có kết quả: chữ mà Word sẽ hiện ở đây không có trong tệp.",
        "Mở bằng Word, nhấn Ctrl+A rồi F9, lưu lại.",
    ),
    "W481": (
        "Có {count} số thứ tự do trường AUTONUM, LISTNUM sinh ra, đã tính lại.",
        "Đối chiếu số thứ tự với bản hiện trong Word.",
    ),
    "W482": ("Tệp nhúng (altChunk) {name} không đọc được ({reason}).", "Mở bằng Word rồi lưu lại: Lưu thành .docx."),
    "W483": ("Đối tượng nhúng ({what}): chữ bên trong không đọc được.", "Xem đối tượng đó trong Word."),
    "W484": (
        "Có {count} ký hiệu của phông hình vẽ không có trong bảng, ghi là ▪.",
        "Đối chiếu với bản hiện trong Word.",
    ),
    "W485": ("Sơ đồ (SmartArt) không kèm dữ liệu: chữ trong sơ đồ không đọc được.", "Xem sơ đồ trong Word."),
    "W486": ("Trang {pages} của PDF trống.", "Kiểm tra bản gốc có thiếu trang không."),
    "W487": (
        "Trang {pages} là trang ảnh (bản chụp), chưa đọc chữ: máy này không có Tesseract với tiếng Việt.",
        "Cài tesseract-ocr và tesseract-ocr-vie để nhận dạng (OCR), hoặc xin bản có chữ.",
    ),
    "W488": (
        "Trang {pages} có ảnh hoặc nét vẽ có thể là chữ (dấu, số, ngày đóng lên): không đọc được chữ trong đó.",
        "Đối chiếu số, ngày và dấu với bản gốc.",
    ),
    "W489": ("Số đề mục nhận dạng thành «{quote}», sửa thành {shown} theo thứ tự.", "Đối chiếu với bản chụp."),
    "W470": (
        "Sửa đổi {field} không áp dụng: kế hoạch không còn dòng {row} với cơ quan và nội dung đó.",
        "Xem lại; nếu không cần nữa, xoá dòng đó trong tệp sửa đổi.",
    ),
    "W471": (
        "Sửa đổi {field} của dòng {row} không áp dụng: giá trị cũ «{old}» không còn, nay là «{now}».",
        "Xem lại và sửa theo giá trị mới, hoặc xoá dòng đó trong tệp sửa đổi.",
    ),
    "W473": (
        "Thời hạn của dòng {row} đã sửa, nhưng nội dung vẫn ghi «{words}».",
        "Sửa cả nội dung của dòng, nếu không công văn nêu hai thời hạn.",
    ),
    "W472": (
        "Dòng thêm tay {row} không áp dụng: kế hoạch không có những chữ này.",
        "Chọn lại chữ trong kế hoạch trên trang review.html, hoặc thêm dòng vào sổ theo dõi.",
    ),
}

# Why words were set aside where no rule of rules/*.toml says it (docs/ledger.md tells more of each).
ASIDES: Mapping[str, str] = {
    "ASIDE-PURPOSE": "Mục đích, yêu cầu, mục tiêu, chỉ tiêu: nêu ai cũng không giao việc.",
    "ASIDE-STEERING": "Chỉ đạo chung của ban chỉ đạo, ban tổ chức: không giao việc cho cơ quan nào.",
    "ASIDE-PRAISE": "Cơ quan ban hành tự nêu ý kiến (biểu dương, thống nhất, ghi nhận): không giao việc.",
    "ASIDE-LEADS": "Câu dẫn vào những việc nêu ngay sau đó.",
    "ASIDE-TITLE": "Tên, con số, dòng liệt kê ngắn: không phải một việc.",
    "ASIDE-DETAIL": "Dòng nêu thành phần, số lượng, sản phẩm … của một việc khác, không phải một việc.",
    "ASIDE-TABLE": "Bảng không có cột nào nêu ai làm (số liệu, chấm điểm, lịch): không giao việc.",
    "ASIDE-ROW": "Dòng của bảng để trống ô công việc.",
    "ASIDE-FOOTNOTE": "Chú thích cuối trang.",
    "CORRECTION": "Người dùng đã xoá dòng này.",
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
    facts = {"quote": notice.quote, "place": notice.place, **notice.facts}
    sentence, remedy = (part.format_map(facts) for part in NOTICES[notice.code])
    return sentence, remedy
