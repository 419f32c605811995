"""`iagkg read` from the outside: its words, its exit codes."""

import json
from pathlib import Path

import pytest

from iagkg.cli import main

HEADER = "T\n\tTasks\n\tMandate\n\tTimeline\n\n"


def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str
) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["iagkg", "read", *words])
    with pytest.raises(SystemExit) as caught:
        main()
    out, err = capsys.readouterr()
    return int(caught.value.code or 0), out, err


def test_for_a_person(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, real_workplan: Path
) -> None:
    code, out, err = run(capsys, monkeypatch, str(real_workplan))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("Draft Workplan of the Informal Advisory Group")
    assert lines[1] == 'DRAFT - adoption not recorded (the title says "draft")'
    assert lines[2].startswith("4 workstreams, 16 tasks")
    assert "  WS3.T2    1. Provide advice on how to best to capture" in out
    assert "mandate: 16/9 B, para. 9 (a); KMGBF Target 21" in out
    assert "period: August – December 2025 (2025-08 to 2025-12)" in out
    assert 'row 14 (line 70): for information: "implementation of the implementation"' in out


def test_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, real_workplan: Path
) -> None:
    code, out, _ = run(capsys, monkeypatch, str(real_workplan), "--json")
    assert code == 0
    assert len(json.loads(out)["workstreams"]) == 4
    assert run(capsys, monkeypatch, str(real_workplan), "--format", "json")[1] == out


def test_strict(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    real_workplan: Path,
    tmp_path: Path,
) -> None:
    assert run(capsys, monkeypatch, str(real_workplan), "--strict")[0] == 0
    odd = tmp_path / "odd.txt"
    odd.write_text(f"{HEADER}\t1. a\n\tas agreed\n\t2025\n", encoding="utf-8")
    assert run(capsys, monkeypatch, str(odd))[0] == 0
    code, out, _ = run(capsys, monkeypatch, str(odd), "--strict")
    assert code == 1
    assert 'row 2 (line 7): please check: No citation is understood in this mandate: "as agreed".' in out


def test_refusals(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code, out, err = run(capsys, monkeypatch, str(tmp_path / "none.txt"))
    assert (code, out) == (3, "")
    assert "there is no such file" in err
    assert "Traceback" not in err
    assert run(capsys, monkeypatch, "x.txt", "--format", "xml")[0] == 2


def test_no_character_of_a_cell_reaches_the_terminal_raw(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hostile = tmp_path / "hostile.txt"
    hostile.write_text(f"{HEADER}\t1. a\x1b[31m\u202eb\n\t\x1b]0;x\x07\n\t\u202e2025\n", encoding="utf-8")
    _, out, _ = run(capsys, monkeypatch, str(hostile))
    assert not {character for character in out if not character.isprintable() and character != "\n"}
