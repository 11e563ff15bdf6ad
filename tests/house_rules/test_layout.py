"""Where things lie and what they may be called."""

import ast
import re

import pytest

from tests.house_rules.sources import PROGRAM, ROOT, SUBJECTS, calls, files_of_tests, parsed, program_files

ALLOWED_IN_A_SUBJECT = {
    "__init__",
    "rules",
    "models",
    "queries",
    "documents",
    "sheets",
    "use_cases",
    "pages",
}
EMPTY_NAMES = re.compile(r"^(utils?|helpers?|misc|common|manager|part\d+|.*_v\d)$")
LONGEST = 400


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_holds_the_same_few_files(subject: str) -> None:
    names = {
        path.stem
        for path in (PROGRAM / subject).iterdir()
        if path.name != "__pycache__" and not path.name.startswith(".")
    }
    assert names <= ALLOWED_IN_A_SUBJECT


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_opens_with_its_chinese_terms(subject: str) -> None:
    docstring = ast.get_docstring(parsed(PROGRAM / subject / "__init__.py")) or ""
    assert re.search(r"[\u4e00-\u9fff]", docstring)


def test_names_tell_something() -> None:
    told = [path for path in program_files() if EMPTY_NAMES.match(path.stem)]
    assert told == []


def test_every_module_opens_with_a_sentence() -> None:
    silent = [str(path) for path in program_files() if not ast.get_docstring(parsed(path))]
    assert silent == []


def test_no_module_grows_past_a_page_worth_reading() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in program_files()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_the_event_loop_is_never_pumped() -> None:
    pumped = [str(path) for path in program_files() if {"processEvents"} & set(calls(parsed(path)))]
    assert pumped == []


def test_no_thread_class_of_qt() -> None:
    text = {path: path.read_text(encoding="utf-8") for path in program_files()}
    assert [
        str(path) for path, source in text.items() if re.search(r"\bQThread\b|\bQRunnable\b", source)
    ] == []


def test_tests_never_sleep_or_mock() -> None:
    sleeping = [str(path) for path in files_of_tests() if {"sleep", "qWait"} & set(calls(parsed(path)))]
    mocking = [
        str(path)
        for path in files_of_tests()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Import | ast.ImportFrom) and "mock" in ast.unparse(node)
    ]
    assert sleeping == []
    assert mocking == []


def test_a_use_case_never_commits_nor_reads_the_clock() -> None:
    banned = {"commit", "rollback", "today", "utcnow", "add", "add_all", "delete", "bulk_insert_mappings"}
    found = {}
    for subject in SUBJECTS:
        places = [*(PROGRAM / subject).glob("use_cases.py"), *(PROGRAM / subject).glob("use_cases/**/*.py")]
        for path in places:
            tree = parsed(path)
            sessions = [
                name
                for node in ast.walk(tree)
                if isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and (name := node.func.attr) in banned
                and ast.unparse(node.func.value).endswith(("session", "date", "datetime"))
            ]
            if sessions:
                found[str(path)] = sessions
    assert found == {}


def test_exceptions_to_the_linters_only_fall() -> None:
    pattern = re.compile(r"#\s*(type: ignore|noqa)")
    count = sum(
        len(pattern.findall(path.read_text(encoding="utf-8")))
        for path in [*program_files(), *files_of_tests()]
        if path.name != "test_layout.py"
    )
    allowed = int((ROOT / "tests/house_rules/allowed_exceptions.txt").read_text(encoding="utf-8"))
    assert count <= allowed, "mend the code instead, or say openly why the number must rise"
    assert count == allowed, "the number fell: write the new one down"


def test_nothing_of_this_machine_is_in_the_tree() -> None:
    index_host = re.compile(r"--(extra-)?index-url|https?://[^ \"']*/simple\b|/(root|home/[a-z]+)/")
    kinds = {".py", ".toml", ".md", ".txt", ".lock", ".spec", ".json", ""}
    tracked = [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and path.suffix in kinds
        and not {".git", ".venv", "build"} & set(path.relative_to(ROOT).parts)
        and not any(part.endswith("_cache") or part == ".hypothesis" for part in path.parts)
        and path.name != "test_layout.py"
        and not any(part.endswith(".egg-info") for part in path.parts)
    ]
    leaks = [
        str(path.relative_to(ROOT))
        for path in tracked
        if path.stat().st_size < 2_000_000
        and index_host.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert leaks == []
