"""`iagkg diff`: its forms, exit codes, what it takes, what it refuses."""

import contextlib
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from iagkg.build import build, write_dataset
from iagkg.cli import app
from iagkg.errors import IagkgError

ROOT = Path(__file__).parent.parent.parent
EDITED = ROOT / "tests" / "data" / "versions" / "iag_tsc_2025_2027_edited.txt"


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def iagkg(*arguments: object, cwd: Path = ROOT) -> Done:
    """Run a command here: what a process of its own would print and return."""
    with contextlib.chdir(cwd):
        done = CliRunner(env={"IAGKG_WORKSPACE": ""}).invoke(app, list(map(str, arguments)))
    if isinstance(done.exception, IagkgError):
        return Done(done.exception.exit_code, done.stdout, str(done.exception))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def test_the_screen(real_workplan: Path) -> None:
    done = iagkg("diff", real_workplan, EDITED)
    assert done.returncode == 1
    assert "Tasks: 1 added, 1 dropped, 1 moved, 1 reworded, 1 other period, 1 other mandate" in done.stdout
    assert "address the [-technological, technical-] {+technological+} and" in done.stdout
    assert "(was WS1.T4) Provide advice on the identification" in done.stdout
    assert "    Old: August – December 2025\n    New: August 2025 – March 2026\n" in done.stdout
    assert "No longer cited: 15/8, annex III. Now cited: 16/3, para. 7." in done.stdout
    assert "WS4.T4 (was WS3.T4)" in done.stdout
    assert done.stdout.count("DRAFT - adoption not recorded") == 2
    assert "prevails." in done.stdout.splitlines()[-1]


def test_nothing_to_tell(real_workplan: Path, tmp_path: Path) -> None:
    word = tmp_path / "workplan.docx"
    assert iagkg("read", real_workplan, "-o", word).returncode == 0
    done = iagkg("diff", real_workplan, word)
    assert done.returncode == 0, done.stdout
    assert "No differences." in done.stdout
    assert json.loads(iagkg("diff", real_workplan, word, "--json").stdout) == []


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_the_screen_in_other_languages(real_workplan: Path, lang: str) -> None:
    done = iagkg("diff", real_workplan, EDITED, "--lang", lang)
    assert {"fr": "Tâches : 1 ajoutée", "es": "Tareas: 1 añadida"}[lang].replace(" :", ":") in done.stdout
    assert "Old" not in done.stdout


def test_json_has_a_list_of_changes(real_workplan: Path) -> None:
    done = iagkg("diff", real_workplan, EDITED, "--format", "json")
    rows = json.loads(done.stdout)
    assert len(rows) == 12
    assert len({tuple(row) for row in rows}) == 1
    mandate = next(row for row in rows if row["kind"] == "remandated")
    assert (mandate["taken_out"], mandate["put_in"]) == (["15/8, annex III"], ["16/3, para. 7"])
    assert next(row for row in rows if row["kind"] == "retimed")["key"] == "iag-tsc-002"


def test_markdown(real_workplan: Path) -> None:
    done = iagkg("diff", real_workplan, EDITED, "--format", "md")
    assert "# Two versions of the workplan compared" in done.stdout
    assert "~~further~~" in done.stdout
    assert "**and indicators**" in done.stdout


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not {name for name, _ in attrs} & {"src", "href", "onclick"}
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.words.setdefault(self.open[-1], []).append(data)


def test_html_stands_alone_and_is_well_formed(real_workplan: Path, tmp_path: Path) -> None:
    page = tmp_path / "changes.html"
    done = iagkg("diff", real_workplan, EDITED, "--format", "html", "-o", page, "--lang", "fr")
    assert done.returncode == 1
    assert done.stdout == f"{page}\n"
    content = page.read_text(encoding="utf-8")
    parser = Tags()
    parser.feed(content)
    assert not parser.open
    assert "further" in parser.words["del"]
    assert "and indicators" in parser.words["ins"]
    assert '<html lang="fr">' in content
    assert not re.search(r"<script|https?://", content)
    iagkg("diff", real_workplan, EDITED, "--format", "html", "-o", tmp_path / "again.html", "--lang", "fr")
    assert (tmp_path / "again.html").read_bytes() == page.read_bytes()


def test_words_of_a_document_are_escaped(tmp_path: Path) -> None:
    table = "Workplan 2025\n\tTasks\n\tMandate\n\tTimeline\n\n\t1. Do {}\n\tDec. 16/9, para. 1\n\t2025\n"
    for name, words in (("a", "this well and with all care"), ("b", "<script>x</script> well and all care")):
        (tmp_path / f"{name}.txt").write_text(table.format(words), encoding="utf-8")
    done = iagkg("diff", tmp_path / "a.txt", tmp_path / "b.txt", "--format", "html")
    assert "<script>" not in done.stdout
    assert "&lt;script&gt;" in done.stdout
    assert r"\<script\>" in iagkg("diff", tmp_path / "a.txt", tmp_path / "b.txt", "--format", "md").stdout


def test_datasets_and_versions_are_taken(real_workplan: Path, tmp_path: Path) -> None:
    write_dataset(build(real_workplan), tmp_path / "one")
    write_dataset(build(EDITED), tmp_path / "two")
    documents = iagkg("diff", real_workplan, EDITED, "--json")
    assert iagkg("diff", "2025-2027", tmp_path / "one").returncode == 0
    assert iagkg("diff", "iag-tsc/2025-2027", tmp_path / "one" / "dataset.trig").returncode == 0
    datasets = iagkg("diff", tmp_path / "one", tmp_path / "two", "--json")
    assert json.loads(datasets.stdout) == json.loads(documents.stdout)


def test_what_is_uncertain_is_asked_and_said(tmp_path: Path) -> None:
    table = "Workplan 2025\n\tTasks\n\tMandate\n\tTimeline\n\n\t1. {}\n\tDec. 16/9, para. 1\n\t2025\n"
    first = table.format("Review the needs of all regional centres")
    (tmp_path / "a.txt").write_text(first, encoding="utf-8")
    (tmp_path / "b.txt").write_text(table.format("Assess options for regional needs"), encoding="utf-8")
    asked = iagkg("diff", "a.txt", "b.txt", cwd=tmp_path)
    assert "THE SAME TASK?" in asked.stdout
    assert "--same WS1.T1=WS1.T1  |  --different WS1.T1=WS1.T1" in asked.stdout
    same = iagkg("diff", "a.txt", "b.txt", "--same", "ws1.t1=ws1.t1", "--json", cwd=tmp_path)
    assert [row["kind"] for row in json.loads(same.stdout)] == ["reworded"]
    other = iagkg("diff", "a.txt", "b.txt", "--different", "WS1.T1=WS1.T1", "--json", cwd=tmp_path)
    assert [row["kind"] for row in json.loads(other.stdout)] == ["dropped", "added"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nothing.docx", "2025-2027"), 2, "no such file, dataset or version"),
        (("2025-2027", "2025-2027", "--same", "WS1.T1"), 2, "not understood"),
        (("2025-2027", "2025-2027", "--same", "WS1.T1=WS7.T1"), 2, "the new version has no task WS7.T1"),
        (("2025-2027", "docs"), 3, "no such file"),
        (("2025-2027", "README.md"), 3, "Expected"),
    ],
)
def test_refusals(arguments: tuple[str, ...], code: int, words: str) -> None:
    done = iagkg("diff", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr


def test_a_recorded_version_is_the_file_it_records(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "workplans", tmp_path / "data" / "workplans")
    (tmp_path / "iagkg.toml").write_text("", encoding="utf-8")
    shutil.copy(EDITED, tmp_path / "data" / "workplans" / "iag_tsc_2025_2027.txt")
    done = iagkg("diff", "2025-2027", EDITED, cwd=tmp_path)
    assert done.returncode == 3
    assert "not the document that versions.tsv records" in done.stderr


def test_the_page_shows_the_real_screen(real_workplan: Path) -> None:
    page = (ROOT / "docs" / "versions.md").read_text(encoding="utf-8")
    shown = page.split("```text\n")[1].split("```")[0]
    assert iagkg("diff", real_workplan, EDITED).stdout == shown
