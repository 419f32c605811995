"""The first screen: what it says of the real workplan, and of others."""

import datetime as dt
import io
import re
from pathlib import Path

import pytest

from iagkg.build import build
from iagkg.errors import UsageError
from iagkg.report.coverage import Coverage, coverage
from iagkg.report.coverage_text import print_coverage, to_text
from iagkg.store.embedded import EmbeddedStore

DAY = dt.date(2026, 5, 15)
BANNED = re.compile(r"\b(uncovered|gap in|missing|fails?|failed|overdue|due)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return EmbeddedStore.from_quads(build().quads)


@pytest.fixture(scope="module")
def found(store: EmbeddedStore) -> Coverage:
    return coverage(store, {}, DAY)


def test_head(found: Coverage) -> None:
    assert found.head[0] == "DRAFT - adoption not recorded"
    assert found.head[2] == "16 tasks, 24 citations of 20 paragraphs and annexes, 1 target named."
    assert "as of 15 May 2026" in found.head[3]
    assert "checksum 5713d8d4344c" in found.head[3]


def test_parts_are_those_of_the_document(found: Coverage) -> None:
    assert [part.heading.split()[0] for part in found.parts] == ["15/8", "15/10", "16/3", "16/9"]
    assert sum(len(part.rows) for part in found.parts) == 24
    first = found.parts[0]
    assert [row[0] for row in first.rows] == [
        *("para. 15 (d)", "para. 31", "", "para. 32 (b)", "annex I (LTSF)", "", "annex III (IAG’s TOR)", "")
    ]
    assert first.rows[1][1] == "cited, shared"
    assert first.rows[4][1] == "cited as a whole, shared"
    assert first.rows[2][2].startswith("WS2.T1 ")
    assert first.rows[0][4] == "Dec. 15/8, para. 15(d) (row 7)"
    assert "para. 15 (a), (b), (c) exist by their letters; not cited; text not seen" in first.notes
    assert "para. 32 (a) exists by its letter; not cited; text not seen" in first.notes
    assert "Text not loaded: read it at https://www.cbd.int/decisions/cop/15/8" in first.notes
    assert "A, para. 11 (b), (e) exist by their letters; not cited; text not seen" in found.parts[3].notes


def test_foot(found: Coverage) -> None:
    assert found.foot[0].startswith("Target named: KMGBF Target 21, ")
    assert found.foot[0].endswith("beside 16/9 B, para. 9 (a), WS3.T1.")
    assert "15 citing a paragraph" in found.foot[1]
    assert "(WS1.T3)" in found.foot[1]
    assert found.foot[-2].startswith("Not cited means only that this workplan does not cite the paragraph.")
    assert found.foot[-1].startswith("Not a product of, nor endorsed by, the Secretariat")


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_text_in_each_language(lang: str, store: EmbeddedStore) -> None:
    words = to_text(coverage(store, {}, DAY, lang), lang)
    assert not BANNED.search(words)
    assert "{" not in words
    assert "16" in words
    assert words == to_text(coverage(store, {}, DAY, lang), lang)


def test_one_decision(store: EmbeddedStore) -> None:
    part = coverage(store, {"decision": "16/9"}, DAY).parts
    assert [p.heading.split()[0] for p in part] == ["16/9"]


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_terminal_of_any_width(width: int, found: Coverage) -> None:
    out = io.StringIO()
    print_coverage(found, out, width=width)
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= max(width, 80)
    assert "DRAFT - adoption not recorded" in lines[0]
    assert "WS3.T1" in out.getvalue()


def test_a_workplan_of_another_kind(tmp_path: Path) -> None:
    """Whole decisions, words that do not resolve, a target alone, another treaty, nothing at all."""
    path = tmp_path / "plan_2025.txt"
    rows = [
        ("1. One", "Decision 14/20", "2025"),
        ("2. Two", "the same decision, para. 3", "2025"),
        ("3. Three", "KMGBF Target 20", "2025"),
        ("4. Four", "Decision 16/CP.22, para. 4", "2025"),
        ("5. Five", "", "2025"),
    ]
    body = "\n\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows)
    path.write_text(f"Workplan 2025\n\tTasks\n\tMandate\n\tTimeline\n\n{body}", encoding="utf-8")
    store = EmbeddedStore.from_quads(build(path).quads)
    found = coverage(store, {}, DAY)
    assert found.head[2].startswith("5 tasks, ")
    by_decision = {part.heading.split(" (")[0]: part for part in found.parts}
    assert by_decision["14/20 title not recorded"].rows[0][:2] == ("whole decision", "cited as a whole")
    assert "(known by its number alone)" in by_decision["14/20 title not recorded"].heading
    assert any("16/CP.22" in heading for heading in by_decision)
    text = to_text(found)
    assert "Target named: KMGBF Target 20" in text
    assert 'Not led to a decision: "' in text
    assert re.search(r"[12] without a mandate that could be read", text)
    assert "https://www.cbd.int/decisions/cop/22" not in text


def test_an_unknown_workplan_is_refused_and_an_uncited_decision_is_said(store: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match="No such workplan") as caught:
        coverage(store, {"workplan": "foo/bar"}, DAY)
    assert "iag-tsc/2025-2027" in caught.value.expected
    assert (
        coverage(store, {"decision": "14/1"}, DAY).foot[0].startswith("No decision paragraph is cited here")
    )
