"""Agencies in text: where a name ends, what a list holds, what a heading is. All sentences are made up."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.find.agency.agencies import Agencies
from pipeline.find.agency.lists import Context
from pipeline.find.registry.registry import load_registry
from pipeline.messages import PipelineError
from tests import AGENCIES

REGISTRY = load_registry(AGENCIES)
HERE = Agencies(REGISTRY, "tỉnh Thái Nguyên")
NOWHERE = Agencies(REGISTRY)


def names(text: str, context: str = "sentence", agencies: Agencies = HERE) -> list[str]:
    """The official names of the list that begins the text."""
    read = agencies.read_list(text, 0, context="names" if context == "names" else "sentence")
    return [party.agency.name for party in read.parties]


def rest(text: str) -> str:
    """What follows the list that begins the text."""
    return text[HERE.read_list(text).end :]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Y tế, Sở Tài chính và Công an tỉnh tổ chức kiểm tra", ["Sở Y tế", "Sở Tài chính", "Công an tỉnh"]),
        ("Sở Y tế cùng Sở Nội vụ xây dựng", ["Sở Y tế", "Sở Nội vụ"]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"]),
        (
            "Sở Lao động - Thương binh và Xã hội và Sở Nội vụ chi trả",
            ["Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"],
        ),
        ("Sở Tài chính, Kế hoạch và Đầu tư bố trí", ["Sở Tài chính", "Sở Kế hoạch và Đầu tư"]),
        ("các bệnh viện tuyến huyện, Sở Y tế trực cấp cứu", ["các bệnh viện tuyến huyện", "Sở Y tế"]),
        ("Công an tỉnh và chính quyền các xã ven biển tuần tra", ["Công an tỉnh", "chính quyền các xã ven biển"]),
        ("UBND các xã vùng cao, bãi ngang rà soát", ["Ủy ban nhân dân các xã vùng cao, bãi ngang"]),
        (
            "UBND các xã vùng dân tộc thiểu số và miền núi cấp phát",
            ["Ủy ban nhân dân các xã vùng dân tộc thiểu số và miền núi"],
        ),
        ("UBND các xã nơi có cầu tạm kiểm tra", ["Ủy ban nhân dân các xã nơi có cầu tạm"]),
        ("Cơ quan điều tra Công an tỉnh khởi tố", ["Cơ quan điều tra Công an tỉnh"]),
        ("các cơ quan điều tra, Sở Y tế xác minh", ["các cơ quan điều tra", "Sở Y tế"]),
        ("Các chủ đập, hồ chứa thủy điện vận hành", ["Các chủ đập, hồ chứa thủy điện"]),
        ("các đơn vị thu gom, xử lý rác thải báo cáo", ["các đơn vị thu gom, xử lý rác thải"]),
        ("Cục Quản lý Y, Dược cổ truyền, Vụ Pháp chế rà soát", ["Cục Quản lý Y, Dược cổ truyền", "Vụ Pháp chế"]),
        ("Sở: Nội vụ, Y tế, KH&CN; Công an tỉnh", ["Sở Nội vụ", "Sở Y tế", "Sở Khoa học và Công nghệ", "Công an tỉnh"]),
        ("các Sở: XD, TC, NN&MT.", ["Sở Xây dựng", "Sở Tài chính", "Sở Nông nghiệp và Môi trường"]),
        ("các Bộ: Quốc phòng, Công an, Y tế rà soát", ["Bộ Quốc phòng", "Bộ Công an", "Bộ Y tế"]),
        ("Báo và Phát thanh, Truyền hình tỉnh đưa tin", ["Báo và Phát thanh, Truyền hình tỉnh"]),
        (
            "Báo Thái Nguyên, Đài Phát thanh và Truyền hình tỉnh",
            ["Báo Thái Nguyên", "Đài Phát thanh - Truyền hình tỉnh"],
        ),
        ("Trưởng các thôn, Công an xã, các Tổ bầu cử vận động", ["Trưởng các thôn", "Công an xã", "các Tổ bầu cử"]),
        ("các Ban bầu cử, Ủy ban bầu cử xã kiểm tra", ["các Ban bầu cử", "Ủy ban bầu cử xã"]),
        ("các khoa lâm sàng, cận lâm sàng, Khoa Dược rà soát", ["các khoa lâm sàng, cận lâm sàng", "Khoa Dược"]),
        (
            "Các khoa, phòng, trung tâm; Khoa Hồi sức tích cực - Chống độc rà soát hồ sơ",
            ["Các khoa, phòng, trung tâm", "Khoa Hồi sức tích cực - Chống độc"],
        ),
        ("Hội đồng Khoa học tỉnh, các nhà khoa học góp ý", ["Hội đồng Khoa học tỉnh", "các nhà khoa học"]),
        (
            "UBND các tỉnh, thành phố: Quảng Ngãi, Huế rà soát",
            ["Ủy ban nhân dân tỉnh Quảng Ngãi", "Ủy ban nhân dân thành phố Huế"],
        ),
        (
            "UBND các tỉnh, thành phố thuộc lưu vực sông Lúa, sông Chè, Sở Y tế rà soát",
            ["Ủy ban nhân dân các tỉnh, thành phố thuộc lưu vực sông Lúa, sông Chè", "Sở Y tế"],
        ),
        ("UBND các xã có dự án đi qua kiểm tra", ["Ủy ban nhân dân các xã có dự án đi qua"]),
        ("UBND các xã có văn bản gửi", ["Ủy ban nhân dân các xã"]),
        ("Tổ công tác đặc biệt của tỉnh, Thanh tra tỉnh rà soát", ["Tổ công tác đặc biệt của tỉnh", "Thanh tra tỉnh"]),
        ("các Tiểu ban giúp việc Ban Tổ chức Hội thi lập", ["các Tiểu ban giúp việc Ban Tổ chức Hội thi"]),
        (
            "Ban Quản lý dự án đầu tư xây dựng các công trình thủy lợi tỉnh kiểm tra",
            ["Ban Quản lý dự án đầu tư xây dựng các công trình thủy lợi tỉnh"],
        ),
        ("các hiệp hội ngành hàng, Sở Y tế góp ý", ["các hiệp hội ngành hàng", "Sở Y tế"]),
        (
            "Phòng Cảnh sát giao thông - Công an tỉnh, Sở Y tế trực cấp cứu",
            ["Phòng Cảnh sát giao thông - Công an tỉnh", "Sở Y tế"],
        ),
        ("Công ty TNHH MTV Thủy nông Lúa Nước rà soát", ["Công ty TNHH MTV Thủy nông Lúa Nước"]),
        ("Phòng Kinh tế - Hạ tầng, Công an xã rà soát", ["Phòng Kinh tế - Hạ tầng", "Công an xã"]),
        ("Hội Nông dân, Phụ nữ, Cựu chiến binh vận động", ["Hội Nông dân", "Hội Phụ nữ", "Hội Cựu chiến binh"]),
        ("VNPT, FPT Telecom đảm bảo đường truyền", ["VNPT", "FPT Telecom"]),
        ("Tập đoàn VNPT, Tập đoàn Viettel liên thông dữ liệu Sổ hộ", ["Tập đoàn VNPT", "Tập đoàn Viettel"]),
        (
            "Ngân hàng Nhà nước Việt Nam - Chi nhánh Khu vực 7, Sở Y tế mở lớp",
            ["Ngân hàng Nhà nước Việt Nam - Chi nhánh Khu vực 7", "Sở Y tế"],
        ),
        ("Đại học Lúa Nước - Phân hiệu Bến Tre tuyển sinh", ["Đại học Lúa Nước - Phân hiệu Bến Tre"]),
        (
            "UBND các phường: Rạng Đông, Hoa Sữa; các xã: Rừng Thông, Đồi Chè",
            [
                "Ủy ban nhân dân phường Rạng Đông",
                "Ủy ban nhân dân phường Hoa Sữa",
                "Ủy ban nhân dân xã Rừng Thông",
                "Ủy ban nhân dân xã Đồi Chè",
            ],
        ),
        (
            "UBND các xã: Rừng Thông và phường Hội An",
            ["Ủy ban nhân dân xã Rừng Thông", "Ủy ban nhân dân phường Hội An"],
        ),
        ("Trường THCS&THPT Đồi Chè, Trường THPT Rừng Thông", ["Trường THCS&THPT Đồi Chè", "Trường THPT Rừng Thông"]),
    ],
)
def test_lists_are_cut_at_their_separators_only(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("Sở Y tế và các đơn vị liên quan chỉ đạo, hướng dẫn các cơ quan báo chí", " chỉ đạo"),
        ("Công an tỉnh, các sở, ngành, đoàn thể và các đơn vị có liên quan tham mưu UBND tỉnh", " tham mưu"),
        ("Sở Tài chính, tham mưu, trình UBND tỉnh", ", tham mưu"),
        ("các sở, ban, ngành, địa phương để tổ chức", " để"),
        ("Bảo tàng tỉnh tổ chức trưng bày", " tổ chức"),
        ("các cơ quan, tổ chức, cá nhân có liên quan tổ chức lễ", " tổ chức lễ"),
        ("Trung tâm Kiểm soát bệnh tật tăng cường giám sát", " tăng cường"),
        ("Viễn thông Thái Nguyên lắp đặt", " lắp đặt"),
        ("Ủy ban nhân dân tỉnh Cao Bằng ký kết", " ký kết"),
    ],
)
def test_a_list_ends_where_the_order_begins(text: str, follows: str) -> None:
    assert rest(text).startswith(follows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các sở, ban, ngành, cơ quan, đơn vị, địa phương", ["các sở, ban, ngành, cơ quan, đơn vị, địa phương"]),
        ("các sở, ngành và các đơn vị có liên quan", ["các sở, ngành", "các đơn vị có liên quan"]),
        ("Viện, Trường; Doanh nghiệp", ["Viện, Trường", "Doanh nghiệp"]),
        ("các cơ quan truyền thông, báo chí tuyên truyền", ["các cơ quan truyền thông, báo chí"]),
        ("các tổ chức cung cấp dịch vụ chi trả thực hiện", ["các tổ chức cung cấp dịch vụ chi trả"]),
        ("các xã, phường; UBND cấp xã", ["các xã, phường", "Ủy ban nhân dân cấp xã"]),
        ("UBND các xã, phường có liên quan rà soát", ["Ủy ban nhân dân các xã, phường có liên quan"]),
        ("các cơ quan thuộc Quân khu 1 tuyên truyền", ["các cơ quan thuộc Quân khu 1"]),
        ("các bộ, ngành (có công trình khởi công) chuẩn bị", ["các bộ, ngành (có công trình khởi công)"]),
        ("cơ quan ngành dọc đóng trên địa bàn", ["cơ quan ngành dọc đóng trên địa bàn"]),
        ("cơ quan Thuế, lực lượng Hải quan rà soát", ["cơ quan Thuế", "lực lượng Hải quan"]),
        ("Thanh tra các bộ, ngành, địa phương thực hiện", ["Thanh tra các bộ, ngành, địa phương"]),
        ("các bệnh viện, viện có giường trực thuộc Bộ Y tế", ["các bệnh viện, viện có giường trực thuộc Bộ Y tế"]),
        ("các nhà mạng viễn thông bảo đảm", ["các nhà mạng viễn thông"]),
        ("các doanh nghiệp phân phối chuẩn bị hàng", ["các doanh nghiệp phân phối"]),
        ("Các bộ phận, đơn vị rà soát", ["Các bộ phận, đơn vị"]),
        (
            "các trường mầm non, tiểu học, trung học cơ sở trên địa bàn huyện",
            ["các trường mầm non, tiểu học, trung học cơ sở trên địa bàn huyện"],
        ),
    ],
)
def test_a_group_stays_one_party(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giám đốc Sở Y tế, Chánh Văn phòng UBND tỉnh", ["Sở Y tế", "Văn phòng Ủy ban nhân dân tỉnh"]),
        ("Chánh Thanh tra tỉnh, Trưởng Công an xã", ["Thanh tra tỉnh", "Công an xã"]),
        ("Bộ trưởng Bộ Y tế; Chủ tịch UBND các xã, phường", ["Bộ Y tế", "Ủy ban nhân dân các xã, phường"]),
        ("Thủ trưởng các sở, ban, ngành", ["các sở, ban, ngành"]),
        ("Bộ trưởng, Thủ trưởng các cơ quan ngang Bộ", ["các Bộ", "các cơ quan ngang Bộ"]),
        ("Giám đốc các Sở: Tài chính, Xây dựng", ["Sở Tài chính", "Sở Xây dựng"]),
        ("Phó Chủ tịch UBND tỉnh Lê Văn An chỉ đạo", ["Phó Chủ tịch Ủy ban nhân dân tỉnh Lê Văn An"]),
        ("Trưởng phòng Kinh tế, Hiệu trưởng các trường học", ["Phòng Kinh tế", "các trường học"]),
        (
            "đồng chí Lê Văn An, Phó Chủ tịch Thường trực UBND tỉnh trực tiếp chỉ đạo",
            ["đồng chí Lê Văn An, Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh"],
        ),
        ("các đồng chí Phó Chủ tịch UBND tỉnh kiểm tra", ["các đồng chí Phó Chủ tịch Ủy ban nhân dân tỉnh"]),
    ],
)
def test_a_head_stands_for_the_agency_and_a_named_person_for_himself(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND thành phố Phổ Yên, huyện Phú Bình", ["ubnd-thanh-pho-pho-yen", "ubnd-huyen-phu-binh"]),
        ("UBND thị xã Phổ Yên", ["ubnd-thanh-pho-pho-yen"]),
        ("UBND các xã: Phú Đình, Bình Yên", ["ubnd-xa-phu-dinh", "ubnd-xa-binh-yen"]),
        ("UBND các tỉnh, thành phố: Lào Cai, Hà Nội", ["ubnd-tinh-lao-cai", "ubnd-thanh-pho-ha-noi"]),
        ("UBND các huyện, thành phố", ["ubnd-cac-huyen-thanh-pho"]),
        ("UBND cấp xã", ["ubnd-cac-xa-phuong"]),
        ("Ủy ban nhân dân phường, xã, đặc khu", ["ubnd-cac-xa-phuong"]),
        ("Uỷ ban nhân dân tỉnh", ["ubnd-tinh"]),
    ],
)
def test_committees_have_one_id_each(text: str, expected: list[str]) -> None:
    assert [party.agency.id for party in HERE.read_list(text).parties] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bộ CHQS tỉnh",
        "Bộ Chỉ huy Quân sự tỉnh",
        "bộ chỉ huy quân sự tỉnh",
        "BỘ CHỈ HUY QUÂN SỰ TỈNH",
        "Bộ Chỉ huy quân sự",
    ],
)
def test_all_spellings_are_one_agency(text: str) -> None:
    read = HERE.read_agency(text)
    assert read is not None and read.end == len(text)
    assert (read.agency.id, read.agency.kind) == ("bo-chi-huy-quan-su", "quan-doi")


@pytest.mark.parametrize(
    "text",
    ["Sở VHTTDL", "Sở VH,TT&DL", "Sở VH, TT và DL", "Sở Văn hoá Thể thao du lịch", "Sở Văn hóa - Thể thao và Du lịch"],
)
def test_abbreviations_are_written_out(text: str) -> None:
    assert names(text) == ["Sở Văn hóa, Thể thao và Du lịch"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh", "hoi"),
        ("Trường Cao đẳng Y tế Thái Nguyên", "dai-hoc"),
        ("Bệnh viện Trung ương Thái Nguyên", "benh-vien"),
        ("Công ty Cổ phần Nước sạch Sông Cầu", "doanh-nghiep"),
        ("Tòa án nhân dân khu vực 3", "tu-phap"),
        ("Viện KSND tỉnh", "tu-phap"),
        ("Đồn Biên phòng Cửa khẩu Tà Lùng", "quan-doi"),
        ("Bộ Tư lệnh Quân khu 1", "quan-doi"),
        ("Hạt Kiểm lâm huyện Võ Nhai", "nganh-doc"),
        ("Phòng Văn hóa - Xã hội", "phong"),
        ("Trung tâm Phục vụ hành chính công xã", "don-vi"),
        ("Ban Chỉ huy Phòng thủ dân sự tỉnh", "ban-chi-dao"),
        ("Văn phòng HĐND và UBND xã", "phong"),
        ("Báo Quân đội nhân dân", "bao-chi"),
        ("Ban Nội chính Tỉnh ủy", "dang"),
        ("Tập đoàn Công nghiệp - Viễn thông Quân đội", "doanh-nghiep"),
        ("Chi cục Chăn nuôi và Thú y", "nganh-doc"),
        ("Viện Nghiên cứu Ngô", "don-vi"),
    ],
)
def test_names_come_out_whole_with_their_kind(text: str, expected: str) -> None:
    read = NOWHERE.read_agency(text + " tổ chức hội thảo")
    assert read is not None
    assert (read.end, read.agency.kind) == (len(text), expected)


def test_an_unknown_name_says_so() -> None:
    read = HERE.read_agency("Trung tâm Thiên văn học tỉnh chuẩn bị")
    assert read is not None
    assert (read.agency.known, read.agency.id) == (False, "trung-tam-thien-van-hoc")


def test_a_name_that_may_go_on_is_not_certain() -> None:
    doubtful = HERE.read_list("Viện Địa chất phát triển các mô hình, tổ chức")
    guessed = HERE.read_list("Viện Ong phát triển đàn hướng dẫn các hộ")
    assert doubtful.certain and not guessed.certain


def test_a_list_that_runs_into_unknown_words_is_not_certain() -> None:
    read = HERE.read_list("Sở Y tế, bà con xóm bản tổ chức")
    assert [p.agency.name for p in read.parties] == ["Sở Y tế", "bà con xóm bản"] and not read.certain


def test_one_wrong_letter_in_a_department_is_mended_and_not_certain() -> None:
    read = HERE.read_list("Sở Tài chánh, Sở Sây dựng và Sở Y tế")
    assert [p.agency.id for p in read.parties][1:] == ["so-xay-dung", "so-y-te"] and not read.certain


def test_a_bracket_stays_with_its_name_unless_it_is_an_aside() -> None:
    assert names("Sở Nội vụ (Chi cục Văn thư) thẩm định") == ["Sở Nội vụ (Chi cục Văn thư)"]
    assert names("Sở Nội vụ (cơ quan thường trực) thẩm định") == ["Sở Nội vụ"]
    assert names("Ban Tổ chức ngày hội của bản (Ban Tổ chức) chỉ đạo") == ["Ban Tổ chức ngày hội của bản"]
    assert rest("Sở Nội vụ (sau đây gọi tắt là Sở) thẩm định") == " thẩm định"


def test_in_cells_lines_and_unknown_names_are_parties() -> None:
    assert names("Sở Y tế\nUBND cấp xã", "names") == ["Sở Y tế", "Ủy ban nhân dân cấp xã"]
    assert names("các cơ quan, địa phương\nliên quan", "names") == ["các cơ quan, địa phương liên quan"]
    read = HERE.read_list("Nhóm thợ xẻ; Sở Y tế", context="names")
    assert [p.agency.name for p in read.parties] == ["Nhóm thợ xẻ", "Sở Y tế"] and not read.certain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Nội vụ", 1),
        ("Sở Nội vụ, Sở Y tế và UBND các xã, phường:", 3),
        ("Các doanh nghiệp có trách nhiệm", 1),
        ("Viện Nghiên cứu phát triển kinh tế - xã hội", 1),
        ("Thủ trưởng các sở, ban, ngành", 1),
        ("SỞ Y TẾ (Cơ quan thường trực)", 1),
        ("Các doanh nghiệp sản xuất, chế biến và xuất khẩu nông sản", 1),
    ],
)
def test_headings_of_nothing_but_names(text: str, expected: int) -> None:
    read = HERE.is_agency_heading(text)
    assert read is not None and len(read.parties) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Mục đích",
            "Tổ chức thực hiện",
            "Sở Y tế chủ trì",
            "Công tác tuyên truyền",
            "Báo cáo kết quả",
            "Thanh tra, kiểm tra",
        ),
        *(
            "Phòng, chống tham nhũng",
            "Ban hành kế hoạch",
            "Hội nghị tổng kết",
            "Cá nhân",
            "Cơ quan chủ trì",
            "Đơn vị phối hợp",
        ),
        *("Trách nhiệm của Sở Y tế", "Trung tâm Kiểm soát bệnh tật tăng cường giám sát", "Trường hợp đặc biệt", ""),
    ],
)
def test_headings_that_are_none(text: str) -> None:
    assert HERE.is_agency_heading(text) is None


def test_all_names_of_a_text_are_found_with_their_characters() -> None:
    text = "Giao Sở Y tế phối hợp với Giám đốc Công an tỉnh và các sở, ngành báo cáo UBND tỉnh trước ngày 05/6."
    found = HERE.find_agencies(text, block=7)
    assert [text[m.span.start : m.span.end] for m in found] == [
        *("Sở Y tế", "Giám đốc Công an tỉnh", "các sở, ngành", "UBND tỉnh")
    ]
    assert {m.span.block for m in found} == {7}


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Kế hoạch số 92/KH-UBND, Thông tư số 10/2020/TT-NHNN",
        "Báo cáo kết quả; ban hành quy chế; phòng, chống cháy rừng",
        "Chủ tịch Hồ Chí Minh đọc bản Tuyên ngôn",
        "doanh nghiệp và hợp tác xã đổi mới công nghệ",
    ],
)
def test_what_is_no_agency_is_not_found(text: str) -> None:
    assert HERE.find_agencies(text) == ()


def test_nothing_is_read_within_a_word_or_where_no_name_begins() -> None:
    assert HERE.read_agency("Sở Y tế", 1) is None
    assert HERE.read_list("xây dựng kế hoạch").parties == ()
    assert HERE.read_list("", 0).end == 0


def test_a_surface_quotes_the_text() -> None:
    text = "với UBND TP. Sông Công, LĐLĐ tỉnh"
    parties = HERE.read_list(text, 4, block=3).parties
    assert [text[p.span.start : p.span.end] for p in parties] == ["UBND TP. Sông Công", "LĐLĐ tỉnh"]
    assert [p.surface for p in parties] == ["UBND TP. Sông Công", "LĐLĐ tỉnh"]


def test_the_province_decides_what_a_city_is() -> None:
    city = Agencies(REGISTRY, "thành phố Cần Thơ").read_agency("UBND thành phố")
    district = HERE.read_agency("UBND thành phố")
    assert city is not None and district is not None
    assert (city.agency.kind, district.agency.kind) == ("ubnd-tinh", "ubnd-huyen")


def test_another_provinces_body_is_another_agency() -> None:
    own, other = HERE.read_agency("Sở Y tế tỉnh Thái Nguyên"), HERE.read_agency("Sở Y tế tỉnh Bắc Ninh")
    assert own is not None and other is not None
    assert (own.agency.id, other.agency.id) == ("so-y-te", "so-y-te-tinh-bac-ninh")


def test_the_group_of_district_committees_has_members() -> None:
    read = Agencies(REGISTRY, "Thái Nguyên", date(2024, 3, 1)).read_agency("UBND các huyện, thành phố")
    assert read is not None and len(HERE.members(read.agency)) == 9


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("E212", 'joints = ["và", ', 'jointz = ["và", '),
        ("E211", 'joints = ["và", ', 'moi = []\njoints = ["và", '),
    ],
)
def test_a_list_that_is_missing_or_that_nothing_reads_is_refused(tmp_path: Path, code: str, old: str, new: str) -> None:
    national = (REGISTRY.folder / "national.toml").read_text(encoding="utf-8")
    assert old in national
    (tmp_path / "national.toml").write_text(national.replace(old, new), encoding="utf-8")
    with pytest.raises(PipelineError) as raised:
        Agencies(load_registry(tmp_path))
    assert raised.value.code == code


def test_committees_of_known_units_are_known() -> None:
    for name, known in (("UBND tỉnh Cao Bằng", True), ("UBND xã Phú Đình", True), ("UBND xã Không Có Thật", False)):
        read = HERE.read_agency(name)
        assert read is not None and read.agency.known is known


def test_to_chuc_is_a_verb_where_it_opens_an_order() -> None:
    assert HERE.read_list("Tổ chức, tham gia các hoạt động kết nối").parties == ()
    assert names("tổ chức, cá nhân có liên quan thực hiện") == ["tổ chức, cá nhân có liên quan"]
    assert names("tổ chức chính trị - xã hội tại địa phương vận động") == ["tổ chức chính trị - xã hội tại địa phương"]
    assert rest("Bảo tàng tỉnh tổ chức hội thảo") == " tổ chức hội thảo"


def test_common_nouns_with_a_capital_stay_a_group() -> None:
    assert names("các Tập đoàn, Tổng công ty nhà nước rà soát") == ["các Tập đoàn, Tổng công ty nhà nước"]
    assert names("Ban Chỉ đạo quốc gia 35, VTV và VOV đưa tin") == ["Ban Chỉ đạo quốc gia 35", "VTV", "VOV"]


PIECES = [
    "Sở Y tế",
    ", ",
    " và ",
    "các sở, ngành",
    "UBND TP. ",
    "(",
    ")",
    "\n- ",
    "tổ chức ",
    "Giám đốc ",
    "xã ",
    "XIV ",
    ": ",
    "một",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.sampled_from(["sentence", "names"]))
def test_every_party_quotes_its_text(text: str, context: Context) -> None:
    read = HERE.read_list(text, 0, context=context)
    assert all(text[p.span.start : p.span.end] == p.surface for p in read.parties)
    assert [p.span for p in read.parties] == sorted(p.span for p in read.parties)
    assert read.end == (read.parties[-1].span.end if read.parties else 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cục Quản lý Bánh, trái cây", "Cục Quản lý Bánh, trái cây"),
        ("Phòng Xây lắp, kiểm tra và theo dõi hố ga", "Phòng Xây lắp, kiểm tra và theo dõi hố ga"),
    ],
)
def test_small_letters_behind_a_comma_go_on_with_a_heading_as_a_guess(text: str, expected: str) -> None:
    read = HERE.is_agency_heading(text)
    assert read is not None
    assert [party.agency.name for party in read.parties] == [expected]
    assert not read.certain


@pytest.mark.parametrize(
    "text",
    [
        "Trung tâm Giám sát, điều hành hố ga vận hành kho dữ liệu",
        "Các cơ quan được phân công theo dõi hố ga báo cáo kết quả",
        "các doanh nghiệp phân phối chuẩn bị hàng",
    ],
)
def test_an_end_that_a_verb_leaves_open_is_a_doubt(text: str) -> None:
    assert not HERE.read_list(text).certain


def test_a_bare_name_counts_in_a_cell_only() -> None:
    assert names("Tiểu ban Lễ tân, Hậu cần; Sở Y tế", "names") == ["Tiểu ban Lễ tân, Hậu cần", "Sở Y tế"]
    assert names("UBND các xã có nuôi cá lồng", "names") == ["Ủy ban nhân dân các xã có nuôi cá lồng"]
    assert names("Thanh tra, các đơn vị liên quan", "names") == ["Thanh tra", "các đơn vị liên quan"]
    assert names("Thanh tra, các đơn vị liên quan") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đồng chí Giám đốc Sở Y tế", ["Sở Y tế"]),
        ("Đồng chí Chánh Văn phòng HĐND và UBND xã", ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"]),
        ("đồng chí Phó Giám đốc Sở Y tế", ["đồng chí Phó Giám đốc Sở Y tế"]),
        ("đồng chí Giám đốc Sở Y tế Lê Văn Hố", ["đồng chí Giám đốc Sở Y tế Lê Văn Hố"]),
    ],
)
def test_a_head_that_is_addressed_without_a_name_stands_for_the_agency(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các hố ga thuộc Sở Y tế, Công an tỉnh", []),
        ("các đơn vị thuộc Sở Y tế, Công an tỉnh", ["các đơn vị thuộc Sở Y tế", "Công an tỉnh"]),
        (
            "các tổ chức thành viên của Mặt trận Tổ quốc Việt Nam tỉnh, Sở Y tế",
            ["các tổ chức thành viên của Mặt trận Tổ quốc Việt Nam tỉnh", "Sở Y tế"],
        ),
        ("Cục Quản lý Khám, chữa bệnh, Sở Y tế", ["Cục Quản lý Khám, chữa bệnh", "Sở Y tế"]),
        ("Phòng Kinh tế - Xây dựng - Đô thị, Công an xã", ["Phòng Kinh tế - Xây dựng - Đô thị", "Công an xã"]),
        ("Phòng Kinh tế - Công an xã", ["Phòng Kinh tế", "Công an xã"]),
        ("Ban nhân dân các ấp, công chức Địa chính", ["Ban nhân dân các ấp", "Công chức Địa chính"]),
    ],
)
def test_where_a_name_ends_among_others(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "certain"),
    [
        ("Ban Chỉ đạo thúc đẩy trồng hoa tỉnh kiểm tra", "Ban Chỉ đạo thúc đẩy trồng hoa tỉnh", False),
        ("Ban Chỉ đạo về đổi mới chợ xã kiểm tra", "Ban Chỉ đạo về đổi mới chợ xã", False),
        ("Ban Chỉ đạo thúc đẩy trồng hoa chủ trì", "Ban Chỉ đạo", False),
        ("Ban Chỉ đạo thúc đẩy các xã thực hiện", "Ban Chỉ đạo", True),
    ],
)
def test_a_steering_body_may_be_named_after_its_work(text: str, expected: str, certain: bool) -> None:
    read = HERE.read_list(text)
    assert ([party.agency.name for party in read.parties], read.certain) == ([expected], certain)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "UBND các phường Hàm Rồng, Hạc Thành và các xã Triệu Sơn, Thọ Xuân",
            [f"Ủy ban nhân dân {u}" for u in ("phường Hàm Rồng", "phường Hạc Thành", "xã Triệu Sơn", "xã Thọ Xuân")],
        ),
        ("Công an các phường Hàm Rồng, Hạc Thành", ["Công an phường Hàm Rồng", "Công an phường Hạc Thành"]),
        ("UBND 102 xã, phường", ["Ủy ban nhân dân 102 xã, phường"]),
        ("Đoàn đại biểu Quốc hội, HĐND tỉnh", ["Đoàn đại biểu Quốc hội", "Hội đồng nhân dân tỉnh"]),
        ("Trung tâm Khuyến nông và Dịch vụ nông nghiệp", ["Trung tâm Khuyến nông và Dịch vụ nông nghiệp"]),
    ],
)
def test_units_in_a_list(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_one_kind_word_before_two_fields_is_a_doubt() -> None:
    assert not HERE.read_list("Phòng Nội vụ và Tư pháp").certain
    assert HERE.read_list("các phòng Nội vụ và Tư pháp").certain


def test_every_unit_of_the_lists_of_divisions_is_read_whole() -> None:
    tables = REGISTRY.divisions.values()
    units = {unit[0].lower() + unit[1:] for table in tables for listed in table.values() for unit in listed}
    read = {unit: names(f"UBND {unit}, Sở Y tế") for unit in sorted(units)}
    assert len(read) > 3500
    assert {unit: got for unit, got in read.items() if got != [f"Ủy ban nhân dân {unit}", "Sở Y tế"]} == {}


@pytest.mark.parametrize(
    "name",
    [
        *("Tiểu ban Hậu cần", "Cục Hậu cần", "Trung tâm Giới thiệu việc làm", "Phòng Đào tạo sau đại học"),
        *("Đội Quản lý thị trường số 3", "Ban Quản lý dự án số 2", "Cảng hàng không quốc tế Vinh", "Hội Từ thiện tỉnh"),
        *("UBND xã Hội Hoan", "UBND xã Lập Lễ"),
    ],
)
def test_words_that_end_other_names_stand_inside_these(name: str) -> None:
    assert names(f"{name} rà soát") == [name.replace("UBND", "Ủy ban nhân dân")]


def test_a_sub_committee_is_named_up_to_its_colon() -> None:
    assert names("Tiểu ban Nội dung, tuyên truyền, khánh tiết: in") == ["Tiểu ban Nội dung, tuyên truyền, khánh tiết"]


def test_a_named_person_keeps_position_and_name_behind_a_department() -> None:
    assert names("Giám đốc Sở Y tế Lê Văn Hố") == ["Giám đốc Sở Y tế Lê Văn Hố"]


@pytest.mark.parametrize(
    ("text", "cell", "sentence"),
    [
        ("Hội đồng đánh giá hố ga quốc gia, Sở Y tế", ["Hội đồng đánh giá hố ga quốc gia", "Sở Y tế"], None),
        (
            "Trung tâm Hố ga, Lưu trữ và Tạp chí đá, Sở Y tế",
            ["Trung tâm Hố ga, Lưu trữ và Tạp chí đá", "Sở Y tế"],
            None,
        ),
        ("các Liên đoàn Hố ga, Sở Y tế", ["các Liên đoàn Hố ga", "Sở Y tế"], ["các Liên đoàn Hố ga", "Sở Y tế"]),
        ("UBND các tỉnh miền núi, trung du liên quan", ["Ủy ban nhân dân các tỉnh miền núi, trung du liên quan"], None),
        ("Sở Y tế các địa phương", ["Sở Y tế các địa phương"], ["Sở Y tế các địa phương"]),
        ("Tòa án nhân dân hai cấp", ["Tòa án nhân dân hai cấp"], ["Tòa án nhân dân hai cấp"]),
        ("các Cục Thuế", ["các Cục Thuế"], ["các Cục Thuế"]),
        ("các Sở Nội vụ, Y tế", ["Sở Nội vụ", "Sở Y tế"], ["Sở Nội vụ", "Sở Y tế"]),
        ("Bộ Y tế Bộ Tài chính", ["Bộ Y tế"], ["Bộ Y tế"]),
        ("Viện Nghiên cứu phát triển hố ga tỉnh", ["Viện Nghiên cứu phát triển hố ga tỉnh"], None),
        (
            "Ban Quản lý Khu kinh tế Hố Ga và các khu công nghiệp",
            ["Ban Quản lý Khu kinh tế Hố Ga và các khu công nghiệp"],
            ["Ban Quản lý Khu kinh tế Hố Ga và các khu công nghiệp"],
        ),
    ],
)
def test_names_in_cells_and_sentences(text: str, cell: list[str], sentence: list[str] | None) -> None:
    assert names(text, "names") == cell
    assert sentence is None or names(f"{text} rà soát") == sentence


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UBND các địa phương có nông sản xuất khẩu tổng hợp", "Ủy ban nhân dân các địa phương có nông sản xuất khẩu"),
        ("UBND các xã có làng nghề truyền thống tổng hợp", "Ủy ban nhân dân các xã có làng nghề truyền thống"),
        ("UBND các xã có trách nhiệm tổng hợp", "Ủy ban nhân dân các xã"),
        ("các đơn vị có kế hoạch tổng hợp", "các đơn vị"),
        ("các đơn vị được giao chủ trì nhiệm vụ tổng hợp", "các đơn vị được giao chủ trì nhiệm vụ"),
    ],
)
def test_what_a_group_has_is_a_part_of_it_where_a_verb_closes_it(text: str, name: str) -> None:
    assert names(text) == [name]


def test_terms_belong_to_a_group_in_a_cell() -> None:
    text = "Các sở, ngành theo chức năng, nhiệm vụ; Sở Y tế"
    assert names(text, "names") == ["Các sở, ngành theo chức năng, nhiệm vụ", "Sở Y tế"]


def test_a_letter_before_a_word_that_begins_with_a_vowel_is_no_broken_syllable() -> None:
    assert names("Sở Y tế theo điểm b ưu tiên") == ["Sở Y tế"]
    assert names("Trung tâm Vùng c ý kiến") == ["Trung tâm Vùng c ý kiến"]
