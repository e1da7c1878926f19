"""The order's own limit, and the dates that stand beside it or alone and are none."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.find.time.dates import read_deadline
from tests.find.time.test_dates import text_form

ISSUED = date(2026, 3, 10)

OWN = [
    ("Hoàn chỉnh bản đồ ngập lụt, bàn giao cho các xã trước ngày 20/5/2026.", "..2026-05-20 before excluded"),
    ("Sở Y tế mở 04 lớp tập huấn sơ cứu trong quý II/2026.", "2026-04-01..2026-06-30 quarter"),
    ("Chậm nhất ngày 15 hằng tháng gửi số liệu về Văn phòng.", "recurring FREQ=MONTHLY;BYMONTHDAY=15"),
    ("Đưa trạm bơm vào vận hành không muộn hơn ngày 30/9/2026.", "..2026-09-30 before"),
    ("Trồng 200 ha rừng phòng hộ trong giai đoạn 2026 - 2028.", "2026-01-01..2028-12-31 multi_year"),
    ("Phấn đấu đến năm 2030 có 90% thôn đạt chuẩn.", "..2030-12-31 multi_year"),
    ("Bảo đảm đến hết năm 2026 không còn nhà tạm.", "..2026-12-31 year"),
]

CITED = [
    ("Thực hiện Quyết định số 88/QĐ-UBND ngày 02/4/2026 của Ủy ban nhân dân tỉnh.", "none"),
    ("Rà soát các quy định tại Nghị định số 10/2026/NĐ-CP có hiệu lực từ ngày 01/5/2026.", "none"),
    ("Tiếp tục thực hiện kết luận của đồng chí Chủ tịch tại cuộc họp ngày 25/3/2026.", "none"),
    (
        "Triển khai Thông báo số 45/TB-VP ngày 20/3/2026, hoàn thành trước ngày 10/4/2026.",
        "..2026-04-10 before excluded",
    ),
    ("Báo cáo theo mẫu kèm theo Công văn của Bộ Tài chính ngày 12/3/2026.", "none"),
    ("Căn cứ Luật Lưu trữ năm 2024, rà soát kho lưu trữ.", "none"),
    ("Áp dụng Bộ luật Dân sự năm 2015, Luật Nhà ở năm 2023.", "none"),
    ("Thiết kế cầu theo TCVN 11823:2017 và QCVN 02:2022/BXD.", "none"),
    ("Kiểm tra việc thực hiện hợp đồng ký ngày 20/3/2026 với nhà thầu.", "none"),
    ("Rà soát các cam kết ký kết vào ngày 15/6/2025 giữa hai tỉnh.", "none"),
]

NAMES = [
    ("Tham mưu ban hành Đề án phát triển nghề muối giai đoạn 2026 - 2030.", "none"),
    ("Xây dựng Chương trình bảo tồn voọc đến năm 2035.", "none"),
    ("Tổng kết phong trào “Sạch làng tốt ruộng” giai đoạn 2021 - 2026.", "none"),
    (
        "Lập Quy hoạch thủy lợi thời kỳ 2026 - 2035, tầm nhìn đến năm 2050; trình duyệt trong năm 2026.",
        "2026-01-01..2026-12-31 year",
    ),
    ("Bố trí vốn từ Kế hoạch đầu tư công trung hạn giai đoạn 2026-2030.", "none"),
    ("Góp ý dự thảo Chiến lược ngành hàng hải đến năm 2040 trước ngày 30/4/2026.", "..2026-04-30 before excluded"),
    ("Phân bổ dự toán năm 2026 cho các trạm kiểm lâm.", "none"),
    ("Triển khai nhiệm vụ năm học 2026 - 2027.", "none"),
    ("Ra đề kiểm tra theo khung thời gian năm học 2025-2026.", "none"),
    ("Thực hiện chuẩn nghèo đa chiều giai đoạn 2026 - 2030.", "none"),
    ("Chuẩn bị các điều kiện tổ chức Đại hội Hội Nông dân nhiệm kỳ 2026 - 2031.", "none"),
    ("Hoàn thiện hồ sơ Dự án nạo vét luồng giai đoạn 2 trong năm 2026.", "2026-01-01..2026-12-31 year"),
]

COMMEMORATED = [
    ("Treo cờ, băng rôn chào mừng Ngày Quốc khánh 02/9/2026.", "none"),
    ("Tuyên truyền kỷ niệm 80 năm Ngày Toàn quốc kháng chiến (19/12/1946 - 19/12/2026).", "none"),
    ("Tổ chức mít tinh hưởng ứng Ngày Nước thế giới 22/3/2026.", "none"),
    (
        "Phát động cuộc thi kỷ niệm 50 năm lập trường (10/10/1976 - 10/10/2026), nhận bài đến hết ngày 30/8/2026.",
        "..2026-08-30 before",
    ),
    ("Phục vụ cuộc bầu cử đại biểu Hội đồng nhân dân ngày 15/3/2026.", "none"),
    (
        "Chuẩn bị hội trường trước ngày 01/5/2026 phục vụ lễ phát động ngày 05/5/2026.",
        "..2026-05-01 before excluded",
    ),
]

COUNTED = [
    ("Thống kê số hộ chưa có nước sạch tính đến ngày 31/5/2026.", "none"),
    (
        "Lập danh sách giáo viên hợp đồng có mặt đến ngày 01/4/2026, gửi Sở Nội vụ trước ngày 15/4/2026.",
        "..2026-04-15 before excluded",
    ),
    ("Kiểm tra các dự án có tỷ lệ giải ngân đến ngày 30/6/2026 dưới 30%.", "none"),
    ("Cập nhật dân số của từng thôn tại thời điểm 01/4/2026.", "none"),
    ("Đối chiếu số thu 6 tháng đầu năm 2026 với cơ quan thuế.", "none"),
    (
        "Tổng hợp số liệu tai nạn lao động từ tháng 01/2026 đến tháng 6/2026, báo cáo Sở trước ngày 10/7/2026.",
        "..2026-07-10 before excluded",
    ),
    ("Phân tích kết quả quan trắc quý I/2026 và quý II/2026.", "none"),
    ("Báo cáo tình hình thu phí từ ngày 01/01/2026 đến ngày 30/6/2026.", "none"),
    ("Đánh giá số lượt khách từ tháng 3/2026 đến tháng 5/2026.", "none"),
    ("Kiểm đếm phương tiện, số liệu chốt ngày 30/4/2026; gửi Sở trước 15/5/2026.", "..2026-05-15 before excluded"),
    ("Tạm ứng lương tháng 3/2026 trước ngày 25/3/2026.", "..2026-03-25 before excluded"),
    (
        "Chi trả trợ cấp tháng 4, tháng 5 năm 2026 cho người có công trong tháng 4/2026.",
        "2026-04-01..2026-04-30 month",
    ),
    ("Chi trả gộp 02 tháng trợ cấp (tháng 4, tháng 5 năm 2026) trong tháng 4/2026.", "2026-04-01..2026-04-30 month"),
]

DESCRIBED = [
    ("Gia hạn các giấy phép hết hạn trước ngày 30/6/2026.", "none"),
    (
        "Rà soát hợp đồng thuê mặt nước hết hiệu lực trong quý III/2026, báo cáo trước ngày 30/4/2026.",
        "..2026-04-30 before excluded",
    ),
    ("Lập danh sách người đến hạn nâng lương trong quý II/2026.", "none"),
    ("Kiểm tra cơ sở có giấy phép còn hiệu lực đến ngày 31/12/2026.", "none"),
    ("Thu hồi giấy phép của 15 cơ sở vi phạm phát hiện từ tháng 01/2026.", "none"),
    ("Xử lý công trình vi phạm phát sinh từ ngày 01/01/2025 đến nay.", "none"),
    ("Rà soát nhà xây dựng trái phép từ năm 2025 đến nay trên đất rừng.", "none"),
    ("Rà soát các doanh nghiệp thành lập từ ngày 01/01/2026 đến ngày 31/3/2026.", "none"),
    ("Tiêm nhắc cho trẻ sinh từ năm 2021 đến năm 2024.", "none"),
    ("Sửa chữa các phòng học xây dựng giai đoạn 1995 - 2005.", "none"),
    (
        "Xử lý các đơn thư phát sinh trước ngày 01/01/2026, xong trong quý II/2026.",
        "2026-04-01..2026-06-30 quarter",
    ),
    ("Kiểm kê cầu treo đưa vào sử dụng trước ngày 01/7/2015.", "none"),
]

PAST = [
    ("Trong năm 2025, Công an tỉnh đã triệt phá 12 đường dây; yêu cầu tiếp tục trấn áp.", "none"),
    ("Biểu dương Sở Tài chính đã hoàn thành quyết toán trước ngày 28/02/2026.", "none"),
    ("Ghi nhận nỗ lực của các xã trong quý I/2026.", "none"),
    ("Trong thời gian qua, nhất là từ ngày 01/02/2026, cháy rừng diễn biến phức tạp.", "none"),
    ("Ngày 06/3/2026, mưa đá làm tốc mái 120 nhà.", "none"),
    ("Rút kinh nghiệm từ đợt mưa lũ tháng 11/2025, bổ sung phương án sơ tán.", "none"),
    ("Phát huy kết quả đạt được năm 2025, nhân rộng mô hình.", "none"),
    ("Các phường đã hoàn thành số hóa trong tháng 02/2026 tiếp tục rà soát dữ liệu.", "none"),
    ("Phát huy những kết quả đã đạt được trong năm 2026, nhân rộng mô hình.", "none"),
]

SEVERAL = [
    ("Tổ chức hội thi trong tháng 6/2026; báo cáo kết quả trước ngày 10/7/2026.", "2026-06-01..2026-06-30 month"),
    ("Hoàn thành cắm mốc trước ngày 30/6/2026, định kỳ hằng tuần báo cáo tiến độ.", "..2026-06-30 before excluded"),
    (
        "Trước ngày 20/3/2026, các xã gửi danh sách; từ ngày 21/3/2026 đến ngày 25/3/2026, Sở tổng hợp.",
        "..2026-03-20 before excluded",
    ),
    (
        "Lắp đặt phao tiêu xong trước ngày 15/4/2026, bảo dưỡng thường xuyên, thay mới vào năm 2028.",
        "..2026-04-15 before excluded",
    ),
    ("Khởi công cầu trong tháng 5/2026, bảo đảm thông xe năm 2027.", "2026-05-01..2026-05-31 month"),
]

MORE = [
    (
        "Tổng hợp danh sách hộ nghèo theo chuẩn giai đoạn 2026-2030, nộp trước ngày 05/5/2026.",
        "..2026-05-05 before excluded",
    ),
    ("Rà soát các hợp đồng BOT sẽ hết thời hạn trong năm 2027.", "none"),
    ("Kiểm tra các đoàn tàu khai thác theo biểu đồ chạy tàu năm 2026.", "none"),
    ("Tuyển chọn giáo viên dạy năm học 2026-2027, xong trước ngày 15/8/2026.", "..2026-08-15 before excluded"),
    ("Tham mưu tổ chức kỷ niệm 136 năm Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2026).", "none"),
    ("Trưng bày ảnh chào mừng ngày Báo chí Cách mạng Việt Nam 21/6/2026.", "none"),
    ("Báo cáo số liệu trẻ em đuối nước 6 tháng đầu năm 2026 trước ngày 20/6/2026.", "..2026-06-20 before excluded"),
    ("Tiếp thu ý kiến tại phiên họp ngày 20/3/2026 của Ban Chỉ đạo để hoàn thiện dự thảo.", "none"),
    ("Khảo sát 200 hộ di cư đến từ tháng 01/2024 đến tháng 12/2025.", "none"),
    ("Đề xuất danh mục dự án khởi công mới giai đoạn 2026-2030.", "none"),
    (
        "Hoàn thành mục tiêu xóa nhà tạm của Chương trình giai đoạn 2021-2026 trước ngày 30/10/2026.",
        "..2026-10-30 before excluded",
    ),
    ("Cấp giấy chứng nhận cho thửa đất sử dụng trước ngày 15/10/1993.", "none"),
    ("Trong quý II/2026, hoàn thành lắp camera; quý III/2026 vận hành thử.", "2026-04-01..2026-06-30 quarter"),
    ("Thu hồi các quyết định cho thuê đất đã hết hiệu lực từ ngày 01/01/2026.", "none"),
    ("Thực hiện mức lương cơ sở mới từ ngày 01/7/2026.", "2026-07-01.. range"),
    ("Áp dụng mức thu mới từ ngày 01/01/2026.", "2026-01-01.. range"),
    (
        "Sửa chữa 15 điểm trường hư hỏng do bão số 3 năm 2024, xong trước khai giảng ngày 05/9/2026.",
        "..2026-09-05 before excluded",
    ),
    ("Triển khai kết quả Hội nghị lần thứ 12 ngày 15/02/2026.", "none"),
    ("Phục vụ kỳ thi tốt nghiệp diễn ra từ ngày 10/6/2026 đến ngày 12/6/2026.", "2026-06-10..2026-06-12 range"),
    ("Xây dựng dự toán ngân sách năm 2027 trước ngày 20/7/2026.", "..2026-07-20 before excluded"),
    ("Duy trì sĩ số học sinh sau Tết Nguyên đán năm 2026.", "event"),
    (
        "Rà soát quy hoạch đã phê duyệt đến năm 2030, kiến nghị điều chỉnh trong tháng 9/2026.",
        "2026-09-01..2026-09-30 month",
    ),
    ("Theo dõi dịch bệnh từ đầu năm 2026 đến nay, cập nhật hằng tuần.", "recurring FREQ=WEEKLY"),
    (
        "Tổ chức tổng kết 10 năm thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 trong quý II/2026.",
        "2026-04-01..2026-06-30 quarter",
    ),
]


@pytest.mark.parametrize(
    ("sentence", "expected"), [*MORE, *OWN, *CITED, *NAMES, *COMMEMORATED, *COUNTED, *DESCRIBED, *PAST, *SEVERAL]
)
def test_only_the_orders_own_limit_counts(sentence: str, expected: str) -> None:
    assert text_form(read_deadline(sentence, ISSUED)) == expected
