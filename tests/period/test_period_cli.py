"""`iagkg period` on the command line."""

import json
import subprocess
import sys


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "iagkg", "period", *arguments]
    return subprocess.run(command, check=False, input=given, capture_output=True)


def test_one_text_as_json() -> None:
    done = run("August – December 2025", "--json")
    assert done.returncode == 0
    assert done.stderr == b""
    value = json.loads(done.stdout)
    assert (value["start"], value["end"], value["carried"]) == ("2025-08", "2025-12", True)


def test_lines_of_standard_input() -> None:
    lines = "\ufeffOngoing to COP 30\\n(2024)\r\n\nTBD\nmärz 2026".encode()
    done = run("-", "--json", given=lines)
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [one["text"] for one in found] == ["Ongoing to COP 30\n(2024)", "", "TBD", "märz 2026"]
    assert found[0]["end"] == "2024-12"
    assert found[1]["kind"] == "unknown"
    assert found[3]["start"] == "2026-03"


def test_bytes_that_are_no_text_do_not_stop_it() -> None:
    done = run("-", "--json", given=b"\xff\xfe 2026\n2027\n")
    assert done.returncode == 0
    assert [json.loads(line)["start"] for line in done.stdout.splitlines()] == ["2026-01", "2027-01"]


def test_for_a_person() -> None:
    done = run("November – March 2026")
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert lines[0].split(None, 1) == ["text", "November – March 2026"]
    names = {line.split(None, 1)[0]: line for line in lines}
    assert "not fixed" in names["first"]
    assert "March 2026" in names["last"]
    assert "please check" in names["problem"]
    starts = {len(line) - len(line[10:].lstrip()) for line in lines}
    assert len(starts) == 1


def test_a_text_cannot_steer_the_terminal() -> None:
    done = run("-", given=b"\x1b[31m2026\x07\n")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout


def test_another_form_is_wrong_use() -> None:
    done = run("2026", "--format", "xml")
    assert done.returncode == 2
    assert b"xml" in done.stderr
    assert done.stdout == b""


def test_the_reader_of_grammars_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, iagkg.cli, iagkg.period; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
