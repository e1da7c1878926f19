"""The rulebook reads rules and refuses what cannot work; the finder finds whole words on the true text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.find.language.matching import Finder, Words, compile_rules
from pipeline.find.language.tokens import fold, tokenise
from pipeline.find.time.dates import READERS
from pipeline.messages import PipelineError
from pipeline.model import Span
from pipeline.rulebook import Rule, load_rulebook, read_word_lists, rules_folder
from tests import ROOT

GOOD = """
[[rule]]
id = "T-01"
label = "role"
tokens = ["chủ", "trì"]
value = "lead"
why = "a word of leading"
match = ["Sở A [[chủ trì]]. => lead", "[[chủ trì]]"]
never = ["phối hợp"]
"""


def book(folder: Path, text: str, name: str = "a.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_rule_is_read_with_its_file(tmp_path: Path) -> None:
    rulebook = load_rulebook(book(tmp_path, GOOD))
    assert [(r.id, r.label, r.tokens, r.value, r.file) for r in rulebook.rules] == [
        ("T-01", "role", (("chủ", "trì"),), "lead", "rules/a.toml")
    ]
    assert rulebook.labelled("role") == rulebook.rules
    assert rulebook.labelled("deadline") == ()


def test_a_string_of_tokens_holds_an_alternative_a_line(tmp_path: Path) -> None:
    text = GOOD.replace('["chủ", "trì"]', '"""\nchủ trì\nlàm đầu mối\n"""')
    assert load_rulebook(book(tmp_path, text)).rules[0].tokens == (("chủ", "trì"), ("làm", "đầu", "mối"))


def test_files_without_rules_count_in_the_hash_only(tmp_path: Path) -> None:
    before = load_rulebook(book(tmp_path, GOOD))
    after = load_rulebook(book(tmp_path, 'colour = "red"', "statuses.toml"))
    assert before.rules == after.rules
    assert before.sha256 != after.sha256


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("E201", "value =", 'raeds = "x"\nvalue ='),
        ("E202", 'why = "a word of leading"', ""),
        ("E202", 'value = "lead"', ""),
        ("E203", "", GOOD),
        ("E204", ', "[[chủ trì]]"]', "]"),
        ("E204", 'never = ["phối hợp"]', ""),
        ("E205", '"chủ", "trì"', '"chủ trì"'),
        ("E205", '"chủ", "trì"', '{LOWER = "Chủ"}'),
        ("E205", '"chủ", "trì"', '{LOWER = {IN = ["chủ trì"]}}'),
        ("E205", '"chủ", "trì"', '{LEMMA = "chủ"}'),
        ("E205", '"chủ", "trì"', '"chủ?"'),
        ("E206", "[[rule]]", "[[rule]"),
        ("E207", "value =", 'at = "top"\nvalue ='),
        ("E208", '"[[chủ trì]]"', '"chủ trì"'),
        ("E202", 'tokens = ["chủ", "trì"]', 'pattern = ""'),
        ("E218", 'tokens = ["chủ", "trì"]', "pattern = 'chủ (trì'"),
        ("E218", 'tokens = ["chủ", "trì"]', "pattern = '(?:chủ)?'"),
        ("E218", "value =", "pattern = 'chủ trì'\nvalue ="),
    ],
)
def test_refusals(tmp_path: Path, code: str, old: str, new: str) -> None:
    text = GOOD.replace(old, new, 1) if old else GOOD + new
    with pytest.raises(PipelineError) as refusal:
        load_rulebook(book(tmp_path, text))
    assert refusal.value.code == code


LISTED = GOOD.replace('tokens = ["chủ", "trì"]', 'words = "verbs"')
LISTS = '[verbs]\nboth = "rà soát\\nthăm, tặng quà"\norder = "giúp"\nname = "neo đậu"\n'


def test_a_rule_takes_the_words_of_a_list_that_may_begin_an_order(tmp_path: Path) -> None:
    (tmp_path / "verbs.toml").write_text(LISTS, encoding="utf-8")
    expected = (("rà", "soát"), ("thăm", ",", "tặng", "quà"), ("giúp",))
    assert load_rulebook(book(tmp_path, LISTED)).rules[0].tokens == expected
    assert read_word_lists(tmp_path / "verbs.toml")["verbs"].names == ("rà soát", "thăm, tặng quà", "neo đậu")


@pytest.mark.parametrize(
    ("code", "lists", "rule"),
    [
        ("E205", LISTS, LISTED.replace('"verbs"', '"nouns"')),
        ("E205", LISTS, LISTED.replace("value =", 'tokens = "chủ trì"\nvalue =')),
        ("E201", LISTS + 'noun = "việc"', LISTED),
        ("E202", LISTS.replace("name", "# name"), LISTED),
        ("E206", "[verbs", LISTED),
    ],
)
def test_lists_that_cannot_work_are_refused(tmp_path: Path, code: str, lists: str, rule: str) -> None:
    (tmp_path / "verbs.toml").write_text(lists, encoding="utf-8")
    with pytest.raises(PipelineError) as refusal:
        load_rulebook(book(tmp_path, rule))
    assert refusal.value.code == code


@pytest.mark.parametrize("name", ["verbs", "adverbs"])
def test_each_word_of_the_shipped_lists_stands_once(name: str) -> None:
    held = read_word_lists(rules_folder() / "verbs.toml")[name]
    words = [*held.orders, *(w for w in held.names if w not in held.orders)]
    assert len(words) == len({fold(word) for word in words}) and len(held.names) == len(set(held.names))


def test_the_example_of_the_guide_is_true(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "add-a-rule.md").read_text(encoding="utf-8")
    rules = load_rulebook(book(tmp_path, guide.split("```toml")[1].split("```")[0])).rules
    looked_for = compile_rules(rules, READERS)
    for example in rules[0].match:
        marked, _, value = example.partition(" => ")
        text = marked.replace("[[", "").replace("]]", "")
        assert [(f"[[{text[m.span.start : m.span.end]}]]" in marked, str(m.value)) for m in looked_for.find(text)] == [
            (True, value)
        ]
    assert looked_for.find(rules[0].never[0]) == ()


def rule(tokens: str, label: str = "x", reads: str = "", at: str = "", id: str = "T") -> Rule:
    sequences = tuple(tuple(line.split()) for line in tokens.splitlines())
    return Rule(id=id, label=label, tokens=sequences, reads=reads, value=None if reads else "v", at=at)


def finder(*rules: Rule) -> Finder:
    return compile_rules(rules, {"words": lambda words: words.folded, "nothing": lambda words: None})


def quotes(looked_for: Finder, text: str) -> list[str]:
    return [text[m.span.start : m.span.end] for m in looked_for.find(text)]


@pytest.mark.parametrize("tokens", ["30/6", "sở,", "$dat"])
def test_a_token_that_no_text_gives_is_refused(tokens: str) -> None:
    with pytest.raises(PipelineError) as refusal:
        finder(rule(tokens))
    assert refusal.value.code == "E205"


def test_an_unknown_reader_is_refused() -> None:
    with pytest.raises(PipelineError) as refusal:
        compile_rules([rule("a", reads="b")], {})
    assert refusal.value.code == "E209"


@pytest.mark.parametrize(
    ("tokens", "text", "expected"),
    [
        ("uỷ ban", "ỦY BAN nhân dân; Uỷ ban", ["ỦY BAN", "Uỷ ban"]),
        ("chiến sĩ", "các chiến sỹ", ["chiến sỹ"]),
        ("đơn vị", "Ðơn vị chủ trì", ["Ðơn vị"]),
        ("kinh tế - xã hội", "kinh tế – xã hội", ["kinh tế – xã hội"]),
        ("trước ngày? $date", "trước ngày 30/6/2025; trước 1.7.2025.", ["trước ngày 30/6/2025", "trước 1.7.2025"]),
        ("cơ|đơn quan|vị", "cơ quan, đơn vị", ["cơ quan", "đơn vị"]),
        ("chủ", "chủng loại", []),
    ],
)
def test_words_are_found_folded_and_whole(tokens: str, text: str, expected: list[str]) -> None:
    assert quotes(finder(rule(tokens)), text) == expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"điểm [a-zđ](?:, [a-zđ])*", "theo Điểm a, đ khoản 2", ["Điểm a, đ"]),
        (r"KỲ họp thứ \w+", "Kì họp thứ Mười", ["Kì họp thứ Mười"]),
        ("sở \\S+\nban \\S+", "Ban Dân vận, Sở Y tế", ["Ban Dân", "Sở Y"]),
        (r"\s*tổ\s*", "các tổ, tổng", ["tổ"]),
        ("ngày 1", "ngày 12 và ngày 1/7/2027", []),
        ("hế", "thế", []),
    ],
)
def test_a_pattern_is_folded_and_finds_whole_words(pattern: str, text: str, expected: list[str]) -> None:
    looked_for = finder(Rule(id="T", label="x", tokens=(), pattern=tuple(pattern.split("\n")), value="v"))
    assert quotes(looked_for, text) == expected


def test_a_pattern_and_words_of_one_label_do_not_overlap() -> None:
    by_pattern = Rule(id="P", label="x", tokens=(), pattern=(r"nghị quyết số \d+",), value="v")
    looked_for = finder(rule("nghị quyết"), by_pattern)
    assert [(m.rule, m.span) for m in looked_for.find("Nghị quyết số 7")] == [("P", Span(0, 0, 15))]


def test_a_rule_of_a_pattern_is_read(tmp_path: Path) -> None:
    text = GOOD.replace('tokens = ["chủ", "trì"]', "pattern = '''\nchủ\\s+trì\n\nlàm đầu mối\n'''")
    assert load_rulebook(book(tmp_path, text)).rules[0].pattern == (r"chủ\s+trì", "làm đầu mối")


def test_the_longest_of_a_label_counts_once() -> None:
    looked_for = finder(rule("chủ trì", id="short"), rule("chủ trì thực hiện", id="long"), rule("trì", label="y"))
    assert [(m.rule, m.label) for m in looked_for.find("chủ trì thực hiện")] == [("long", "x"), ("T", "y")]


def test_labels_limit_what_is_looked_for() -> None:
    looked_for = finder(rule("a"), rule("b", label="y"))
    assert [m.span for m in looked_for.find("a b", block=7, labels=["y"])] == [Span(7, 2, 3)]


def test_a_reader_gives_the_value_or_refuses() -> None:
    assert [m.value for m in finder(rule("Sở", reads="words")).find("Sở")] == ["sở"]
    assert finder(rule("Sở", reads="nothing")).find("Sở") == ()


def test_pieces_are_handed_to_the_reader() -> None:
    seen: list[Words] = []
    compile_rules([rule("từ $date", reads="see")], {"see": seen.append}).find("Áp dụng từ 01/7/2025.")
    assert seen[0].pieces == (("date", "01/7/2025"),)
    assert (seen[0].before, seen[0].text, seen[0].after) == ("áp dụng ", "từ 01/7/2025", ".")


@pytest.mark.parametrize(
    ("at", "text", "hits"),
    [
        ("start", "Giao Sở A. Giao Sở B; giao Sở C, được giao", 2),
        ("start", "a\n- Giao Sở A\n“Giao", 2),
        ("start", "TP. Giao Thủy", 0),
        ("clause", "Giao Sở A; giao Sở B, giao Sở C", 3),
        ("whole", "Giao:\nGiao Sở\nđược giao", 1),
        ("", "Giao được giao", 2),
    ],
)
def test_where_a_rule_holds(at: str, text: str, hits: int) -> None:
    assert len(finder(rule("giao", at=at)).find(text)) == hits


@given(st.text(alphabet="aâăoòóuúyýỳTHKhtkĐÐđ –-1/230. ,;\n“İ"))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="ngàytháqu ăm012346/.-–,;() \nTrướcÐIV"))
def test_tokens_lie_in_order_and_drop_only_blanks(text: str) -> None:
    tokens = tokenise(text)
    edges = [0, *(edge for pair in zip(tokens.starts, tokens.ends, strict=True) for edge in pair), len(text)]
    assert edges == sorted(edges)
    assert all(text[a:b].strip() == "" for a, b in zip(edges[::2], edges[1::2], strict=True))
