"""The registry of agencies: it loads fast, knows who follows whom, and refuses a wrong file by number."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline.find.registry.ids import slug
from pipeline.find.registry.registry import Registry, bare_place, load_registry
from pipeline.messages import PipelineError
from tests import AGENCIES

RULES = AGENCIES


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(RULES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sở Nội vụ", "so-noi-vu"),
        ("Bộ Chỉ huy quân sự", "bo-chi-huy-quan-su"),
        ("Ủy ban nhân dân huyện Đồng Hỷ", "ubnd-huyen-dong-hy"),
        ("Sở Lao động - Thương binh và Xã hội", "so-lao-dong-thuong-binh-va-xa-hoi"),
    ],
)
def test_ids_have_no_diacritics(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize("name", ["Thái Nguyên", "tỉnh Thái Nguyên", "UBND tỉnh Thái Nguyên"])
def test_a_province_is_known_with_or_without_what_stands_before_it(name: str) -> None:
    assert bare_place(name) == "Thái Nguyên"


def test_a_city_is_a_place_too() -> None:
    assert bare_place("ỦY BAN NHÂN DÂN THÀNH PHỐ Hồ Chí Minh") == "Hồ Chí Minh"
    assert bare_place(None) == ""


def test_the_committees_of_thai_nguyen_are_nine(registry: Registry) -> None:
    view = registry.for_place("Thái Nguyên")
    group = view.get("ubnd-cac-huyen-thanh-pho")
    assert group is not None
    members = view.members(group)
    assert len(members) == 9
    assert members[0].name == "Ủy ban nhân dân thành phố Thái Nguyên"
    assert all(member.valid_to == date(2025, 6, 30) for member in members)


def test_a_province_without_a_file_takes_its_units_from_the_divisions(registry: Registry) -> None:
    view = registry.for_place("tỉnh Đồng Tháp")
    communes, districts = view.get("ubnd-cac-xa-phuong"), view.get("ubnd-cac-huyen-thanh-pho")
    assert communes is not None and districts is not None
    assert len(view.members(communes)) == 102
    assert view.members(communes)[0].id == "ubnd-phuong-my-tho"
    assert len(view.members(districts)) == 12


def test_a_group_without_a_known_province_is_open(registry: Registry) -> None:
    view = registry.for_place(None)
    group = view.get("ubnd-cac-xa-phuong")
    assert group is not None and view.members(group) == ()


def test_an_old_department_names_its_successors(registry: Registry) -> None:
    old = registry.for_place(None).get("so-giao-thong-van-tai")
    assert old is not None
    assert (old.valid_to, old.successors) == (date(2025, 2, 28), ("so-xay-dung",))


def test_all_provinces_of_both_times_have_their_units(registry: Registry) -> None:
    divisions = registry.divisions
    assert (len(divisions["districts"]), len(divisions["communes"])) == (63, 34)
    assert sum(map(len, divisions["communes"].values())) == 3321


def test_kinds_stand_in_protocol_order(registry: Registry) -> None:
    orders = [kind.order for kind in registry.kinds.values()]
    assert orders == sorted(orders) and len(orders) == len(set(orders))


NATIONAL = """
kind = [{ id = "so", label = "sở", order = 1, heads = ["Sở"], names = ["Sở Y tế"] }]
agency = []
[abbreviations]
[field_abbreviations]
[titles]
[lists]
"""


def refused(folder: Path, national: str, province: str = "") -> PipelineError:
    """The refusal of a registry of these two files."""
    (folder / "national.toml").write_text(national, encoding="utf-8")
    if province:
        (folder / "tinh.toml").write_text(province, encoding="utf-8")
    with pytest.raises(PipelineError) as raised:
        load_registry(folder).for_place("Nơi Này")
    return raised.value


def with_agency(entry: str) -> str:
    return NATIONAL.replace("agency = []", f"agency = [{{ {entry} }}]")


@pytest.mark.parametrize(
    ("code", "national"),
    [
        ("E210", "kind = ["),
        ("E211", NATIONAL.replace("[titles]", "[ttiles]\n[titles]")),
        ("E211", with_agency('name = "A", kind = "so", tu = 1')),
        ("E211", NATIONAL.replace('label = "sở"', 'label = "sở", lable = ""')),
        ("E212", NATIONAL.replace("[lists]", "")),
        ("E212", with_agency('name = "A"')),
        ("E212", NATIONAL.replace('label = "sở", ', "")),
        ("E213", with_agency('name = "Sở Y tế", kind = "so"')),
        ("E213", NATIONAL.replace("kind = [", 'kind = [{ id = "so", label = "", order = 0 }, ')),
        ("E214", with_agency('name = "A", kind = "bo"')),
        ("E215", with_agency('name = "A", kind = "so", successors = ["khong-co"]')),
        ("E215", with_agency('id = "khong-co", aliases = ["B"]')),
        ("E216", with_agency('name = "A", kind = "so", from = 2025-03-01, to = 2025-02-28')),
        ("E217", with_agency('name = "A", kind = "so", aliases = ["SỞ Y TẾ"]')),
    ],
)
def test_a_wrong_file_is_refused_by_number(tmp_path: Path, code: str, national: str) -> None:
    error = refused(tmp_path, national)
    assert error.code == code and "national.toml" in str(error)


def test_two_agencies_may_share_a_name_at_different_times(tmp_path: Path) -> None:
    old = with_agency('id = "cu", name = "Sở Y tế", kind = "so", to = 2000-01-01')
    error = refused(tmp_path, old)
    assert error.code == "E217"
    apart = old.replace(', names = ["Sở Y tế"]', "").replace(
        "2000-01-01 }", '2000-01-01 }, { name = "Sở Y tế", kind = "so", from = 2000-01-02 }'
    )
    (tmp_path / "national.toml").write_text(apart, encoding="utf-8")
    assert len(load_registry(tmp_path).entries) == 2


def test_a_province_file_is_checked_like_the_national_one(tmp_path: Path) -> None:
    error = refused(tmp_path, NATIONAL, 'province = "Nơi Này"\nlevle = "tỉnh"\n')
    assert error.code == "E211" and "tinh.toml" in str(error)
    assert refused(tmp_path, NATIONAL, 'level = "tỉnh"\n').code == "E212"


def test_a_province_file_of_another_place_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "national.toml").write_text(NATIONAL, encoding="utf-8")
    (tmp_path / "khac.toml").write_text('province = "Nơi Khác"\n[[agency', encoding="utf-8")
    assert load_registry(tmp_path).for_place("Nơi Này").get("so-y-te") is not None


def test_a_missing_national_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PipelineError) as raised:
        load_registry(tmp_path)
    assert raised.value.code == "E210"


def test_every_province_file_holds(registry: Registry) -> None:
    for place in registry.provinces:
        assert registry.for_place(place).entries.keys() > registry.entries.keys()


def test_the_divisions_may_be_left_out(tmp_path: Path) -> None:
    for name in ("national.toml", "thai-nguyen.toml"):
        shutil.copy(RULES / name, tmp_path / name)
    view = load_registry(tmp_path).for_place("Cà Mau")
    group = view.get("ubnd-cac-xa-phuong")
    assert group is not None and view.members(group) == ()
