"""The words of every error, by code: what happened, and the remedy. Nothing but this table; messages.py says it."""

from __future__ import annotations

from collections.abc import Mapping

_INSTALL = "cài lại, tại thư mục chương trình: .venv/bin/python -m pip install --require-hashes -r requirements.lock"

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
    "E118": ("không có chữ nào để đọc: văn bản trống", "kiểm tra có đúng tệp không; nếu chỉ có ảnh, xin bản có chữ"),
    "E119": ("tệp là ảnh, không phải văn bản có chữ", "xin bản Word hoặc PDF có chữ"),
    "E120": (
        "đọc tệp {ending} cần LibreOffice mà máy này không có",
        "cài LibreOffice, hoặc mở bằng Word rồi lưu lại: Lưu thành .docx",
    ),
    "E121": ("LibreOffice không đổi được tệp này ({reason})", "mở bằng Word rồi lưu lại: Lưu thành .docx"),
    "E130": ("đọc tệp PDF cần thư viện pypdfium2", _INSTALL),
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
    "E318": (
        "quyền hạn và chức vụ người ký không đi được với nhau: {reason}",
        "sửa [signer] trong tệp .toml của kế hoạch hoặc co-quan.toml, hoặc --authority, --position",
    ),
    "E320": (
        "không mở được bảng theo dõi ({reason}); không có gì bị thay đổi",
        "mở tệp bằng Excel để kiểm tra, hoặc lấy lại bản lưu",
    ),
    "E321": (
        "không phải bảng theo dõi do chương trình lập; không có gì bị thay đổi",
        "chuyển tệp đó đi nơi khác rồi chạy lại",
    ),
    "E323": ("không đọc được kết quả đã lưu của kế hoạch ({reason})", "chạy lại extract cho kế hoạch đó"),
    "E324": ("thiếu thư viện icalendar", _INSTALL),
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
    "E350": ("số {number} năm {year} đã cấp cho {other}; không có gì bị thay đổi", "cho số khác"),
    "E351": ("ngày {day} đứng trước ngày {plan} của kế hoạch; không có gì bị thay đổi", "sửa --date"),
    "E352": (
        "tệp đã phát hành ngày {day} không còn như khi phát hành ({what}); chương trình không sửa lại",
        "lấy lại bản đã ký từ Văn thư, hoặc gửi công văn điều chỉnh",
    ),
    "E353": ("không có công văn {nn} nào đang chờ phát hành", "xem cột file, state của letters/index.csv"),
    "E354": (
        "«{words}» không dùng được: {reason}",
        "viết lại như ví dụ: --number 03=1234, --from-number 120, --only 01,03",
    ),
    "E355": ("chưa có bản nháp công văn nào", "chạy extract trước, hoặc nêu đúng thư mục outputs/<kế hoạch>"),
    "E356": ("--confirm {nn} cần lý do", 'thêm --reason "đã đối chiếu với kế hoạch"'),
    "E357": ("chưa có công văn {nn} nào đã phát hành", "xem cột state của letters/index.csv"),
    "E358": ("không dùng được để gửi thư: {reason}", "sửa dòng đó trong dia-chi.csv, hoặc thêm dòng cho cơ quan"),
    "E501": ("lỗi của chương trình khi xử lý văn bản này ({reason})", "gửi tệp và dòng này cho người bảo trì"),
    "E502": (
        "tiến trình xử lý văn bản này bị dừng đột ngột, cả khi chạy lại riêng nó",
        "kiểm tra bộ nhớ của máy, hoặc mở bằng Word và tách văn bản",
    ),
    "E503": ("không nối được với cụm Dask ({reason})", "kiểm tra địa chỉ tcp://máy:cổng và các worker đang chạy"),
    "E504": (
        "chạy trên cụm cần thư viện dask",
        'cài thêm, tại thư mục chương trình: .venv/bin/python -m pip install "dask[distributed]"',
    ),
    "E506": ("không có sổ theo dõi tracking.xlsx", "chạy extract trước, hoặc nêu đúng thư mục outputs/<kế hoạch>"),
    "E507": ("có nhiều kế hoạch", "nêu rõ bằng --plan outputs/<kế hoạch>"),
    "E508": ("kế hoạch không có dòng hoặc chỗ «{what}»", "lấy mã ở cột id, chỗ ở cột place của tables/tasks.csv"),
    "E505": ("các tiến trình con dừng đột ngột ngay từ đầu", "kiểm tra bộ nhớ của máy, hoặc chạy với --jobs 1"),
}
