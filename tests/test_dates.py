"""Limits in sentences: each kind of wording, and what only looks like one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.find.dates import DeadlineFind, choose_deadline, find_deadlines, read_deadline, read_time_value
from pipeline.model import Deadline

# date of the document, sentence, what it says
SENTENCES = [
    ("2024-03-04", "Gửi báo cáo về Phòng Nội vụ trước 17 giờ 00 ngày 12/4/2024.", "..2024-04-12 before excluded"),
    ("2024-03-04", "Gửi báo cáo về Phòng Nội vụ trước 16h00' ngày 12/4/2024.", "..2024-04-12 before excluded"),
    ("2024-03-04", "Hạn cuối nhận tác phẩm: ngày 30/9/2024.", "..2024-09-30 before"),
    ("2024-03-04", "Thời hạn nộp hồ sơ: đến hết ngày 15/5/2024.", "..2024-05-15 before"),
    ("2024-03-04", "Thời hạn hoàn thành: Trước ngày 15/5/2024.", "..2024-05-15 before excluded"),
    ("2024-03-04", "Hoàn thành việc lắp đặt chậm nhất là ngày 30 tháng 6 năm 2024.", "..2024-06-30 before"),
    ("2024-03-04", "Hoàn thành trước ngày 30 tháng 6.", "..2024-06-30 before excluded"),
    (
        "2024-03-04",
        "Đăng ký tham gia trước ngày 15 tháng 01 năm 2025 (qua Trung tâm Văn hóa).",
        "..2025-01-15 before excluded",
    ),
    ("2024-03-04", "Hoàn thành trước tháng 9/2024.", "..2024-08-31 month excluded"),
    ("2024-03-04", "Trình phê duyệt trước quý III năm 2024.", "..2024-06-30 quarter excluded"),
    ("2024-03-04", "Hoàn thành mục tiêu trước năm 2026.", "..2025-12-31 year excluded"),
    ("2024-03-04", "Muộn nhất vào ngày 20-10-2024 phải nộp hồ sơ.", "..2024-10-20 before"),
    ("2024-03-04", "Không chậm hơn ngày 20/10/2024.", "..2024-10-20 before"),
    ("2024-03-04", "Đến ngày 31/12/2024, 100% cán bộ được tập huấn.", "..2024-12-31 before"),
    ("2024-03-04", "Kết thúc trước 30/11/2024.", "..2024-11-30 before excluded"),
    ("2024-03-04", "Ban hành quy chế xong trước ngày 01/6/2024.", "..2024-06-01 before excluded"),
    ("2024-03-04", "Tổ chức Lễ phát động vào 7 giờ 30 phút, ngày 19/5/2024 (Chủ nhật).", "2024-05-19..2024-05-19 date"),
    ("2024-03-04", "Khai mạc lúc 19h30 ngày 20/4/2024 tại Quảng trường.", "2024-04-20..2024-04-20 date"),
    ("2024-03-04", "Khai mạc vào 20 giờ 00 phút, thứ Bảy, ngày 20 tháng 4 năm 2024.", "2024-04-20..2024-04-20 date"),
    ("2024-03-04", "Ngày 20/4/2024: Tổ chức lễ dâng hương.", "2024-04-20..2024-04-20 date"),
    (
        "2024-03-04",
        "Tổ chức tọa đàm ngày 20/4/2024 tại Hội trường Ủy ban nhân dân huyện.",
        "2024-04-20..2024-04-20 date",
    ),
    ("2024-03-04", "Tổ chức họp mặt vào chiều ngày 20/4/2024.", "2024-04-20..2024-04-20 date"),
    ("2024-03-04", "Thời gian: 02 ngày (ngày 20 và 21/4/2024).", "2024-04-20..2024-04-21 range"),
    (
        "2024-03-04",
        "Tổ chức giải bóng chuyền trong các ngày 20, 21, 22 tháng 4 năm 2024.",
        "2024-04-20..2024-04-22 range",
    ),
    ("2024-03-04", "Hội chợ diễn ra từ ngày 28/12/2024 đến 03/01/2025.", "2024-12-28..2025-01-03 range"),
    ("2024-03-04", "Chiến dịch từ 20/12 đến 10/01/2025.", "2024-12-20..2025-01-10 range"),
    ("2024-03-04", "Tập huấn từ 15-20/7/2024.", "2024-07-15..2024-07-20 range"),
    ("2024-03-04", "Tập huấn từ ngày 15 - 20/7/2024.", "2024-07-15..2024-07-20 range"),
    ("2024-03-04", "Tập huấn 03 ngày, từ 15/7/2024 - 17/7/2024.", "2024-07-15..2024-07-17 range"),
    ("2024-03-04", "Từ ngày 01/6/2024 đến hết tháng 8/2024 tổ chức sinh hoạt hè.", "2024-06-01..2024-08-31 range"),
    ("2024-03-04", "Từ tháng 4 đến tháng 6 năm 2024: tổ chức tuyên truyền.", "2024-04-01..2024-06-30 month"),
    ("2024-03-04", "Từ tháng 10/2024 đến tháng 3/2025.", "2024-10-01..2025-03-31 month"),
    ("2024-03-04", "Tuyên truyền từ tháng 11/2024 đến hết tháng 02/2025.", "2024-11-01..2025-02-28 month"),
    ("2024-03-04", "Triển khai từ quý II/2024 đến hết quý IV/2024.", "2024-04-01..2024-12-31 quarter"),
    ("2024-03-04", "Họp Ban Chỉ đạo vào cuối tháng 5/2024.", "2024-05-21..2024-05-31 month"),
    ("2024-03-04", "Tổng kết Cuộc thi vào giữa tháng 12 năm 2024.", "2024-12-11..2024-12-20 month"),
    ("2024-03-04", "Kiểm tra vào tuần cuối tháng 5/2024.", "2024-05-25..2024-05-31 month"),
    ("2024-03-04", "Tổng kết vào cuối năm 2024.", "2024-10-01..2024-12-31 year"),
    ("2024-03-04", "Sơ kết vào cuối quý II/2024.", "2024-06-01..2024-06-30 quarter"),
    ("2024-03-04", "Thời gian thực hiện: Quý 2, Quý 3 năm 2024.", "2024-04-01..2024-09-30 quarter"),
    ("2024-03-04", "Tổ chức vào quý IV năm 2024.", "2024-10-01..2024-12-31 quarter"),
    ("2024-03-04", "Tổ chức trong quý IV.", "2024-10-01..2024-12-31 quarter"),
    ("2024-03-04", "Ban hành trong tháng 4, tháng 5/2024.", "2024-04-01..2024-05-31 month"),
    ("2024-03-04", "Các đơn vị hoàn thành trong 6 tháng đầu năm 2024.", "2024-01-01..2024-06-30 half_year"),
    ("2024-03-04", "Thực hiện trong nửa cuối năm 2024.", "2024-07-01..2024-12-31 half_year"),
    ("2024-03-04", "Thực hiện trong 6 tháng cuối năm.", "2024-07-01..2024-12-31 half_year"),
    ("2024-03-04", "Tổ chức các lớp xóa mù chữ trong 02 năm 2024 - 2025.", "2024-01-01..2025-12-31 multi_year"),
    ("2024-03-04", "Đến năm 2030, 100% xã có bưu điện văn hóa.", "..2030-12-31 multi_year"),
    ("2024-03-04", "Phấn đấu đến cuối năm 2025 hoàn thành.", "..2025-12-31 multi_year"),
    ("2024-03-04", "Hoàn thành trong giai đoạn 2024-2026.", "2024-01-01..2026-12-31 multi_year"),
    ("2024-03-04", "Từ năm 2024 đến năm 2026, mỗi năm xây 10 nhà.", "2024-01-01..2026-12-31 multi_year"),
    ("2024-03-04", "Áp dụng mức thu mới từ ngày 01/7/2024.", "2024-07-01.. range"),
    ("2024-03-04", "Kể từ ngày 01/7/2024, thực hiện theo mẫu mới.", "2024-07-01.. range"),
    ("2024-03-04", "Giao ban định kỳ vào sáng thứ Hai hằng tuần.", "recurring FREQ=WEEKLY;BYDAY=MO"),
    ("2024-03-04", "Báo cáo vào ngày 25 hằng tháng.", "recurring FREQ=MONTHLY;BYMONTHDAY=25"),
    ("2024-03-04", "Báo cáo trước ngày 25 hàng tháng.", "recurring FREQ=MONTHLY;BYMONTHDAY=25 excluded"),
    ("2024-03-04", "Định kỳ hằng quý báo cáo Sở Y tế.", "recurring FREQ=MONTHLY;INTERVAL=3"),
    ("2024-03-04", "Báo cáo định kỳ 6 tháng, một năm.", "recurring FREQ=MONTHLY;INTERVAL=6"),
    (
        "2024-03-04",
        "Báo cáo kết quả trước ngày 10 tháng 12 hằng năm.",
        "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10 excluded",
    ),
    (
        "2024-03-04",
        "Định kỳ hằng năm (trước ngày 05/12) báo cáo Ủy ban nhân dân tỉnh.",
        "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5 excluded",
    ),
    ("2024-03-04", "Sinh hoạt câu lạc bộ mỗi tuần 02 buổi.", "recurring FREQ=WEEKLY"),
    ("2024-03-04", "Kiểm tra định kỳ 03 tháng/lần.", "recurring FREQ=MONTHLY;INTERVAL=3"),
    ("2024-03-04", "Họp mỗi quý một lần.", "recurring FREQ=MONTHLY;INTERVAL=3"),
    ("2024-03-04", "Tổ chức hội nghị 01 lần/năm.", "recurring FREQ=YEARLY"),
    ("2024-03-04", "Phát thanh hằng ngày vào khung giờ 17h.", "recurring FREQ=DAILY"),
    ("2024-03-04", "Tổ chức Ngày hội vào tháng 11 hằng năm.", "recurring FREQ=YEARLY;BYMONTH=11"),
    ("2024-03-04", "Dọn vệ sinh vào thứ Bảy, Chủ nhật hằng tuần.", "recurring FREQ=WEEKLY;BYDAY=SA,SU"),
    (
        "2024-03-04",
        "Báo cáo trước ngày 15 tháng cuối mỗi quý.",
        "recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15 excluded",
    ),
    (
        "2024-03-04",
        "Trong vòng 30 ngày kể từ ngày Kế hoạch này được ban hành, các xã thành lập tổ công tác.",
        "..2024-04-03 relative",
    ),
    ("2024-03-04", "Chậm nhất 10 ngày làm việc kể từ ngày ký ban hành Kế hoạch.", "..2024-03-18 relative"),
    ("2024-03-04", "Trong thời hạn 05 ngày làm việc, kể từ ngày Kế hoạch này có hiệu lực.", "..2024-03-11 relative"),
    ("2024-03-04", "Xây dựng kế hoạch trong 02 tuần kể từ khi ban hành Kế hoạch này.", "..2024-03-18 relative"),
    ("2024-03-04", "Sau 01 tháng kể từ ngày ban hành Kế hoạch này phải báo cáo.", "..2024-04-04 relative"),
    ("2024-03-04", "Sau 15 ngày kể từ ngày kết thúc Hội thi, gửi báo cáo.", "event"),
    ("2024-03-04", "Chậm nhất 07 ngày sau khi kết thúc hoạt động phải có báo cáo.", "event"),
    ("2024-03-04", "Triển khai ngay sau khi có hướng dẫn của Trung ương.", "event"),
    ("2024-03-04", "Cập nhật thường xuyên, kịp thời.", "ongoing"),
    ("2024-03-04", "Thực hiện liên tục.", "ongoing"),
    ("2024-03-04", "Giỗ Tổ tổ chức ngày 10/3 âm lịch năm 2024.", "2024-04-18..2024-04-18 date"),
    ("2024-03-04", "Từ nay đến hết năm 2024, hoàn thành 12 công trình.", "2024-03-04..2024-12-31 range"),
    ("2024-03-04", "Cao điểm từ ngày 15/4 đến ngày 15/5/2024.", "2024-04-15..2024-05-15 range"),
    (
        "2024-03-04",
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.",
        "none",
    ),
    ("2024-03-04", "Kỷ niệm 134 năm Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2024).", "none"),
    ("2024-03-04", "Tuyên truyền kết quả Đại hội Đảng bộ tỉnh nhiệm kỳ 2020 - 2025.", "none"),
    ("2024-03-04", "Bố trí kinh phí trong dự toán năm 2024 được giao đầu năm.", "none"),
    ("2024-03-04", "Lồng ghép các chương trình mục tiêu quốc gia năm 2024.", "none"),
    ("2024-03-04", "Sử dụng nguồn kinh phí chi thường xuyên của đơn vị.", "none"),
    ("2024-03-04", "Phối hợp với Trung tâm Giáo dục thường xuyên tỉnh.", "none"),
    ("2024-03-04", "Đội ngũ báo cáo viên phải có ít nhất 05 năm công tác.", "none"),
    ("2024-03-04", "Huy động 200 đoàn viên tham gia trong 03 ngày.", "none"),
    ("2024-03-04", "Đề án 06 và Chỉ thị số 04/CT-TTg được quán triệt đến cơ sở.", "none"),
    ("2024-03-04", "Thực hiện Chiến lược phát triển văn hóa đến năm 2030.", "none"),
    ("2024-03-04", "Triển khai Quy hoạch tỉnh thời kỳ 2021 - 2030, tầm nhìn đến năm 2050.", "none"),
    ("2024-03-04", "Hưởng ứng Ngày Chuyển đổi số quốc gia 10/10.", "none"),
    ("2024-03-04", "Hướng tới kỷ niệm 80 năm Quốc khánh 02/9.", "none"),
    ("2024-03-04", "Theo Công văn số 1234/SNV-TCBC ngày 12/3/2024 của Sở Nội vụ.", "none"),
    ("2024-03-04", "Theo số liệu tổng điều tra năm 2019, toàn huyện có 1.200 hộ.", "none"),
    ("2024-03-04", "Đường dây nóng: 0912.345.678 (24/24 giờ).", "none"),
    ("2024-03-04", "Khen thưởng phong trào thi đua yêu nước năm 2024.", "none"),
    ("2024-03-04", "Ban Chỉ đạo 389 tỉnh và Đội 2 Công an huyện kiểm tra 15/20 xã.", "none"),
    ("2024-03-04", "Phát huy kết quả đạt được trong năm 2023.", "none"),
    ("2024-03-04", "Theo quy định tại khoản 2 Điều 12 Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015.", "none"),
    ("2024-03-04", "Tổng kết năm học 2023 - 2024 của ngành giáo dục.", "none"),
    ("2024-03-04", "Xây dựng kế hoạch phát triển kinh tế - xã hội năm 2025.", "none"),
    ("2024-03-04", "Thực hiện chế độ trực 24/24 giờ.", "none"),
    ("2024-03-04", "Ngày 30/4 là ngày giải phóng miền Nam, thống nhất đất nước.", "none"),
    ("2024-12-02", "Báo cáo kết quả trước ngày 10/01.", "..2025-01-10 before excluded"),
    ("2024-11-11", "Bắn pháo hoa dịp Tết Nguyên đán Ất Tỵ 2025.", "2025-01-25..2025-02-02 event"),
    ("2024-11-11", "Tặng quà nhân dịp Tết Nguyên đán.", "2025-01-25..2025-02-02 event"),
    ("2025-09-08", "Thực hiện trong 10 ngày đầu tháng 12/2025.", "2025-12-01..2025-12-10 month"),
    ("2025-09-08", "Tổ chức trong hai ngày 15 và 16/12/2025.", "2025-12-15..2025-12-16 range"),
    (
        "2025-09-08",
        "Báo cáo định kỳ trước ngày 20 tháng cuối quý.",
        "recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20 excluded",
    ),
    (
        "2025-09-08",
        "Báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12.",
        "recurring FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15 excluded",
    ),
    (
        "2025-09-08",
        "Định kỳ 06 tháng/lần, báo cáo trước ngày 20/6 và 20/12.",
        "recurring FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=20 excluded",
    ),
    ("2025-09-08", "Định kỳ vào thứ Sáu tuần cuối hằng tháng.", "recurring FREQ=MONTHLY;BYDAY=-1FR"),
    ("2025-09-08", "Hoàn thành chậm nhất trong quý IV năm 2025.", "..2025-12-31 quarter"),
    ("2025-09-08", "Khánh thành dịp Quốc khánh 2/9/2026.", "2026-08-29..2026-09-02 event"),
    ("2025-09-08", "Bảo đảm vệ sinh dịp nghỉ lễ 30/4 - 01/5/2026.", "2026-04-30..2026-05-03 event"),
    ("2025-09-08", "Hoàn thành trước Tết Nguyên đán Bính Ngọ 2026.", "..2026-02-13 event excluded"),
    ("2025-09-08", "Thực hiện trong quý III và quý IV năm 2025.", "2025-07-01..2025-12-31 quarter"),
    ("2025-09-08", "Thời gian: từ 08h00 ngày 10/10/2025 đến 17h00 ngày 12/10/2025.", "2025-10-10..2025-10-12 range"),
    ("2025-09-08", "Thời gian: 08h00, ngày 10/10/2025 (thứ Sáu).", "2025-10-10..2025-10-10 date"),
    ("2025-09-08", "Thời gian: 01 buổi, ngày 10/10/2025.", "2025-10-10..2025-10-10 date"),
    ("2025-09-08", "Dự kiến tổ chức vào trung tuần tháng 10/2025.", "2025-10-11..2025-10-20 month"),
    ("2025-09-08", "Giao hoàn thành trong tháng 9 và báo cáo trước ngày 05/10/2025.", "2025-09-01..2025-09-30 month"),
    ("2025-09-08", "Bắt đầu từ ngày 15/9/2025, kết thúc ngày 15/11/2025.", "2025-09-15..2025-11-15 range"),
    ("2025-09-08", "Tuyên truyền từ nay đến ngày 20/11/2025.", "2025-09-08..2025-11-20 range"),
    ("2025-09-08", "Tuyên truyền từ nay đến cuối năm.", "2025-09-08..2025-12-31 range"),
    ("2025-09-08", "Trong năm học 2025 - 2026, tổ chức 2 hội thi.", "2025-09-05..2026-05-31 year"),
    ("2025-09-08", "Hằng tháng, vào ngày 05 gửi báo cáo.", "recurring FREQ=MONTHLY;BYMONTHDAY=5"),
    ("2025-09-08", "Vào ngày mùng 5 hằng tháng gửi báo cáo.", "recurring FREQ=MONTHLY;BYMONTHDAY=5"),
    ("2025-09-08", "Vào ngày 01 và 15 hằng tháng phát thanh.", "recurring FREQ=MONTHLY;BYMONTHDAY=1,15"),
    ("2025-09-08", "Chậm nhất 15 ngày sau khi nhận được Kế hoạch này.", "relative"),
    ("2025-09-08", "Trước ngày khai mạc 10 ngày, hoàn thành trang trí.", "event"),
    (
        "2025-09-08",
        "Tại Nghị quyết số 12-NQ/TU ngày 15/10/2025 và trước ngày 20/10/2025 phải xong.",
        "..2025-10-20 before excluded",
    ),
    ("2025-09-08", "Luật này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2026.", "none"),
    ("2025-09-08", "Kết quả 9 tháng đầu năm 2025 đạt khá.", "none"),
    ("2025-09-08", "Công bố Quyết định ngày 12/10/2025.", "none"),
    ("2025-09-08", "Chào mừng Ngày Phụ nữ Việt Nam 20/10.", "none"),
    ("2025-09-08", "Chương trình công tác năm 2026 trình trước ngày 15/12/2025.", "..2025-12-15 before excluded"),
    ("2025-09-08", "Xây dựng Kế hoạch năm 2026 hoàn thành trong tháng 12.", "2025-12-01..2025-12-31 month"),
    ("2025-09-08", "Thời gian tổ chức: Ngày 19 - 20/11/2025 (02 ngày).", "2025-11-19..2025-11-20 range"),
]


def text_form(deadline: Deadline | None) -> str:
    """What a limit says: "start..end kind recurrence excluded", what is absent left out."""
    if deadline is None:
        return "none"
    window = f"{deadline.start or ''}..{deadline.end or ''}"
    parts = [
        "" if window == ".." else window,
        deadline.kind,
        deadline.recurrence,
        "" if deadline.inclusive else "excluded",
    ]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(("issued", "sentence", "expected"), SENTENCES)
def test_a_sentence_gives_its_limit(issued: str, sentence: str, expected: str) -> None:
    assert text_form(read_deadline(sentence, date.fromisoformat(issued))) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hoàn thành trước ngày 25/11.", "before excluded"),
        ("Nộp trong vòng 10 ngày kể từ ngày ký.", "relative"),
        ("Tặng quà dịp Tết Nguyên đán.", "event"),
        ("Phổ biến ngay sau khi Kế hoạch được ban hành.", "relative"),
        ("Hoàn thành trong tháng 6.", "month"),
        ("Tổng kết vào cuối năm nay.", "year"),
        ("Khai hội ngày 15 tháng Giêng âm lịch.", "date"),
        ("Từ nay đến 31/12/2025 làm xong.", "..2025-12-31 range"),
        ("Hoàn thành trước ngày 25/11/2025.", "..2025-11-25 before excluded"),
    ],
)
def test_without_the_documents_date_nothing_is_guessed(sentence: str, expected: str) -> None:
    assert text_form(read_deadline(sentence, None)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026", "2026-01-01..2026-12-31 year"),
        ("2025 - 2030", "2025-01-01..2030-12-31 multi_year"),
        ("Giai đoạn 2026-2030", "2026-01-01..2030-12-31 multi_year"),
        ("Năm 2025 và các năm tiếp theo", "2025-01-01.. year"),
        ("Quý IV/2025", "2025-10-01..2025-12-31 quarter"),
        ("12/2025", "2025-12-01..2025-12-31 month"),
        ("Trước 30/11/2025", "..2025-11-30 before excluded"),
        ("Đến 2030", "..2030-12-31 multi_year"),
        ("Trước 2030", "..2029-12-31 year excluded"),
        ("Cả năm", "2025-01-01..2025-12-31 year"),
        ("Thường xuyên", "ongoing"),
        ("Hằng năm", "recurring FREQ=YEARLY"),
        ("Tháng 12 hằng năm", "recurring FREQ=YEARLY;BYMONTH=12"),
        ("Theo kế hoạch riêng", "event"),
        ("Theo tiến độ, hoàn thành trước 31/12/2026", "..2026-12-31 before excluded"),
        ("Sau khi có hướng dẫn của Bộ", "event"),
        ("Tuần 2 tháng 12/2025", "2025-12-08..2025-12-14 month"),
        ("Năm học 2025 - 2026", "2025-09-05..2026-05-31 year"),
        ("Tháng 10/2025", "2025-10-01..2025-10-31 month"),
        ("Đã xong", "none"),
    ],
)
def test_a_value_alone_is_trusted_more(value: str, expected: str) -> None:
    assert text_form(read_time_value(value, date(2025, 11, 20)).deadline) == expected


@pytest.mark.parametrize(
    ("text", "expected", "quote"),
    [
        (
            "Tổ chức hội thi trong tháng 5/2026 và báo cáo kết quả trước ngày 15/6/2026.",
            "2026-05-01..2026-05-31 month",
            "trong tháng 5/2026",
        ),
        (
            "Gửi báo cáo trước ngày 15/12/2025; hoàn thành sửa chữa trước ngày 31/12/2025.",
            "..2025-12-31 before excluded",
            "trước ngày 31/12/2025",
        ),
        (
            "Sửa kênh, xong trước ngày 20/12/2025.\n- Thời gian thực hiện: Quý I/2026. Đơn vị phối hợp: Sở Y tế.",
            "2026-01-01..2026-03-31 quarter",
            "Quý I/2026",
        ),
        ("b) Thời hạn nộp: 30/11/2025.", "..2025-11-30 before", "30/11/2025"),
        (
            "Thường xuyên kiểm tra; báo cáo trước ngày 10/12/2025.",
            "..2025-12-10 before excluded",
            "trước ngày 10/12/2025",
        ),
    ],
)
def test_the_main_orders_limit_is_chosen(text: str, expected: str, quote: str) -> None:
    chosen = choose_deadline(find_deadlines(text, 3, date(2025, 11, 20)))
    assert chosen.span is not None
    assert (text_form(chosen.deadline), text[chosen.span.start : chosen.span.end]) == (expected, quote)
    assert chosen.span.block == 3


def test_the_main_stretch_is_the_focus_not_the_limit() -> None:
    chosen = choose_deadline(find_deadlines("Làm trong năm 2027, trọng tâm là Quý II năm 2027.", 0, None))
    assert text_form(chosen.deadline) == "2027-01-01..2027-12-31 year"
    assert chosen.focus == (date(2027, 4, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("text", "issued", "code"),
    [
        ("Họp vào đầu tháng 3/2026.", date(2025, 11, 20), "W421"),
        ("Nộp trước ngày 30/10.", date(2025, 11, 20), "W422"),
        ("Nộp trước ngày 30/10.", None, "W423"),
        ("Chấm trước ngày 01/12/2025, trao giải trước ngày 15/12/2025.", date(2025, 11, 20), "W424"),
        ("Nộp trước ngày 31/6/2026.", date(2025, 11, 20), "W425"),
        ("Nộp trước ngày 30/6/2026.", date(2025, 11, 20), ""),
    ],
)
def test_a_doubtful_limit_says_why(text: str, issued: date | None, code: str) -> None:
    chosen = choose_deadline(find_deadlines(text, 0, issued))
    assert (chosen.why, chosen.certain) == (code, not code)


def test_a_past_limit_counts_only_in_plain_words() -> None:
    issued = date(2025, 11, 20)
    assert text_form(read_deadline("Đã mở lớp trong tháng 5/2025.", issued)) == "none"
    assert text_form(read_deadline("Hoàn thành trước ngày 01/5/2025.", issued)) == "..2025-05-01 before excluded"


DAYS = st.dates(date(1990, 1, 1), date(2089, 12, 31))
SPELLINGS = [
    "{d}/{m}/{y}",
    "{d:02}/{m:02}/{y}",
    "{d:02}/{m}/{y}",
    "{d} / {m} / {y}",
    "{d}-{m}-{y}",
    "{d:02}.{m:02}.{y}",
    "{d:02} tháng {m:02} năm {y}",
    "{d} tháng {m} năm {y}",
    "{d} tháng {m}, năm {y}",
    "{d} tháng {m}/{y}",
    "{d}/{m}-{y}",
    "{d}/{m} năm {y}",
]


@given(
    DAYS,
    st.sampled_from(SPELLINGS),
    st.sampled_from(["trước ngày {}", "Trước {}", "TRƯỚC NGÀY {};", "(trước ngày {})"]),
)
def test_every_spelling_of_a_date_gives_that_date(day: date, spelling: str, around: str) -> None:
    words = around.format(spelling.format(d=day.day, m=day.month, y=day.year))
    assert read_deadline(f"Hoàn thành {words}", None) == Deadline(None, day, "before", inclusive=False)


@given(DAYS, st.integers(1, 300), st.sampled_from(SPELLINGS))
def test_a_range_lies_between_its_dates(first: date, length: int, spelling: str) -> None:
    last = first + timedelta(days=length)
    a, b = (spelling.format(d=day.day, m=day.month, y=day.year) for day in (first, last))
    found = read_deadline(f"Trưng bày từ ngày {a} đến hết ngày {b}.", None)
    assert found == Deadline(first, last, "range")


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 12))
def test_an_elided_year_never_lies_before_the_document(issued: date, month: int) -> None:
    found = read_deadline(f"Tổ chức trong tháng {month}.", issued)
    assert found is not None and found.start is not None and found.end is not None
    assert issued <= found.end < issued + timedelta(days=366)
    assert found.start.month == month


@given(st.text(alphabet="trướcngày thámquýIV/2025-310.,;:()đếnhạằnăm\n", max_size=80))
def test_finds_lie_on_the_text(text: str) -> None:
    for mention in find_deadlines(text, 5, date(2025, 1, 1)):
        assert mention.span.block == 5
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert isinstance(mention.value, DeadlineFind)
