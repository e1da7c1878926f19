"""Layouts that offices use beside the common ones: who does it in a bracket, a group row, a cell with labels."""

from __future__ import annotations

import pytest

from tests.plans import lines, plan

HEAD = "KẾ HOẠCH\nTổ chức hội thi\nUBND tỉnh ban hành Kế hoạch trên địa bàn tỉnh Thái Nguyên:\n"


def tasks(text: str) -> list[str]:
    return lines(HEAD + text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "I. NHIỆM VỤ\n1. Cắm biển báo (Sở Xây dựng chủ trì, phối hợp với Công an tỉnh; xong trong năm 2027).",
            ["Sở Xây dựng (lead) + Công an tỉnh until 2027-12-31"],
            id="who does it stands in a bracket behind the work",
        ),
        pytest.param(
            "Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành thực hiện các nội dung sau:\n1. Kiểm kê phao bơi.\n"
            "2. Sở Y tế\nMua thuốc.\n3. Tổ chức thực hiện\nGiao Sở Nội vụ đôn đốc.",
            ["các sở, ban, ngành (perform)", "Sở Y tế (perform)", "Sở Nội vụ (perform)"],
            id="a lead-in tells the first orders where the last number says who follows them up",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Thành lập hai đội\na) Đội 1: Sở Y tế kiểm tra bể bơi.\n"
            "b) Đội 2: Sở Xây dựng kiểm tra cầu tàu trước ngày 01/5/2027.\n"
            "c) Đội 3: Công an tỉnh kiểm tra phao.\nThời gian kiểm tra của các đội: trước ngày 05/6/2027.",
            [
                "Sở Y tế (perform) until 2027-06-05",
                "Sở Xây dựng (perform) until 2027-05-01",
                "Công an tỉnh (perform) until 2027-06-05",
            ],
            id="a line behind a list says when for all of it",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Mở lớp bơi (Thực hiện: Sở Y tế; phối hợp: Tỉnh đoàn).",
            ["Sở Y tế (perform) + Tỉnh đoàn"],
            id="labels in a bracket",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Mở lớp bơi.\nĐơn vị phụ trách: Sở Y tế\nPhối hợp: Tỉnh đoàn",
            ["Sở Y tế (perform) + Tỉnh đoàn"],
            id="who is in charge on a line of its own",
        ),
        pytest.param(
            "I. PHÂN CÔNG\nTT | Công việc | Người/cơ quan thực hiện | Thời gian\n1 | Mở lớp bơi | Sở Y tế | 05/6/2027",
            ["Sở Y tế (perform) until 2027-06-05"],
            id="a column for persons or agencies",
        ),
        pytest.param(
            "I. PHÂN CÔNG\nTT | Công việc | Đơn vị thực hiện | Thời gian\n"
            "1 | Mở lớp bơi | Sở Y tế chủ trì; Tỉnh đoàn, Công an tỉnh phối hợp | 05/6/2027\n"
            "2 | Vá đường | Sở Xây dựng chủ trì, Công an tỉnh phối hợp | 06/6/2027",
            [
                "Sở Y tế (lead) + Tỉnh đoàn; Công an tỉnh until 2027-06-05",
                "Sở Xây dựng (lead) + Công an tỉnh until 2027-06-06",
            ],
            id="a cell says who leads and who helps",
        ),
        pytest.param(
            "I. PHÂN CÔNG\nTT | Công việc | Đơn vị thực hiện | Thời gian\n1 | Mở lớp bơi | Sở Y tế | 05/6/2027\n"
            "2 | Thuê bể bơi | nt | nt",
            ["Sở Y tế (perform) until 2027-06-05", "Sở Y tế (perform) until 2027-06-05"],
            id="«nt» in the column of dates is the date above",
        ),
        pytest.param(
            "II. NỘI DUNG\n1. Trực 24/24 giờ; giao Sở Y tế chủ trì diễn tập cấp cứu. Sở Xây dựng bố trí xe.",
            ["Sở Y tế (lead)", "Sở Xây dựng (perform)"],
            id="words that tell nobody before the first order",
        ),
        pytest.param(
            "II. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng: Kiểm tra bến xe; yêu cầu chủ đầu tư các công trình dọn rác.",
            ["Sở Xây dựng (perform)"],
            id="what the owner is to demand of others is its own task",
        ),
        pytest.param(
            "II. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng: Kiểm tra bến xe.\nCăn cứ Kế hoạch này, các sở, ngành gửi báo cáo "
            "kết quả về Sở Xây dựng trước ngày 05/6/2027.",
            ["Sở Xây dựng (perform)", "các sở, ngành (perform) until 2027-06-05"],
            id="a duty to report behind the last agency's item",
        ),
        pytest.param(
            "II. PHÂN CÔNG NHIỆM VỤ\n1. UBND các xã\n- Treo cờ.\n"
            "- Riêng UBND xã Phú Bình bố trí bãi xe; UBND xã Tân Cương cử người gác cầu.\n"
            "- Riêng đối với UBND xã Phú Lương: cử đội đua thuyền.",
            [f"Ủy ban nhân dân {unit} (perform)" for unit in ("các xã", "xã Phú Bình", "xã Tân Cương", "xã Phú Lương")],
            id="«Riêng» tells one of a group by its name",
        ),
        pytest.param(
            "II. PHÂN CÔNG NHIỆM VỤ\n1. UBND các xã\n"
            "Treo cờ ở nhà văn hóa. Riêng UBND các xã ven biển phối hợp với Sở Xây dựng neo phao trước ngày 05/6/2027.",
            [
                "Ủy ban nhân dân các xã (perform)",
                "Ủy ban nhân dân các xã ven biển (support) + Sở Xây dựng until 2027-06-05",
            ],
            id="«Riêng» in the last sentence of an item tells another",
        ),
        pytest.param(
            "II. PHƯƠNG ÁN\n1. Các tổ cứu nạn:\n- Tổ công tác số 1: địa bàn các xã ven sông;\n"
            "- Tổ công tác số 2: 05 xuồng.\nIII. PHÂN CÔNG NHIỆM VỤ\n1. Công an tỉnh\n- Huy động lực lượng gồm:\n"
            "+ Công an các xã: 200 người;\n+ Trung đoàn 5: mỗi đại đội 02 xuồng.\n"
            "- Là lực lượng nòng cốt trong cứu nạn; chủ trì, phối hợp với Sở Y tế trực cấp cứu.",
            ["Công an tỉnh (perform)", "Công an tỉnh (lead) + Sở Y tế"],
            id="how many and where behind a name is no order to it",
        ),
        pytest.param(
            "II. KINH PHÍ\nKinh phí từ ngân sách tỉnh. Giao Sở Tài chính cân đối, bố trí theo quy định.",
            ["Sở Tài chính (perform)"],
            id="an order by name inside a clause on funding",
        ),
        pytest.param(
            "II. KINH PHÍ\nKinh phí từ ngân sách tỉnh. Các sở, ban, ngành bố trí kinh phí theo phân cấp.",
            [],
            id="a clause on funding that tells everyone",
        ),
        pytest.param(
            "II. BAN TỔ CHỨC VÀ CÁC TIỂU BAN\n1. Thành lập Ban Tổ chức do Chủ tịch UBND tỉnh làm Trưởng Ban.\n"
            "2. Các tiểu ban giúp việc\n2.1. Tiểu ban Hậu cần\n- Thành phần: Giám đốc Sở Y tế làm Trưởng Tiểu ban.\n"
            "- Nhiệm vụ: Thuê bể bơi trước ngày 05/6/2027.\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Mở lớp bơi.",
            ["Tiểu ban Hậu cần (perform) until 2027-06-05", "Sở Y tế (perform)"],
            id="a line of duties below a sub-committee",
        ),
        pytest.param(
            "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Thống kê bể bơi, cụ thể:\n+ Số bể có mái.\n+ Số bể ngoài trời.\n"
            "Gửi Sở Nội vụ trước ngày 05/6/2027.\n- Mở lớp bơi.",
            ["Sở Y tế (perform) until 2027-06-05", "Sở Y tế (perform)"],
            id="a bare line goes on with the item whose list stands above it",
        ),
        pytest.param(
            "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Nội dung:\n+ Mở lớp bơi.\n+ Sửa chữa bể bơi.\n"
            "- Thời gian: Trước ngày 05/6/2027.\n2. Sở Xây dựng\nVá đường.",
            ["Sở Y tế (perform) until 2027-06-05", "Sở Y tế (perform) until 2027-06-05", "Sở Xây dựng (perform)"],
            id="one time for all that a line «Nội dung:» leads in",
        ),
        pytest.param(
            "I. PHÂN CÔNG\nTT | Công việc | Đơn vị thực hiện | Đơn vị phối hợp\n1 | Mở lớp bơi | Sở Y tế | Tỉnh đoàn\n"
            "2 | Vá đường | Sở Xây dựng chủ trì, phối hợp với Công an tỉnh | -\n"
            "3 | Treo cờ | Sở Y tế | Công an tỉnh; nt",
            [
                "Sở Y tế (perform) + Tỉnh đoàn",
                "Sở Xây dựng (lead) + Công an tỉnh",
                "Sở Y tế (perform) + Công an tỉnh",
            ],
            id="partners in the owner's cell stand, whatever the sign in the partners' column",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Sửa cầu treo trước mùa lũ. Giao Sở Xây dựng chủ trì thực hiện.",
            ["Sở Xây dựng (lead)"],
            id="the second sentence says who does it",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Mở lớp bơi.\nCơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Tỉnh đoàn; "
            "thời gian: Quý II/2027.",
            ["Sở Y tế (lead) + Tỉnh đoàn until 2027-06-30"],
            id="labels one behind the other on a line",
        ),
        pytest.param(
            "I. NHIỆM VỤ\nNhiệm vụ 1: Mở lớp bơi.\n- Cơ quan chủ trì: Sở Y tế.\nNhiệm vụ 2: Vá đường.\n"
            "- Cơ quan chủ trì: Sở Xây dựng.",
            ["Sở Y tế (lead)", "Sở Xây dựng (lead)"],
            id="tasks counted in words",
        ),
        pytest.param(
            "I. LỚP BƠI\n1. Nội dung\na) Thuê bể bơi.\nb) Mời huấn luyện viên.\n2. Cơ quan chủ trì\n- Sở Y tế.\n"
            "- Tỉnh đoàn.",
            ["Sở Y tế; Tỉnh đoàn (lead)", "Sở Y tế; Tỉnh đoàn (lead)"],
            id="labels as headings without a colon",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Giao Sở Y tế mua thuốc; giao Sở Xây dựng vá đường trước ngày 05/6/2027.",
            ["Sở Y tế (perform)", "Sở Xây dựng (perform) until 2027-06-05"],
            id="orders to several agencies parted by semicolons",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế cung cấp thuốc; Sở Xây dựng sửa chữa đường trước ngày 05/6/2027.",
            ["Sở Y tế (perform)", "Sở Xây dựng (perform) until 2027-06-05"],
            id="a semicolon before the next agency and its order",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Các sở, ban, ngành; Công an tỉnh; UBND các xã, phường sửa chữa đường.",
            ["Các sở, ban, ngành; Công an tỉnh; Ủy ban nhân dân các xã, phường (perform)"],
            id="semicolons between those who do one thing together",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Ban Tổ chức\n- Chỉ đạo chung.\n- Tiểu ban Nội dung: in sách.",
            ["Tiểu ban Nội dung (perform)"],
            id="sub-committees below the steering body",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Các cơ quan báo chí: Báo Hố Ga, Cổng thông tin điện tử tỉnh tuyên truyền.",
            ["Báo Hố Ga; Cổng thông tin điện tử tỉnh (perform)"],
            id="a group that its colon names",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh: Chủ trì, phối hợp\n- Với Sở Y tế trực cấp cứu.",
            ["Công an tỉnh (lead) + Sở Y tế"],
            id="items that begin with the partner's preposition",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Về lớp bơi: Giao Sở Y tế mua thuốc; Sở Xây dựng sửa chữa bể.",
            ["Sở Y tế (perform)", "Sở Xây dựng (perform)"],
            id="orders parted by semicolons behind a matter and its colon",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Mở lớp bơi. Đơn vị chủ trì: Sở Y tế. Đơn vị phối hợp: Tỉnh đoàn; Thời gian: Quý II/2027.",
            ["Sở Y tế (lead) + Tỉnh đoàn until 2027-06-30"],
            id="labels behind the work in one paragraph",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Ban hành\n- Quy chế bơi\na) Chủ trì: Sở Y tế\nb) Thời gian: Quý II/2027\n"
            "- Quy chế bể\na) Chủ trì: Sở Xây dựng",
            ["Sở Y tế (lead) until 2027-06-30", "Sở Xây dựng (lead)"],
            id="lettered labels below bullets",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Về nước sạch\na) Công việc: Kiểm kê bể nước.\nb) Phân công:\n+ Đầu mối: Sở Y tế\n"
            "+ Cùng thực hiện: Sở Xây dựng, Công an tỉnh\nc) Tiến độ: Quý II/2027\n2. Về cầu đường\na) Công việc:\n"
            "- Vá mặt cầu.\n- Sơn lan can.\nb) Phân công:\n+ Đầu mối: Sở Xây dựng\nc) Tiến độ: trước ngày 05/6/2027",
            [
                "Sở Y tế (lead) + Sở Xây dựng; Công an tỉnh until 2027-06-30",
                "Sở Xây dựng (lead) until 2027-06-05",
                "Sở Xây dựng (lead) until 2027-06-05",
            ],
            id="labels below a label",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Kiểm kê bể nước\n- Nội dung: đếm bể, đo thể tích.\n- Đơn vị thực hiện:\n+ Chủ trì:\n"
            "Sở Y tế\n+ Phối hợp:\nSở Xây dựng\nCông an tỉnh\n- Thời hạn: 05/6/2027",
            ["Sở Y tế (lead) + Sở Xây dựng; Công an tỉnh until 2027-06-05"],
            id="values on lines below their labels",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Về nước sạch\nChủ trì: Sở Y tế\nNội dung: Kiểm kê bể nước.\nThời gian: Quý II/2027\n"
            "Chủ trì: Sở Xây dựng\nNội dung: Vá mặt cầu.\nThời gian: Quý III/2027",
            ["Sở Y tế (lead) until 2027-06-30", "Sở Xây dựng (lead) until 2027-09-30"],
            id="the field that a set began with begins the next",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Nội dung: Kiểm kê bể. Chủ trì: Sở Y tế. Thời gian: Quý II/2027. Nội dung: Vá mặt cầu. "
            "Chủ trì: Sở Xây dựng. Thời gian: Quý III/2027.",
            ["Sở Y tế (lead) until 2027-06-30", "Sở Xây dựng (lead) until 2027-09-30"],
            id="two sets in one paragraph",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Đọc sách\nTủ sách lưu động cho xã vùng cao\nMỗi điểm ít nhất 200 đầu sách.\n"
            "Chủ trì: Sở Nội vụ\nMua xe chở sách.\nChủ trì: Sở Tài chính",
            ["Sở Nội vụ (lead)", "Sở Tài chính (lead)"],
            id="a title and what it is are one work",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Nội dung: Phối hợp với Bộ Y tế mua thuốc.\nChủ trì: Sở Y tế\nPhối hợp: Sở Tài chính",
            ["Sở Y tế (lead) + Bộ Y tế; Sở Tài chính"],
            id="partners that the work names stand beside those of the lines",
        ),
        pytest.param(
            "II. PHÂN CÔNG NHIỆM VỤ\n1. Sở Y tế\n- Mở lớp bơi.\n- Phối hợp: Tỉnh đoàn.\n- Tập huấn cấp cứu.\n"
            "+ Đơn vị phối hợp: Công an tỉnh, Sở Nội vụ.",
            ["Sở Y tế (perform) + Tỉnh đoàn", "Sở Y tế (perform) + Công an tỉnh; Sở Nội vụ"],
            id="lines that name partners below an agency's heading",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Về giáo dục\n- Sơn sửa phòng học - Phòng Văn hóa - Xã hội thực hiện.\n"
            "- Cấp sách cho học sinh – Hội Khuyến học xã chủ trì, phối hợp với Đoàn Thanh niên xã, xong trước "
            "ngày 20/8/2027.\n- Lập danh sách hộ nghèo /UBND các xã, phường.\n"
            "- Bàn giao bàn ghế /Sở Nội vụ /trước ngày 30/6/2027\n"
            "- Gửi số liệu về Bộ Y tế - Bộ Tài chính.\n- Xây dựng tuyến đường Thái Nguyên - Chợ Mới.",
            [
                "Phòng Văn hóa - Xã hội (perform)",
                "Hội Khuyến học xã (lead) + Đoàn Thanh niên xã until 2027-08-20",
                "Ủy ban nhân dân các xã, phường (perform)",
                "Sở Nội vụ (perform) until 2027-06-30",
            ],
            id="who does it behind a dash or a slash",
        ),
        pytest.param(
            "I. NHIỆM VỤ\na) Trồng cây phân tán (giao Hội Nông dân xã; xong trong quý I/2027).\n"
            "b) Tuyên truyền an toàn giao thông (theo tài liệu do Công an tỉnh biên soạn).",
            ["Hội Nông dân xã (perform) until 2027-03-31"],
            id="«giao» in a bracket",
        ),
        pytest.param(
            "II. PHÂN CÔNG NHIỆM VỤ\nSở Y tế\n1. Mở lớp bơi.\n2. Mua thuốc.\nCông an tỉnh\n1. Tuần tra bờ sông.\n"
            "Đội cứu nạn phường Chùa Hang\n1. Trực 24/24 giờ.",
            ["Sở Y tế (perform)"] * 2 + ["Công an tỉnh (perform)", "Đội cứu nạn phường Chùa Hang (perform)"],
            id="numbers that begin anew below each agency",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Nội dung\na) Mở lớp bơi.\n2. Cơ quan chủ trì\n- Sở Y tế.\n"
            "1. Nội dung\na) Sửa bể.\n2. Chủ trì thực hiện\n- Sở Xây dựng.",
            ["Sở Y tế (lead)", "Sở Xây dựng (lead)"],
            id="two sets of headings that are labels in one section",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y t ế chủ tr ì, phối hợp với Mặt tr ận Tổ quốc tỉnh mở lớp bơi.",
            ["Sở Y tế (lead) + Mặt trận Tổ quốc tỉnh"],
            id="syllables that a converter broke",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Mở lớp bơi.\n- Đơn vị đầu mối thực hiện: Sở Y tế.\n- Đơn vị cùng thực hiện: Tỉnh đoàn.",
            ["Sở Y tế (lead) + Tỉnh đoàn"],
            id="other words for who leads and who helps",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Sở Y tế\n- Mở lớp bơi.\n2. Đơn vị hưởng lợi: Sở Nội vụ, Sở Y tế.",
            ["Sở Y tế (perform)"],
            id="a label that no rule knows is no order",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Mở lớp bơi.\n- Cơ quan thực hiện:\n+ Sở Y tế chủ trì; hoàn thành trước ngày 30/4/2027.",
            ["Sở Y tế (lead) until 2027-04-30"],
            id="a limit behind who does it",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Mở lớp bơi (do Sở Y tế chủ trì, phối hợp với Tỉnh đoàn).\n"
            "2. Sửa bể (giao UBND các xã, phường thực hiện).\n3. Vá đường (Sở Y tế đã tham mưu).",
            ["Sở Y tế (lead) + Tỉnh đoàn", "Ủy ban nhân dân các xã, phường (perform)"],
            id="brackets with do and giao",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh chủ trì, Sở Xây dựng và các sở liên quan phối hợp tuần tra.",
            ["Công an tỉnh (lead) + Sở Xây dựng; các sở liên quan"],
            id="partners named before phối hợp",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Đối với các đơn vị cung cấp nước: Căn cứ số hộ để xếp loại.",
            [],
            id="a measure behind Đối với tells nobody",
        ),
        pytest.param(
            "I. PHỤ LỤC\nTT | Nội dung | Chủ trì | Phối hợp\n1 | Vá đường | Các sở, ngành | Các sở, ngành",
            ["Các sở, ngành (lead) + Các sở, ngành"],
            id="others of a group are its partners",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Giao Sở Y tế chủ trì, cùng Tỉnh đoàn, Công an tỉnh mở lớp bơi.",
            ["Sở Y tế (lead) + Tỉnh đoàn; Công an tỉnh"],
            id="partners behind a bare cùng",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Giao Sở Y tế: Chủ trì, phối hợp với Tỉnh đoàn mở lớp bơi.",
            ["Sở Y tế (lead) + Tỉnh đoàn"],
            id="roles and partners behind a colon",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Mở lớp bơi (Sở Y tế chủ trì).\n2. Vá đường.\n- Chủ trì: Sở Xây dựng.",
            ["Sở Y tế (lead)", "Sở Xây dựng (lead)"],
            id="who does it in a bracket takes no lines of the next item",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Mở lớp bơi.\n- Thực hiện: Sở Y tế (chủ trì), Tỉnh đoàn, Công an tỉnh (phối hợp).",
            ["Sở Y tế (lead) + Tỉnh đoàn; Công an tỉnh"],
            id="roles in brackets behind names",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Đối với Sở Y tế: Mua thuốc.\n2. Đối với các sở, ban, ngành:\n- Rà soát hồ sơ.",
            ["Sở Y tế (perform)", "các sở, ban, ngành (perform)"],
            id="who is told behind a preposition",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Nhiệm vụ của Sở Y tế\n- Mua thuốc.\n2. Trách nhiệm của Công an tỉnh:\n- Giữ xe.",
            ["Sở Y tế (perform)", "Công an tỉnh (perform)"],
            id="headings of duties",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Trước ngày 15/12/2027, các sở, ban, ngành gửi báo cáo.\n"
            "2. Từ ngày 01/01/2028 đến ngày 31/3/2028, Công an tỉnh kiểm tra xe.",
            ["các sở, ban, ngành (perform) until 2027-12-15", "Công an tỉnh (perform) until 2028-03-31"],
            id="the limit stands first",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế, trong quá trình mua thuốc, phối hợp với Công an tỉnh.\n"
            "2. Trong quá trình thực hiện, Sở Nội vụ theo dõi.",
            ["Sở Y tế (support) + Công an tỉnh", "Sở Nội vụ (perform)"],
            id="words on the course of the work",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì, phối hợp với các sở, ban, ngành; Công an tỉnh mua thuốc.",
            ["Sở Y tế (lead) + các sở, ban, ngành; Công an tỉnh"],
            id="a semicolon between partners",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Quy định mức thu.\n- Cơ quan chủ trì soạn thảo: Sở Y tế.\n"
            "- Cơ quan phối hợp soạn thảo: Tỉnh đoàn.\n- Thời gian trình UBND tỉnh: Quý II/2027.",
            ["Sở Y tế (lead) + Tỉnh đoàn until 2027-06-30"],
            id="labels that also say what is done",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Mở lớp bơi.\n- Cơ quan chủ trì, phối hợp: Sở Y tế, Tỉnh đoàn.\n2. Vá đường.\n"
            "- Đơn vị đầu mối tổng hợp: Sở Xây dựng.",
            ["Sở Y tế (lead) + Tỉnh đoàn", "Sở Xây dựng (lead)"],
            id="one label for lead and partners",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Quỹ đất\nGiao Sở Xây dựng:\na) Vá đường.\nb) Sửa cầu.",
            ["Sở Xây dựng (perform)", "Sở Xây dựng (perform)"],
            id="letters below a bare lead-in",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Chỉ đạo các đơn vị trực thuộc:\n+ Bệnh viện tỉnh mua thuốc.\n"
            "+ Trung tâm Y tế tỉnh phun thuốc.",
            ["Sở Y tế (perform)", "Sở Y tế (perform)"],
            id="the agency is to direct those named below",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Sở Y tế\n- Mua thuốc.\n2. Sở Xây dựng\n- Vá đường.\n3. Cục Lẩn thẩn, chữa thẹn\n- Sửa.",
            ["Sở Y tế (perform)", "Sở Xây dựng (perform)", "Cục Lẩn thẩn, chữa thẹn (perform)"],
            id="among headings of agencies one that no rule reads to its end",
        ),
        pytest.param(
            "III. TỔ CHỨC THỰC HIỆN\nSở Y tế\n- Mua thuốc.\nSở Xây dựng\n- Vá đường.",
            ["Sở Y tế (perform)", "Sở Xây dựng (perform)"],
            id="agency headings without a number",
        ),
        pytest.param(
            "I. NHIỆM VỤ\nTT | Nhiệm vụ | Đơn vị phối hợp | Thời hạn\nI | SỞ Y TẾ | · | ·\n"
            "1 | Mua thuốc | Tỉnh đoàn | 3/2027",
            ["Sở Y tế (perform) + Tỉnh đoàn until 2027-03-31"],
            id="the group row names the agency",
        ),
        pytest.param(
            "I. NHIỆM VỤ\nTT | Nội dung | Đơn vị chủ trì, phối hợp | Thời gian\n"
            "1 | Mua thuốc | Chủ trì: Sở Y tế; phối hợp: Tỉnh đoàn | 3/2027",
            ["Sở Y tế (lead) + Tỉnh đoàn until 2027-03-31"],
            id="labels in one cell",
        ),
        pytest.param(
            "I. NHIỆM VỤ\nTT | Nhiệm vụ | Đơn vị chủ trì | Bắt đầu | Hoàn thành\n"
            "1 | Mua thuốc | Sở Y tế | 3/2027 | 5/2027",
            ["Sở Y tế (lead) until 2027-05-31"],
            id="a column of its own for the beginning",
        ),
        pytest.param(
            "I. CHỈ TIÊU\nTT | Chỉ tiêu | Đơn vị tính | Cơ quan chủ trì\n1 | Tỷ lệ hộ dùng nước sạch | % | Sở Y tế",
            [],
            id="targets order nothing, whoever they name",
        ),
        pytest.param(
            "I. KINH PHÍ\nTT | Nội dung | Đơn giá | Thành tiền | Đơn vị thực hiện\n"
            "1 | Pa nô cổ động | 5 | 50 | Sở Y tế",
            [],
            id="a budget orders nothing",
        ),
    ],
)
def test_layout(text: str, expected: list[str]) -> None:
    assert [line.split(": ")[1] for line in tasks(text)] == expected


def test_product_column_begins_no_new_paper() -> None:
    text = (
        "Nơi nhận:\nPHỤ LỤC\nTT | Nhiệm vụ | Đơn vị chủ trì | Sản phẩm\n1 | Mua thuốc | Sở Y tế | Kế hoạch\n"
        "2 | Vá đường | Sở Xây dựng | Đề án"
    )
    assert len(tasks(text)) == 2


def test_programme_with_its_subject_in_the_title_is_a_paper() -> None:
    text = "Nơi nhận:\nCHƯƠNG TRÌNH HÀNH ĐỘNG CỦA TỈNH\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế mua thuốc."
    assert len(tasks(text)) == 1


def test_unread_table_with_agencies_is_a_doubt() -> None:
    text = (
        "I. LỊCH\nBuổi | Ai | Việc\nSáng | Sở Y tế | Phát thuốc cho bà con ở các bản\n"
        "Chiều | Sở Xây dựng | Vá đường vào các bản ở vùng cao"
    )
    assert sum(n.code == "W412" for n in plan(HEAD + text).notices) == 2


def test_order_to_somebody_whom_no_rule_reads_is_flagged() -> None:
    made = plan(HEAD + "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Giao kíp trực xóm Đồi phát thuốc.")
    assert "W416" in made.tasks[0].flags


def test_verb_that_no_rule_knows_is_a_flagged_task() -> None:
    made = plan(HEAD + "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế loa báo cho bà con trước ngày 05/6/2027.")
    assert [t.flags for t in made.tasks] == [("W416",)]


@pytest.mark.parametrize(
    ("label", "start"),
    [("Thời hạn", None), ("Hoàn thành", None), ("Thời gian hoàn thành", None), ("Thời gian", "2027-06-05")],
)
def test_a_day_behind_the_name_of_a_limit_is_an_end_only(label: str, start: str | None) -> None:
    task = plan(f"{HEAD}I. NHIỆM VỤ\n1. Vá đường.\n- Chủ trì: Sở Xây dựng.\n- {label}: 05/6/2027").tasks[0]
    begin, end = task.deadline.start, task.deadline.end
    assert (begin and begin.isoformat(), end and end.isoformat()) == (start, "2027-06-05")


@pytest.mark.parametrize(
    ("words", "flagged"),
    [("trong tháng 12", True), ("trước ngày 15/12", True), ("trước ngày 15/12/25", False), ("trong quý I", False)],
)
def test_a_limit_without_a_year_before_the_year_of_the_title_is_flagged(words: str, flagged: bool) -> None:
    head = "Thái Nguyên, ngày 03 tháng 11 năm 2025\nKẾ HOẠCH\nVá đường năm 2026\n"
    task = plan(f"{head}I. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng\n- Rà soát hố ga {words}.").tasks[0]
    assert task.deadline.end is not None
    assert ("W422" in task.flags) == flagged


@pytest.mark.parametrize(
    ("words", "day"), [("Cả năm", "2026-12-31"), ("Quý I", "2026-03-31"), ("Quý IV", "2026-12-31")]
)
def test_a_period_without_a_year_is_of_the_year_that_the_title_names(words: str, day: str) -> None:
    head = "Thái Nguyên, ngày 03 tháng 11 năm 2025\nKẾ HOẠCH\nVÁ ĐƯỜNG NĂM 2026\n"
    made = plan(f"{head}I. NHIỆM VỤ\n1. Vá đường.\n- Chủ trì: Sở Xây dựng.\n- Thời gian: {words}")
    assert str(made.tasks[0].deadline.end) == day


def test_a_row_of_an_unread_table_that_begins_with_a_verb_is_a_doubt() -> None:
    made = plan(f"{HEAD}I. PHỤ LỤC\nBáo cáo kết quả | Sở Y tế\nSố lượng | 5")
    assert [n.quote for n in made.notices if n.code == "W412"] == ["Báo cáo kết quả"]
