"""The bars of the house: order of stages, doors of libraries, lengths, docstrings, messages, documents."""

from __future__ import annotations

import argparse
import ast
import json
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from pipeline.cli.arguments import parser
from pipeline.messages import ERRORS, NOTICES
from tests import ROOT

MODULES = sorted((ROOT / "pipeline").rglob("*.py"))
# The rooms in the order of the data; a module imports from its own room and from those before it.
ROOMS = (
    "contract",
    "model",
    "errors",
    "messages",
    "vietnamese",
    "rulebook",
    "identity",
    "cells",
    "decoding",
    "office",
    "settings",
    "options",
    "read",
    "find/language",
    "find/registry",
    "find/agency",
    "find/time",
    "find/layout",
    "find/sentence",
    "find",
    "assemble/draft",
    "assemble/kept",
    "assemble/telling",
    "assemble/fields",
    "assemble",
    "correct",
    "check",
    "write/store",
    "write/lock",
    "write/log",
    "write/beside",
    "write/office",
    "write/tables",
    "write/letter",
    "write/decree",
    "write/tracking",
    "write/report",
    "write/review",
    "write",
    "gate",
    "follow",
    "run",
    "batch",
    "screen",
    "cli",
    "__main__",
    "__init__",
)
# A library, and the rooms that may import it.
DOORS = {
    "docx": ("read", "write/report"),
    "spacy": ("find/language",),
    "openpyxl": ("correct", "write", "follow"),
    "pandas": ("write/tables",),
    "lxml": ("read", "write", "gate"),
    "tomlkit": ("gate",),
    "pypdfium2": ("read",),
    "joblib": ("batch",),
    "distributed": ("batch",),
    "icalendar": ("follow",),
}
FILES = 15  # modules that a folder holds at most
Function = ast.FunctionDef | ast.AsyncFunctionDef


def inside(path: Path) -> str:
    """A module's path inside the package: "find/time/dates.py"."""
    return path.relative_to(ROOT / "pipeline").as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of one module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Dotted names that a module imports, wherever the statement stands (relative ones are refused below)."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def functions(path: Path) -> Iterator[Function]:
    """All functions and methods of one module, nested ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def length(node: Function) -> int:
    """Lines of a function from ``def`` to its last, docstring included."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def within(place: str, rooms: tuple[str, ...]) -> bool:
    """Whether a module lies in one of the rooms ("find/language")."""
    return any(place.startswith(f"{room}/") for room in rooms)


def room(place: str) -> int:
    """The number of the room of a module ("find/time/dates.py") or of a dotted name behind "pipeline" as a path."""
    parts = place.removesuffix(".py").split("/")
    names = ["/".join(parts[:n]) for n in range(len(parts), 0, -1)]
    return next((ROOMS.index(name) for name in names if name in ROOMS), -1)


def misplaced(place: str, names: set[str]) -> list[str]:
    """Those of the dotted ``names`` that the module at ``place`` ("find/time/dates.py") may not import."""
    ours = sorted(name for name in names if name.startswith("pipeline."))
    return [name for name in ours if not 0 <= room("/".join(name.split(".")[1:])) <= room(place)]


def circles(imported: Mapping[str, set[str]]) -> list[str]:
    """Modules from which a way leads back to themselves."""
    reached = {name: set(of) for name, of in imported.items()}
    for middle in reached:
        for name, of in reached.items():
            if middle in of:
                reached[name] = of | reached[middle]
    return sorted(name for name, of in reached.items() if name in of)


def modules_imported() -> dict[str, set[str]]:
    """Which modules of the package each module imports; the package itself, which all of them load, left out."""
    known = {dotted(path): path for path in MODULES if path.parent != ROOT / "pipeline" or path.stem != "__init__"}
    found: dict[str, set[str]] = {}
    for module, path in known.items():
        targets = (name if name in known else name.rpartition(".")[0] for name in imports(path))
        found[module] = {target for target in targets if target in known}
    return found


def dotted(path: Path) -> str:
    """A module's name: "pipeline.find.time.dates", a folder's for its ``__init__``."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_every_module_has_a_room_and_imports_only_from_those_before_it(path: Path) -> None:
    assert room(inside(path)) >= 0
    assert misplaced(inside(path), imports(path)) == []


@pytest.mark.parametrize(
    ("place", "name", "allowed"),
    [
        ("find/time/dates.py", "pipeline.read.word.docx.read_docx", True),
        ("find/time/dates.py", "pipeline.find.language.tokens", True),
        ("find/time/dates.py", "pipeline.find.time.windows", True),
        ("find/time/dates.py", "pipeline.find.layout.outline.Item", False),
        ("find/agency/lists.py", "pipeline.find.sentence.clauses.Clauses", False),
        ("find/lexicon.py", "pipeline.find.sentence.clauses.Clauses", True),
        ("find/time/dates.py", "pipeline.write.tables.tables", False),
        ("assemble/fields/record.py", "pipeline.assemble.draft.Draft", True),
        ("assemble/fields/record.py", "pipeline.assemble.walk.Walk", False),
        ("assemble/plan.py", "pipeline.check.checks.check_plan", False),
        ("correct/apply.py", "pipeline.check.checks.check_plan", False),
        ("correct/apply.py", "pipeline.write.tables.tables", False),
        ("check/checks.py", "pipeline.correct.model.Corrected", True),
        ("write/tables/tables.py", "pipeline.follow.merge", False),
        ("write/tables/tables.py", "pipeline.write.letter.case", False),
        ("write/letter/words.py", "pipeline.write.office.rich", True),
        ("write/tables/tables.py", "pipeline.run.extract", False),
        ("run.py", "pipeline.batch.unchanged", False),
        ("run.py", "pipeline.write.tables.tables", True),
        ("batch/deliver.py", "pipeline.run.extract", True),
        ("messages.py", "pipeline.model.Notice", True),
        ("model.py", "pipeline.messages.ERRORS", False),
        ("contract.py", "pipeline.model.Plan", False),
        ("cli/desk.py", "pipeline.nowhere.thing", False),
    ],
)
def test_order_of_rooms(place: str, name: str, allowed: bool) -> None:
    assert (misplaced(place, {name}) == []) is allowed


def test_no_module_leads_back_to_itself() -> None:
    assert circles(modules_imported()) == []


@pytest.mark.parametrize(
    ("imported", "found"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"a"}, "c": {"a"}}, ["a", "b"]),
        ({"a": {"b"}, "b": {"c"}, "c": {"d"}, "d": {"b"}}, ["b", "c", "d"]),
        ({"a": {"a"}}, ["a"]),
    ],
)
def test_circles_are_found(imported: dict[str, set[str]], found: list[str]) -> None:
    assert circles(imported) == found


def test_folders_hold_few_modules_and_say_what_they_are() -> None:
    folders = sorted({path.parent for path in MODULES} - {ROOT / "pipeline"})
    crowded = {f.name: n for f in folders if (n := len([*f.glob("*.py")]) - 1) > FILES}
    said = {f.name: ast.get_docstring(tree(f / "__init__.py")) or "" for f in folders}
    assert crowded == {}
    assert [name for name, text in said.items() if not re.search(r"\n(Doors?|Rooms in order): ?", text)] == []


def locked(place: str, names: set[str]) -> list[str]:
    """The libraries among the dotted ``names`` that the module at ``place`` may not import."""
    used = {name.split(".")[0] for name in names} & DOORS.keys()
    return [name for name in sorted(used) if not within(place, DOORS[name])]


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_one_door_for_each_library(path: Path) -> None:
    assert locked(inside(path), imports(path)) == []


@pytest.mark.parametrize(
    ("place", "name", "allowed"),
    [
        ("read/word/docx.py", "docx.Document", True),
        ("write/report/document.py", "docx.Document", True),
        ("write/decree/reader.py", "docx.Document", False),
        ("find/language/matching.py", "spacy.matcher.Matcher", True),
        ("find/agency/names.py", "spacy.tokens.Doc", False),
        ("correct/workbook.py", "openpyxl.load_workbook", True),
        ("batch/jobs.py", "openpyxl.load_workbook", False),
        ("write/tables/tables.py", "pandas", True),
        ("follow/compare.py", "pandas", False),
    ],
)
def test_doors_of_libraries(place: str, name: str, allowed: bool) -> None:
    assert (locked(place, {name}) == []) is allowed


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_no_relative_import_and_no_star(path: Path) -> None:
    froms = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom)]
    assert [node.lineno for node in froms if node.level or any(alias.name == "*" for alias in node.names)] == []


def test_core_modules_load_no_heavy_library() -> None:
    """Start-up time counts: nouns, messages and rules come without the four libraries."""
    script = (
        "import sys, json, pipeline, pipeline.model, pipeline.messages, pipeline.rulebook, pipeline.__main__;"
        "print(json.dumps(sorted({'spacy', 'pandas', 'docx', 'openpyxl', 'numpy', 'lxml'} & sys.modules.keys())))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_modules_are_short() -> None:
    lines = {inside(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: count for name, count in lines.items() if count > 300} == {}
    assert statistics.median(count for name, count in lines.items() if not name.endswith("__init__.py")) <= 150


def test_functions_are_short() -> None:
    lengths = {f"{inside(path)}:{node.name}": length(node) for path in MODULES for node in functions(path)}
    ordered = sorted(lengths.values())
    assert {name: count for name, count in lengths.items() if count > 40} == {}
    assert statistics.median(ordered) <= 8
    assert ordered[int(0.95 * len(ordered))] <= 25


def undocumented(node: ast.Module | ast.ClassDef, prefix: str = "") -> Iterator[str]:
    """Public functions, classes and methods below ``node`` without a docstring."""
    for child in node.body:
        if isinstance(child, Function | ast.ClassDef) and not child.name.startswith("_"):
            if ast.get_docstring(child) is None:
                yield prefix + child.name
            if isinstance(child, ast.ClassDef):
                yield from undocumented(child, f"{prefix}{child.name}.")


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_public_names_have_docstrings(path: Path) -> None:
    assert ast.get_docstring(tree(path)) or not path.read_text(encoding="utf-8").strip()
    assert list(undocumented(tree(path))) == []


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_no_module_is_a_drawer(path: Path) -> None:
    assert not {"utils", "util", "helpers", "common", "misc", "base"} & {path.stem, path.parent.name}


# Where expressions hold words of the language, and why; the list only shrinks.
WORDED = {
    "find/language/tokens.py": "pieces ($date, $quarter …) and spelling: what rules are made of cannot be a rule",
    "find/layout/header.py": "the head of a document, not yet rules",
    "find/layout/references.py": "how documents are numbered and cited, not yet rules",
    "find/layout/issuer.py": "the head of a document, not yet rules",
    "assemble/fields/grid.py": "a unit behind digits",
}
# What an expression holds that is no word: escapes, classes, names of groups, Roman numbers.
NO_WORD = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\(\?P[<=]\w+[>)]|(?<!\w)(?:[IVXLC]+|[ivxlc]+)(?!\w)")


def strings(node: ast.AST, named: Mapping[str, ast.expr], seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The string constants of an expression, those of the module's ``named`` constants that it uses too."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
        elif isinstance(part, ast.Name) and part.id in named and part.id not in seen:
            yield from strings(named[part.id], named, seen | {part.id})


def worded(module: ast.Module) -> list[str]:
    """The regular expressions of a module (first arguments of ``re.*``) in which words or letters of Vietnamese
    stand."""
    named = {
        target.id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    calls = (
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
    )
    shapes = (
        shape
        for call in calls
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.value.id == "re"
        for shape in strings(call.args[0], named)
    )
    return [shape for shape in shapes if re.search(r"[^\W\d_]{2}|(?![a-zA-Z])[^\W\d_]", NO_WORD.sub(" ", shape))]


@pytest.mark.parametrize(
    ("code", "held"),
    [
        ('import re\nre.compile(r"(?:để|nhằm)\\b")', True),
        ('import re\n_W = "do"\nre.match(rf"\\s*{_W}\\s", text)', True),
        ('import re\nre.compile(r"(?P<number>[IVXLC]+|[A-ZĐ]|\\d+)[.)]\\s")', False),
        ('import re\nre.split(r"[;,]\\s+", "để")', False),
    ],
)
def test_words_in_expressions_are_seen(code: str, held: bool) -> None:
    assert bool(worded(ast.parse(code))) is held


def test_words_of_the_language_are_rules_not_expressions() -> None:
    """In find/ and assemble/ an expression speaks of marks and digits alone; words have a rule with examples."""
    heart = [path for path in MODULES if within(inside(path), ("find", "assemble"))]
    assert {
        inside(path): worded(tree(path)) for path in heart if inside(path) not in WORDED and worded(tree(path))
    } == {}
    assert [place for place in WORDED if not worded(tree(ROOT / "pipeline" / place))] == []


# Rooms in which some names still meet those of others: Words, Line, Run, Context, Lexicon, Tone, Part.
NOT_YET = ("find", "assemble", "write/letter", "write/decree")


def test_one_class_name_for_one_thing() -> None:
    homes: dict[str, list[str]] = {}
    for path in (path for path in MODULES if not within(inside(path), NOT_YET)):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(inside(path))
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


@cache
def codes(*folders: str, but: tuple[str, ...]) -> frozenset[str]:
    """Message ids that stand in the files of ``folders``, the files ``but`` left out."""
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.*") if path.suffix in {".py", ".toml"}]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files if path.name not in but)
    return frozenset(re.findall(r"\b[EW]\d{3}\b", text))


# Given only where a program outside Python, or minutes, are at hand.
SLOW_MESSAGES = frozenset({"E316", "E505", "W405", "W406"})


def test_every_message_is_provoked_by_an_input(given: frozenset[str], request: pytest.FixtureRequest) -> None:
    """The record of conftest: which codes the program itself gave while all other tests ran."""
    spared = SLOW_MESSAGES if request.config.getoption("markexpr") == "not slow" else frozenset()
    missing = sorted({*ERRORS, *NOTICES} - given - spared)
    assert not missing, f"no input provokes {', '.join(missing)}"


@pytest.mark.parametrize("code", sorted({*ERRORS, *NOTICES}))
def test_every_message_has_a_user(code: str) -> None:
    assert code in codes("pipeline", "rules", but=("messages.py", "errors.py")), f"nothing says {code}"


def test_message_ids_stand_once() -> None:
    texts = [(ROOT / "pipeline" / name).read_text(encoding="utf-8") for name in ("errors.py", "messages.py")]
    keys = re.findall(r'^    "([EW]\d{3})":', "\n".join(texts), re.M)
    assert sorted(keys) == sorted({*ERRORS, *NOTICES})
    assert all(re.fullmatch(r"E[1235]\d\d", code) for code in ERRORS)
    assert all(re.fullmatch(r"W4\d\d", code) for code in NOTICES)


def committed_text() -> Iterator[tuple[str, str]]:
    """Path and text of every file that git has or would take, where git is there; binary files are left out."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in sorted(filter(None, done.stdout.split("\0"))):
        path = ROOT / name
        if path.is_file() and path.suffix not in {".docx", ".doc", ".xlsx", ".png", ".pdf"}:
            yield name, path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="an unpacked source archive has no list of its files")
def test_no_file_names_this_machine() -> None:
    """No home folder, no folder of this checkout, no address of a package index."""
    machine = {
        re.escape(str(ROOT)) + r"\b",
        re.escape(str(Path.home())) + "/",
        r"/(home|Users)/\w+/",
        r"\bpypi\.org",
        r"pythonhosted",
    }
    pattern = re.compile("|".join(sorted(machine)))
    found = {
        name: hit.group()
        for name, text in committed_text()
        if (hit := pattern.search(text)) and name != "tests/test_house.py"
    }
    assert found == {}


def pinned(name: str) -> dict[str, set[str]]:
    """Package names of a lock file with their versions."""
    text = (ROOT / name).read_text(encoding="utf-8")
    versions: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([a-z0-9-]+)==([^ ;]+)", text, re.M):
        versions.setdefault(package, set()).add(version)
    return versions


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_pins_and_hashes_everything_and_names_no_address(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())
    assert [entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert "://" not in "".join(entries)


def test_locks_cover_the_declared_dependencies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[\[<>=]", line)[0] for line in project["dependencies"]}
    extras = project["optional-dependencies"]
    development = {re.split(r"[\[<>=]", line)[0] for extra in ("dev", "cluster") for line in extras[extra]}
    core, dev = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert named <= core.keys()
    assert development <= dev.keys()
    assert {name: core[name] for name in core if dev.get(name) != core[name]} == {}


def fenced(path: Path) -> list[str]:
    """Lines of all fenced code blocks of a Markdown file."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S)
    return [line.strip() for block in blocks for line in block.splitlines()]


def documents() -> list[Path]:
    """The Markdown files that tell a person what to type."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("path", documents(), ids=lambda p: p.name)
def test_documented_make_targets_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    told = re.findall(r"`(?:\$ )?make ([a-z][a-z-]*)", path.read_text(encoding="utf-8"))
    told += [hit for line in fenced(path) for hit in re.findall(r"(?:^|\$ )make ([a-z][a-z-]*)", line)]
    assert sorted(set(told) - targets) == []


def commands() -> set[str]:
    """The subcommands of the command line."""
    action = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return set(action.choices)


@pytest.mark.parametrize("path", documents(), ids=lambda p: p.name)
def test_documented_commands_exist(path: Path) -> None:
    told = [hit for line in fenced(path) for hit in re.findall(r"(?:\bgiaoviec|-m pipeline) ([a-z-]+)", line)]
    told += re.findall(r"`(?:giaoviec|(?:python )?-m pipeline) ([a-z-]+)", path.read_text(encoding="utf-8"))
    assert sorted(set(told) - commands()) == []


@pytest.mark.parametrize("path", documents(), ids=lambda p: p.name)
def test_documented_files_exist(path: Path) -> None:
    """A relative link leads somewhere."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_help_lists_every_target() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.M)
    assert phony is not None
    assert set(phony.group(1).split()) == set(re.findall(r"^([a-z-]+):.*## ", text, re.M))


def test_make_runs_modules_that_exist() -> None:
    modules = set(re.findall(r"-m (tests\.\w+)", (ROOT / "Makefile").read_text(encoding="utf-8")))
    places = {name: ROOT / name.replace(".", "/") for name in modules}
    runs = {n for n, p in places.items() if p.with_suffix(".py").is_file() or (p / "__main__.py").is_file()}
    assert modules == runs


@pytest.mark.parametrize("path", sorted((ROOT / "tests").glob("bench_*.py")), ids=lambda p: p.stem)
def test_bench_sections_have_a_title_and_a_measure(path: Path) -> None:
    named = {node.name for node in tree(path).body if isinstance(node, ast.FunctionDef)}
    assigned = {
        t.id
        for node in tree(path).body
        if isinstance(node, ast.Assign)
        for t in node.targets
        if isinstance(t, ast.Name)
    }
    assert "measure" in named
    assert "TITLE" in assigned
