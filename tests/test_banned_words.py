"""No screen, message, page or term speaks of mandates in words that would be a verdict.

The words are those that the design bans: a paragraph is "not cited in this workplan", never uncovered, a gap,
missing or a failure; a period is ended, never overdue.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from typer.testing import CliRunner

from iagkg.cli import app

ROOT = Path(__file__).parents[1]
ALWAYS = re.compile(r"\b(uncovered|gaps?|overdue)\b", re.IGNORECASE)
OF_MANDATES = re.compile(r"\b(missing|fail(?:s|ed|ing)?)\b", re.IGNORECASE)
MANDATE = re.compile(r"\b(mandates?|paragraphs?|decisions?|provisions?|coverage|cited)\b", re.IGNORECASE)
# Of files we speak in the words of files: "column decision is missing".
OF_FILES = re.compile(
    r"\b(columns?|rows?|files?|cells?|parts?) \S* ?(?:is|are)? ?missing\b|missing or an additional"
)


def banned(text: str) -> str:
    found = ALWAYS.search(text)
    if found is None and MANDATE.search(text) and not OF_FILES.search(text):
        found = OF_MANDATES.search(text)
    return found[0] if found else ""


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module that somebody may read: no docstrings, no keys."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    notes = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            words = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            yield node.lineno, words
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.lineno, node.value


@pytest.mark.parametrize(
    "path", sorted((ROOT / "iagkg").rglob("*.py")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_no_message_says_them(path: Path) -> None:
    assert [(line, text) for line, text in strings(path) if " " in text and banned(text)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "queries").rglob("*.rq")), ids=lambda path: path.stem)
def test_no_question_says_them(path: Path) -> None:
    header = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#+")]
    assert [line for line in header if banned(line)] == []


@pytest.mark.parametrize("name", ["iagkg.ttl", "iagkg-schemes.ttl", "iagkg-shapes.ttl"])
def test_no_term_and_no_rule_says_them(name: str) -> None:
    graph = rdflib.Graph().parse(ROOT / "ontology" / name)
    words = {str(value) for value in graph.objects() if isinstance(value, rdflib.Literal)}
    assert [text for text in words if banned(text)] == []


@pytest.mark.parametrize(
    "path", sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md"]), ids=lambda path: path.name
)
def test_no_page_says_them(path: Path) -> None:
    lines = [re.sub(r"`[^`]*`", "", line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if banned(ours(line))] == []


def test_the_tables_of_our_own_words_do_not_say_them() -> None:
    for name in (
        "register/finding_aids.tsv",
        "register/group_decisions.tsv",
        "wording.tsv",
        "tags.tsv",
        "vocabulary/entities.tsv",
        "vocabulary/relations.tsv",
        "vocabulary/schemes.tsv",
        "workplans/short_titles.tsv",
    ):
        lines = (ROOT / "data" / name).read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if banned(ours(line))] == []


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shipped") / "build"
    assert CliRunner().invoke(app, ["build", "-q", "-o", str(folder)]).exit_code == 0
    return folder


DOCUMENT = ROOT / "data" / "workplans" / "iag_tsc_2025_2027.txt"
QUOTED = re.compile(r"\bcapability gaps\b", re.IGNORECASE)
"""Words of the document itself, on what Parties lack: titles of tasks may quote them."""


def ours(line: str) -> str:
    return QUOTED.sub("", line)


SCREENS = (
    ("coverage",),
    ("coverage", "--percent"),
    ("coverage", "--not-cited"),
    ("coverage", "--directed-to", "executive-secretary"),
    ("coverage", "--status", "elapsed"),
    ("find", "16/9 B 9 (c)"),
    ("find", "16/9 para 44"),
    ("find", "WS3.T1"),
    ("find", "target 21"),
    ("find", "controlled vocabulary"),
    ("find", "tesaurus"),
    ("register", "new", "17"),
    ("read", str(DOCUMENT)),
    ("check", str(DOCUMENT)),
    ("tag", "suggest"),
    ("vocabulary", "lint"),
    ("vocabulary", "show", "KM"),
)


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
@pytest.mark.parametrize("screen", SCREENS, ids=" ".join)
def test_no_screen_says_them(
    screen: tuple[str, ...], lang: str, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IAGKG_WORKSPACE", raising=False)
    monkeypatch.chdir(dataset.parent)
    given = ("--dataset", str(dataset)) if screen[0] in {"coverage", "find", "register"} else ()
    done = CliRunner().invoke(app, [*screen, *given, "--lang", lang])
    assert done.exit_code in {0, 1}, done.output
    lines = (done.stdout + done.stderr).splitlines()
    assert lines
    assert [line for line in lines if banned(ours(line))] == []


def test_what_titles_quote_stands_in_the_document() -> None:
    assert QUOTED.search(" ".join(DOCUMENT.read_text(encoding="utf-8").split()))


def test_the_test_finds_them() -> None:
    assert banned("Two paragraphs are missing.") == "missing"
    assert banned("The mandate is Uncovered") == "Uncovered"
    assert banned("row 1: column decision is missing.") == ""
