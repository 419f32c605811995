"""Files, their sources, and the words the project must not carry."""

import hashlib
import re
import subprocess
from pathlib import Path

import pytest

from iagkg.errors import InputError
from iagkg.files import find_workspace, read_table, shipped, write_whole

ROOT = Path(__file__).parent.parent
COLUMNS = ("file", "what", "owner", "address", "licence", "may be republished")
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.split("\n")


def test_every_data_file_names_its_source() -> None:
    rows = read_table(ROOT / "data" / "SOURCES.tsv", COLUMNS)
    named = {row["file"] for row in rows}
    for name in TRACKED:
        if name.startswith(("data/", "tests/data/")) and name != "data/SOURCES.tsv":
            assert name.replace(".expected.json", ".txt") in named, name
    for row in rows:
        assert row["what"]
        assert row["owner"]
        assert row["licence"]
        assert row["may be republished"] in {"yes", "no", "facts only"}
        assert (ROOT / row["file"]).is_file(), row["file"]


def test_the_shipped_workplan_has_its_checksum() -> None:
    for row in read_table(
        ROOT / "data" / "workplans" / "versions.tsv", ("file", "sha256", "status", "adoption")
    ):
        content = (ROOT / "data" / "workplans" / row["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row["sha256"]
        assert (row["status"], row["adoption"]) == ("draft", "")


PATHS = re.compile(
    "/wor"
    + "k/|/far"
    + "m/|/tmp/bash"
    + "_jobs|/roo"
    + "t/|\\.librar"
    + "y|py"
    + "pi\\.org|regi"
    + "stry\\.npm"
)
ORGANISED = re.compile(r"\b(sub[-]?agent|language[ ]model|AI[-]generated)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", [name for name in TRACKED if name])
def test_no_path_of_a_machine_and_no_word_on_the_making(name: str) -> None:
    path = ROOT / name
    if path.is_file() and path.suffix not in {".png", ".docx", ".xlsx"}:
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not PATHS.search(text)
        assert not ORGANISED.search(text)


def test_shipped_files_are_found() -> None:
    assert shipped("ontology", "iagkg.ttl").is_file()


def test_a_workspace_is_found_upwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IAGKG_WORKSPACE", raising=False)
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "iagkg.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "a" / "b")
    assert find_workspace() == tmp_path
    with pytest.raises(InputError, match="not a workspace"):
        find_workspace(tmp_path / "a")
    monkeypatch.setenv("IAGKG_WORKSPACE", str(tmp_path / "a"))
    with pytest.raises(InputError, match="not a workspace"):
        find_workspace()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("old", encoding="utf-8")

    def half() -> None:
        with write_whole(path) as temporary:
            temporary.write_text("half", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert [item.name for item in tmp_path.iterdir()] == ["x.txt"]
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a\tc\n", "row 1: column b is missing"),
        (b"a\tb\n1\n", "row 2: 1 cells"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_tables_are_refused_with_their_place(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=says):
        read_table(path, ("a", "b"))
