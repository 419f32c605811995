"""`iagkg cite` as a person calls it."""

import json
import subprocess
import sys


def cite(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "iagkg", "cite", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=False)


def test_for_a_person() -> None:
    done = cite("Dec. 16/9 B, para. 9 (a) and LTSF (dec. 15/8 – annex I)")
    assert done.returncode == 0
    assert "Decision 16/9 B, para. 9 (a)\n" in done.stdout
    assert "CBD/COP/16/09/B09.01" in done.stdout
    assert "https://www.cbd.int/decisions/cop/16/9/b9.1" in done.stdout
    assert "LTSF" in done.stdout
    assert "none: " in done.stdout


def test_nothing_found_says_so() -> None:
    done = cite("Article 8(j)")
    assert (done.returncode, done.stdout) == (0, "No citation of a decision found.\n")


def test_json_is_one_list() -> None:
    done = cite("Dec. 16/9 A, para. 11 (c) and (d)", "--json")
    assert [row["sub"] for row in json.loads(done.stdout)] == ["c", "d"]
    assert cite("Dec. 16/9 A, para. 11 (c) and (d)", "--format", "json").stdout == done.stdout


def test_a_column_gives_a_line_for_each_line() -> None:
    done = cite("-", "--json", given="Dec. 16/9 B, para. 9 (a)\\nKMGBF Target 21\n\nfoo\r\n16/3")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[row["type"] for row in line] for line in rows] == [["decision", "target"], [], [], ["decision"]]


def test_notations_are_added_when_asked() -> None:
    (row,) = json.loads(cite("Dec. 15/8, annex I", "--json", "--notations").stdout)
    assert row["notations"]["iri"].endswith("/15/8/annex-1")
    assert row["notations"]["dtt_slash"] is None


def test_context() -> None:
    assert "Not resolved: the same decision" in cite("the same decision").stdout
    done = cite("the same decision", "--context", "decision XI/10", "--json")
    assert json.loads(done.stdout)[0]["decision"] == "XI/10"


def test_a_format_that_is_not_known() -> None:
    assert cite("16/3", "--format", "pdf").returncode == 2
