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
    "E104": ("tệp rỗng (0 byte)", "chép lại tệp gốc"),
    "E105": ("không mở được tệp ({reason})", "đóng tệp trong Word, kiểm tra quyền đọc rồi chạy lại"),
    "E106": ("là thư mục, không phải tệp", "chỉ đến tệp bên trong, hoặc bỏ đuôi .docx khỏi tên thư mục"),
    "E110": (
        "tệp có mật khẩu hoặc được mã hoá",
        "mở bằng Word, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ tài liệu) rồi lưu lại",
    ),
    "E111": ("tệp .docx bị hỏng hoặc bị cắt cụt", "chép hoặc tải lại tệp gốc"),
    "E112": (
        "{what} quá lớn ({size}, giới hạn {limit})",
        "kiểm tra nguồn gốc tệp; nếu tin cậy, mở bằng Word rồi lưu lại",
    ),
    "E113": ("XML bên trong bị hỏng ({part})", "mở bằng Word để sửa chữa rồi lưu lại: Lưu thành .docx"),
    "E114": (
        "{part} có khai báo DOCTYPE, Word không bao giờ viết như vậy",
        "kiểm tra nguồn gốc tệp, đừng mở nếu không tin cậy",
    ),
    "E115": ("gói .docx không có phần văn bản chính", "mở bằng Word rồi lưu lại: Lưu thành .docx"),
    "E116": ("bảng hoặc khung chữ lồng nhau quá {limit} tầng", "tách bớt các tầng lồng nhau trong Word"),
    "E117": (
        "tệp có tên đuôi {ending} nhưng nội dung không phải văn bản đọc được",
        "mở bằng Word rồi lưu lại: Lưu thành .docx",
    ),
    "E120": (
        "đọc tệp {ending} cần LibreOffice mà máy này không có",
        "cài LibreOffice, hoặc mở bằng Word rồi lưu lại: Lưu thành .docx",
    ),
    "E121": ("LibreOffice không đổi được tệp này ({reason})", "mở bằng Word rồi lưu lại: Lưu thành .docx"),
    "E130": ("đọc tệp PDF cần thư viện pypdfium2", 'cài thêm: pip install "giaoviec[pdf]"'),
    "E131": (
        "PDF là bản chụp (scan), không có lớp chữ",
        "xin bản Word hoặc PDF có chữ; hoặc cài tesseract-ocr và tesseract-ocr-vie để nhận dạng",
    ),
    "E132": ("PDF bị hỏng hoặc không mở được", "chép hoặc tải lại tệp gốc"),
    "E133": ("nhận dạng chữ không xong ({reason})", "xin bản Word hoặc PDF có chữ"),
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
    "E218": ('biểu thức "{pattern}" không dùng được: {reason}', "sửa biểu thức, hoặc bỏ một trong hai khoá"),
    "E301": (
        "không ghi được tệp ({reason})",
        "đóng tệp nếu đang mở trong Excel hay Word, kiểm tra quyền ghi rồi chạy lại",
    ),
    "E303": ("tệp đang mở (có {lock} bên cạnh)", "đóng tệp trong Excel, Word hay LibreOffice rồi chạy lại"),
    "E302": ("tệp khai báo không đọc được ({reason})", "sửa dòng đã nêu hoặc xoá tệp"),
    "E310": ("hồ sơ mẫu công văn không dùng được ({reason})", "sửa chỗ đã nêu trong rules/letter.toml"),
    "E311": ("không có hồ sơ mẫu công văn nào có hiệu lực ngày {day}", "thêm một [[profile]] có valid_from phù hợp"),
    "E312": ('mẫu công văn có trường lạ "{field}"', "dùng một trong các trường: {known}"),
    "E313": ('mẫu công văn thiếu trường "{field}"', "đặt {{{{{field}}}}} vào mẫu, ở chỗ cần điền"),
    "E314": ("mẫu công văn không dùng được ({reason})", "lưu mẫu bằng Word ở dạng .docx rồi thử lại"),
    "E315": ("không tìm thấy LibreOffice để tạo PDF", "cài LibreOffice (lệnh soffice) hoặc bỏ --pdf"),
    "E316": ("LibreOffice không tạo được PDF ({reason})", "đóng các cửa sổ LibreOffice rồi chạy lại"),
    "E317": ("không đọc được công văn để kiểm tra ({reason})", "mở bằng Word rồi lưu lại ở dạng .docx"),
    "E320": (
        "không mở được bảng theo dõi ({reason}); không có gì bị thay đổi",
        "mở tệp bằng Excel để kiểm tra, hoặc lấy lại bản lưu",
    ),
    "E321": (
        "không phải bảng theo dõi do chương trình lập; không có gì bị thay đổi",
        "chuyển tệp đó đi nơi khác rồi chạy lại",
    ),
    "E323": ("không đọc được kết quả đã lưu của kế hoạch ({reason})", "chạy lại extract cho kế hoạch đó"),
    "E324": ("thiếu thư viện icalendar", "cài thêm: pip install 'giaoviec[calendar]'"),
    "E322": (
        "bảng theo dõi thuộc phiên bản {version} khác; không có gì bị thay đổi",
        "dùng đúng phiên bản chương trình đã lập bảng, hoặc chuyển tệp đi nơi khác rồi chạy lại",
    ),
    "E330": ("tệp sửa đổi không đọc được ({reason})", "tải lại tệp từ trang review.html, hoặc xoá tệp"),
    "E331": ('tệp sửa đổi có trường lạ "{field}"', "dùng một trong các trường: {known}"),
    "E332": ("giá trị mới của {field} không dùng được: {reason}", "sửa dòng đó trong tệp sửa đổi"),
    "E333": ("không phải tables.xlsx do chương trình lập ({reason})", "chạy lại extract rồi sửa trên tệp mới"),
    "E334": (
        "không tìm thấy kế hoạch {plan} của bảng này",
        "chạy correct ở thư mục có inputs/, hoặc chỉ rõ kế hoạch bằng --plan",
    ),
    "E340": ("đang có lệnh khác làm việc ở đây: {holder}", "chờ lệnh đó xong rồi chạy lại"),
    "E341": (
        "nhật ký log.csv không đọc hoặc ghi được ({reason}); không có gì bị thay đổi",
        "đóng tệp nếu đang mở trong Excel, kiểm tra quyền ghi, lấy lại bản chưa sửa rồi chạy lại",
    ),
    "E342": (
        "tệp này là của kế hoạch khác ({theirs}); không nhận gì từ tệp này",
        "chọn đúng kế hoạch bằng --plan, hoặc bỏ tệp này ra rồi chạy lại",
    ),
    "E343": (
        "không còn tracking.xlsx, nhưng {copies} là bảng theo dõi của kế hoạch này; không lập bảng trống bên cạnh",
        "đổi tên bảng muốn dùng thành tracking.xlsx rồi chạy lại; nếu muốn bảng mới, chuyển các tệp đó đi nơi khác",
    ),
    "E344": (
        "không có dòng nào làm được việc này (trạng thái đang là «{status}»); không có gì bị thay đổi",
        "xem cột Trạng thái trong tracking.xlsx; chỉ xác nhận việc Chờ xác nhận, chỉ trả lại việc chờ hoặc đã xong",
    ),
    "E345": (
        "ngày {day} không sau thời hạn đang tính {last}; không có gì bị thay đổi",
        "ghi một ngày muộn hơn vào --to",
    ),
    "E501": ("lỗi của chương trình khi xử lý văn bản này ({reason})", "gửi tệp và dòng này cho người bảo trì"),
    "E502": (
        "tiến trình xử lý văn bản này bị dừng đột ngột, cả khi chạy lại riêng nó",
        "kiểm tra bộ nhớ của máy, hoặc mở bằng Word và tách văn bản",
    ),
    "E503": ("không nối được với cụm Dask ({reason})", "kiểm tra địa chỉ tcp://máy:cổng và các worker đang chạy"),
    "E504": ("chạy trên cụm cần thư viện dask", 'cài thêm: pip install "giaoviec[cluster]"'),
    "E506": ("không có sổ theo dõi tracking.xlsx", "chạy extract trước, hoặc nêu đúng thư mục outputs/<kế hoạch>"),
    "E507": ("có nhiều kế hoạch", "nêu rõ bằng --plan outputs/<kế hoạch>"),
    "E508": ("kế hoạch không có dòng hoặc chỗ «{what}»", "lấy mã ở cột id, chỗ ở cột place của tables/tasks.csv"),
    "E505": ("các tiến trình con dừng đột ngột ngay từ đầu", "kiểm tra bộ nhớ của máy, hoặc chạy với --jobs 1"),
}

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
    "W409": ("Đọc từ lớp chữ của PDF: bảng có thể thành từng dòng.", "Nếu có bản Word thì dùng bản Word."),
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
