"""The example workplans read as a person read them, key by key."""

import json
from pathlib import Path
from typing import Any

import pytest

from iagkg.source import read, to_json
from iagkg.wording import say

WORKPLANS = Path(__file__).parent.parent / "data" / "workplans"
EXPECTED = sorted(WORKPLANS.glob("*.expected.json"))
ABOUT_THE_FILE = {"difficulty", "wording", "note", "notes", "source"}


def differences(expected: Any, found: Any, where: str = "") -> list[str]:
    """Compare the keys that the expected reading gives."""
    if isinstance(expected, dict):
        return [
            one
            for key, value in expected.items()
            if key not in ABOUT_THE_FILE
            for one in key_differences(key, value, found, f"{where}/{key}")
        ]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = enumerate(zip(expected, found, strict=True))
        return [one for at, (a, b) in pairs for one in differences(a, b, f"{where}/{at}")]
    same = plain(expected) == plain(found)
    return [] if same else [f"{where}: expected {expected!r}, found {found!r}"]


def key_differences(key: str, value: Any, found: dict[str, Any], where: str) -> list[str]:
    if key == "subtasks":
        return differences(value, [item["path"] for item in found["subtasks"]], where)
    if key == "subtask_text_start":
        starts = {item["path"]: item["text_start"] for item in found["subtasks"]}
        return differences(value, starts, where)
    if key not in found and value is not None:
        return [f"{where}: missing"]
    return differences(value, found.get(key), where)


def plain(value: Any) -> Any:
    return value.replace("\u2011", "-") if isinstance(value, str) else value


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_reads_as_expected(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    found = to_json(read(path.with_name(path.name.replace(".expected.json", ".txt"))))
    assert not differences(expected, found)


def test_the_comparison_can_fail() -> None:
    found = to_json(read(WORKPLANS / "iag_tsc_2025_2027.txt"))
    assert differences({"title": "another"}, found) == [
        f"/title: expected 'another', found {found['title']!r}"
    ]
    assert differences({"workstreams": []}, found)


def test_figures_of_the_real_workplan(real_workplan: Path) -> None:
    from iagkg.report.outline import counts

    workplan = read(real_workplan)
    assert counts(workplan).startswith(
        "4 workstreams, 16 tasks, 6 sub-items, 4 lettered parts, 24 citations, 20 cited provisions, "
        "1 target named; "
        f"0 {say('severity.must-be-corrected')}, 0 {say('severity.please-check')}, "
    )
    assert [len(workstream.tasks) for workstream in workplan.workstreams] == [5, 4, 4, 3]
    assert workplan.source.rows == 21
    periods = [task.period for workstream in workplan.workstreams for task in workstream.tasks]
    assert len({(period.first_day, period.last_day) for period in periods}) == 7
    assert len({period.text for period in periods}) == 8


def test_oddities_of_the_real_workplan_are_information(real_workplan: Path) -> None:
    problems = read(real_workplan).problems
    assert {problem.severity for problem in problems} == {"info"}
    places = {(problem.code, problem.row) for problem in problems}
    assert places >= {
        ("repeated-number", 15),
        ("repeated-number", 20),
        ("repeated-number", 21),
        ("doubled-words", 14),
        ("timeline-spelling", 21),
        ("year-carried", 3),
    }
    carried = next(problem for problem in problems if problem.code == "year-carried")
    assert "3, 4, 5, 6, 9, 10, 11, 12, 15, 16, 17" in carried.message


def test_words_are_kept_whole(real_workplan: Path) -> None:
    document = to_json(read(real_workplan))
    task = document["workstreams"][0]["tasks"][1]
    assert task["ref"] == "WS1.T2"
    assert (task["row"], task["line"]) == (4, 14)
    assert task["text"].startswith("Independent evaluation")
    assert task["text"].endswith("mechanism:")
    assert [item["path"] for item in task["subtasks"]] == ["2.1", "2.2", "2.2(a)", "2.2(b)"]
    assert task["subtasks"][2]["line"] == 19
    target = document["workstreams"][2]["tasks"][0]["citations"][1]
    assert (target["kind"], target["framework"], target["target"]) == ("target", "KMGBF", "21")
    assert (target["label"], target["row"]) == ("KMGBF Target 21", 14)
    assert document["source"]["rows"] == 21
    assert document["source"]["encoding"] == "utf-8"
    assert (document["status"], document["period"]) == ("draft", ["2025", "2027"])
