"""A person who helps `iagkg read` with --columns or --sheet can do so wherever a document is taken."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from iagkg.cli import app
from iagkg.errors import ServerError

RUNNER = CliRunner()
ODD = (
    "Alpha;Beta;Gamma\n"
    "1. Advise on the strategy;Rome, not a date;Decision 16/9 B, para. 9 (a)\n"
    "2. Report;whenever it fits;Decision 16/3, para. 7\n"
)
HELP = ("--columns", "task=1,mandate=3,timeline=2")


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "odd.csv"
    path.write_text(ODD, encoding="utf-8")
    return path


def run(*words: object, code: int = 0) -> str:
    found = RUNNER.invoke(app, [str(word) for word in words])
    assert found.exit_code == code, found.output
    return found.stdout


def test_an_odd_table_is_refused_and_then_read_to_its_coverage(odd: Path, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="columns"):
        RUNNER.invoke(app, ["coverage", str(odd)], catch_exceptions=False)
    outline = run("read", odd, *HELP)
    assert "2 tasks" in outline
    assert "1 Alpha = task; 2 Beta = timeline; 3 Gamma = mandate" in outline
    rows = list(csv.DictReader(io.StringIO(run("coverage", odd, *HELP, "--format", "csv"))))
    cited = {row["paragraph"]: row["tasks"] for row in rows if row["coverage"] == "direct"}
    assert cited == {"16/9 B, para. 9 (a)": "WS1.T1", "16/3, para. 7": "WS1.T2"}
    run("build", odd, *HELP, "-o", tmp_path / "out", "-q")
    again = run("query", "task-facts", "--dataset", tmp_path / "out", "--json")
    assert [row["mandate"] for row in json.loads(again)] == [
        "Decision 16/9 B, para. 9 (a)",
        "Decision 16/3, para. 7",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("query", "other-cells", "--source", "{}", "--json"),
        ("check", "{}", "--json"),
        ("chm", "links", "--source", "{}", "--json"),
        ("chm", "export", "{}", "--as", "calendar-csv", "--draft"),
        ("tag", "names", "{}", "--json"),
        ("tag", "list", "{}", "--json"),
        ("tag", "suggest", "{}", "--json"),
        ("status", "list", "{}", "--json"),
        ("status", "show", "WS1.T1", "--source", "{}", "--json"),
    ],
    ids=" ".join,
)
def test_every_command_that_reads_a_document_takes_help(words: tuple[str, ...], odd: Path) -> None:
    given = [word.format(odd) for word in words]
    with pytest.raises(Exception, match="columns"):
        RUNNER.invoke(app, given, catch_exceptions=False)
    found = RUNNER.invoke(app, [*given, *HELP])
    assert found.exit_code in {0, 1}, found.output  # 1: something to act on
    assert not found.exception or isinstance(found.exception, SystemExit)


def test_the_sheet_can_be_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, citation in (("Draft", "16/9 B 9 (a)"), ("Final", "16/3 para. 7")):
        sheet = book.create_sheet(name)
        sheet.append(["Task", "Mandate", "Timeline"])
        sheet.append(["1. Advise", citation, "2025"])
    path = tmp_path / "two.xlsx"
    book.save(path)
    facts = json.loads(run("query", "task-facts", "--source", path, "--sheet", "Final", "--json"))
    assert [row["mandate"] for row in facts] == ["16/3 para. 7"]


def test_help_that_would_be_ignored_is_refused(odd: Path, tmp_path: Path) -> None:
    for words in (
        ("read", odd, *HELP, "--sheet", "1"),
        ("coverage", *HELP),
        ("read", odd, "--columns", ""),
        ("check", tmp_path, *HELP),
    ):
        found = RUNNER.invoke(app, [str(word) for word in words])
        assert found.exit_code != 0, words


def test_commands_that_write_take_help_too(odd: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    run("init", home)
    where = ("--source", odd, "--workspace", home)
    who = ("--by", "secretary", "--on", "2026-02-10")
    tag = ("tag", "accept", "WS1.T2:CBD-SUBJECT-KM", "--reason", "as agreed", *who, *where)
    status = ("status", "set", "WS1.T2", "in progress", *who, *where)
    for words in (tag, status):
        with pytest.raises(Exception, match="columns"):
            RUNNER.invoke(app, [str(word) for word in words], catch_exceptions=False)
        run(*words, *HELP)
    assert "CBD-SUBJECT-KM" in (home / "data" / "tags.tsv").read_text(encoding="utf-8")
    (line,) = csv.DictReader(io.StringIO((home / "data" / "status.csv").read_text(encoding="utf-8")))
    run("status", "undo", line["id"], "--by", "secretary", *where, *HELP)
    assert len((home / "data" / "status.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_a_document_is_read_before_a_server_is_asked(odd: Path) -> None:
    words = ("load", "http://127.0.0.1:9", "--source", str(odd), "--check")
    with pytest.raises(Exception, match="columns"):
        RUNNER.invoke(app, words, catch_exceptions=False)
    with pytest.raises(ServerError):
        RUNNER.invoke(app, [*words, *HELP], catch_exceptions=False)
