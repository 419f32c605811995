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


def test_columns_and_sheets_as_a_person_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = tmp_path / "a.csv"
    table.write_text("Foo,Bar,Baz\n1. Do it,2025,Dec. 16/3\n", encoding="utf-8")
    code, out, err = run(capsys, monkeypatch, str(table))
    assert (code, out) == (3, "")
    assert "Its headings: Foo | Bar | Baz" in err
    code, out, _ = run(capsys, monkeypatch, str(table), "--columns", "task=1,timeline=2,mandate=3")
    assert code == 0
    assert "Columns: 1 Foo = task; 2 Bar = timeline; 3 Baz = mandate" in out.splitlines()
    assert run(capsys, monkeypatch, str(table), "--columns", "task=x")[0] == 2


def test_the_outline_shows_all_that_was_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = tmp_path / "a.csv"
    table.write_text(
        'Task,Mandate,When,Lead,Budget\n"2. Do it:\n2.1 Begin\n(a) well",as agreed,2025,Parties,none\n',
        encoding="utf-8",
    )
    _, out, _ = run(capsys, monkeypatch, str(table))
    lines = out.splitlines()
    at = lines.index("  WS1.T1    2. Do it: [row 2]")
    assert lines[at + 1 : at + 7] == [
        "            2.1  Begin",
        "            2.1(a)  well",
        '            mandate: none read (printed: "as agreed")',
        "            period: 2025 (2025-01 to 2025-12)",
        "            responsible: Parties",
        "            Budget: none",
    ]
    assert "Columns: 1 Task = task; 2 Mandate = mandate; 3 When = timeline; 4 Lead = responsible; " in out


def test_a_place_that_was_dropped_is_to_be_checked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = tmp_path / "a.csv"
    for mandate, code, words in (
        ("Dec 16/9 B 9 c", 0, "mandate: 16/9 B, para. 9 (c)"),
        ("Dec 16/9 B 9 c d", 1, 'please check: "9 c d" stands behind a citation'),
        ("1. Dec 16/9 B\n2. Dec 16/3", 0, "16/9 B; 16/3"),
        ("Dec 16/9 B and LTSF", 0, "for information: These words of the mandate were not read"),
    ):
        table.write_text(f'Title\nTask,Mandate,When\n1. Do it,"{mandate}",2025\n', encoding="utf-8")
        found, out, _ = run(capsys, monkeypatch, str(table), "--strict")
        assert words in out
        assert found == code


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".csv"])
def test_written_as_another_file(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    real_workplan: Path,
    tmp_path: Path,
    ending: str,
) -> None:
    target = tmp_path / f"new{ending}"
    code, out, err = run(capsys, monkeypatch, str(real_workplan), "-o", str(target), "--separator", ";")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == f"Written: {target}"
    first = json.loads(run(capsys, monkeypatch, str(real_workplan), "--json")[1])
    second = json.loads(run(capsys, monkeypatch, str(target), "--json")[1])
    for one, other in zip(first["workstreams"], second["workstreams"], strict=True):
        assert [task["text"] for task in one["tasks"]] == [task["text"] for task in other["tasks"]]
    assert run(capsys, monkeypatch, str(target), "-o", str(target))[0] == 2
    assert run(capsys, monkeypatch, str(real_workplan), "-o", str(tmp_path / "a.pdf"))[0] == 2
    assert list(tmp_path.iterdir()) == [target]


def test_another_file_is_not_written_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, real_workplan: Path, tmp_path: Path
) -> None:
    target = tmp_path / "plan.csv"
    target.write_text("mine\n", encoding="utf-8")
    words = (str(real_workplan), "-o", str(target))
    code, out, err = run(capsys, monkeypatch, *words)
    assert (code, out) == (2, "")
    assert "is there already" in err
    assert "--replace" in err
    assert target.read_text(encoding="utf-8") == "mine\n"
    assert run(capsys, monkeypatch, *words, "--replace")[0] == 0
    whole = target.read_bytes()
    assert run(capsys, monkeypatch, *words)[0] == 0
    assert target.read_bytes() == whole


def test_a_terminal_gets_wrapped_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from iagkg.cli.read_outline import print_outline

    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.delenv("NO_COLOR", raising=False)
    print_outline(["A title", f"  WS1.T1    {'word ' * 30}"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "\x1b[1mA title\x1b[0m"
    assert len(lines) > 3
    assert all(len(line) <= 60 for line in lines[1:])
    monkeypatch.setenv("NO_COLOR", "1")
    print_outline(["A title"])
    assert capsys.readouterr().out == "A title\n"


def test_other_languages(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, real_workplan: Path
) -> None:
    _, out, _ = run(capsys, monkeypatch, str(real_workplan), "--lang", "fr")
    assert "Colonnes : 1 Tasks = tâche; 2 Mandate = mandat; 3 Timeline = calendrier" in out.splitlines()
    assert "mandat : 16/9 B, para. 9 (a); KMGBF Target 21" in out
    _, out, _ = run(capsys, monkeypatch, str(real_workplan), "--lang", "es")
    assert "período: August – December 2025 (2025-08 a 2025-12)" in out
