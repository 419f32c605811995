"""What changed: ten known edits of the real workplan, whatever the file, and edits made by hypothesis."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_pairs import EDITS, THINGS, made_pair, made_plan, made_task, seeded, side
from made_word import p, word_file

from iagkg.compare.change import KINDS, Change
from iagkg.compare.dataset import side_of_quads
from iagkg.compare.differences import differences
from iagkg.compare.side import Side, side_of
from iagkg.graph.printed import printed_quads
from iagkg.graph.standing import Standing
from iagkg.source import read, read_bytes
from iagkg.source.writing import grid_of

DATA = Path(__file__).parents[1] / "data" / "versions" / "iag_tsc_2025_2027_edited.txt"
OLD, NEW = Standing("iag-tsc", "draft", lang="en"), Standing("iag-tsc", "revised", lang="en")
SEEDS = st.integers(0, 2**32)


def word_of(path: Path) -> bytes:
    """Return a workplan as a Word document with a table, a paragraph a line of a cell."""
    grid = grid_of(read(path))
    cells = [grid.header, *(row.cells for row in grid.rows)]
    rows = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{''.join(p(line) for line in cell.split(chr(10)))}</w:tc>" for cell in row)
        + "</w:tr>"
        for row in cells
    )
    return word_file([p(grid.title), f"<w:tbl><w:tblPr/>{rows}</w:tbl>"])


@pytest.fixture(scope="module")
def old(real_workplan: Path) -> Side:
    return side_of(read(real_workplan), OLD, {})


def sides() -> dict[str, Side]:
    workplan = read(DATA)
    return {
        "txt": side_of(workplan, NEW, {}),
        "docx": side_of(read_bytes("revised.docx", word_of(DATA)), NEW, {}),
        "dataset": side_of_quads(printed_quads(workplan, NEW), "build"),
    }


@pytest.mark.parametrize("form", ["txt", "docx", "dataset"])
def test_ten_edits_of_the_real_workplan_are_found_and_no_other(old: Side, form: str) -> None:
    found = differences(old, sides()[form]).changes
    assert [(change.kind, change.old_ref, change.new_ref) for change in found] == [
        ("title", "", ""),
        ("stream-retitled", "WS4", "WS4"),
        ("reworded", "WS1.T1", "WS1.T1"),
        ("retimed", "WS1.T2", "WS1.T2"),
        ("remandated", "WS1.T3", "WS1.T3"),
        ("dropped", "WS1.T4", ""),
        ("renumbered", "WS1.T5", "WS1.T4"),
        ("item-reworded", "WS2.T1", "WS2.T1"),
        ("added", "", "WS2.T5"),
        ("renumbered", "WS3.T2", "WS3.T2"),
        ("renumbered", "WS3.T3", "WS3.T3"),
        ("moved", "WS3.T4", "WS4.T4"),
    ]
    by_kind = {change.kind: change for change in found}
    assert [piece for piece in by_kind["reworded"].pieces if piece.sign != "="] == [
        ("-", "further"),
        ("-", "technological, technical"),
        ("+", "technological"),
    ]
    assert (by_kind["retimed"].old, by_kind["retimed"].new) == (
        "August – December 2025",
        "August 2025 – March 2026",
    )
    assert [words.rpartition("15/8, ")[2] for words in by_kind["remandated"].taken_out] == ["annex III"]
    assert [words.rpartition("16/3, ")[2] for words in by_kind["remandated"].put_in] == ["para. 7"]
    assert by_kind["item-reworded"].item == "1.2"
    assert by_kind["added"].mandate == "Dec. 16/3, para. 25 (d)"
    assert (by_kind["moved"].old, by_kind["moved"].new) == ("3", "4")


@pytest.mark.parametrize("form", ["txt", "docx", "dataset"])
def test_the_file_makes_no_difference(form: str) -> None:
    assert differences(sides()["txt"], sides()[form]).changes == ()


def test_back_from_new_to_old_is_told_the_other_way_round(old: Side) -> None:
    new = sides()["txt"]
    turned = {"added": "dropped", "dropped": "added"}
    there = {(c.old_ref, c.new_ref, c.kind) for c in differences(old, new).changes}
    back = {(c.new_ref, c.old_ref, turned.get(c.kind, c.kind)) for c in differences(new, old).changes}
    assert there == back


@given(SEEDS)
def test_a_plan_is_no_other_than_itself(seed: int) -> None:
    plan = side(made_plan(seeded(seed)), "one")
    assert differences(plan, replace(plan, name="two", version="two")).changes == ()


@given(SEEDS)
def test_shuffled_workstreams_only_move(seed: int) -> None:
    rng = seeded(seed)
    plan = made_plan(rng)
    shuffled = rng.sample(plan, len(plan))
    found = differences(side(plan, "one"), side(shuffled, "two")).changes
    assert {change.kind for change in found} <= {"stream-moved", "stream-renumbered"}
    assert bool(found) == (plan != shuffled)


@given(SEEDS)
def test_shuffled_tasks_only_move(seed: int) -> None:
    rng = seeded(seed)
    plan = made_plan(rng)
    shuffled = [(title, rng.sample(tasks, len(tasks))) for title, tasks in plan]
    found = differences(side(plan, "one"), side(shuffled, "two")).changes
    assert {change.kind for change in found} <= {"moved", "renumbered"}
    assert bool(found) == (plan != shuffled)


@given(SEEDS, st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3, unique=True))
def test_edits_of_one_task_are_found_and_no_other(seed: int, kinds: list[str]) -> None:
    rng = seeded(seed)
    plan = made_plan(rng)
    stream = rng.randrange(len(plan))
    place = rng.randrange(len(plan[stream][1]))
    task = plan[stream][1][place]
    for kind in kinds:
        task = EDITS[kind](task, rng)
    tasks = [*plan[stream][1][:place], task, *plan[stream][1][place + 1 :]]
    edited = [*plan[:stream], (plan[stream][0], tasks), *plan[stream + 1 :]]
    found = differences(side(plan, "one"), side(edited, "two")).changes
    if task == plan[stream][1][place]:  # a word was replaced by itself
        assert found == ()
        return
    assert {change.new_ref for change in found} == {f"WS{stream + 1}.T{place + 1}"}
    same = {"reworded"} if task.text == plan[stream][1][place].text else set()
    assert {change.kind for change in found} == {*kinds} - same


@given(SEEDS)
def test_known_edits_are_told(seed: int) -> None:
    pair = made_pair(seed)
    found = differences(pair.old, pair.new)
    told = {(change.kind, change.ref) for change in found.changes}
    asked = {ref for change in found.uncertain for ref in (change.old_ref, change.new_ref)}
    assert {(kind, ref) for kind, ref in pair.done if ref not in asked} <= told
    wrong = {change.ref for change in found.changes if change.kind in EDITS}
    assert wrong <= {ref for _, ref in pair.done}


@given(SEEDS)
def test_pieces_hold_both_texts(seed: int) -> None:
    pair = made_pair(seed)
    for change in differences(pair.old, pair.new).changes:
        assert change.kind in KINDS
        if change.pieces:
            assert " ".join(words for sign, words in change.pieces if sign != "+") == change.old
            assert " ".join(words for sign, words in change.pieces if sign != "-") == change.new


def of_items(old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...]) -> list[Change]:
    task = replace(made_task(seeded(1)), items=old)
    return list(
        differences(
            side([("Title", [task])], "one"), side([("Title", [replace(task, items=new)])], "two")
        ).changes
    )


def test_sub_items_are_told_one_by_one() -> None:
    one, two, three = THINGS[:3]
    found = of_items((("(a)", one), ("(b)", two)), (("(a)", one), ("(b)", three), ("(c)", f"{two} again")))
    assert [(c.kind, c.item) for c in found] == [("item-added", "(b)"), ("item-reworded", "(c)")]
    assert [(c.kind, c.item) for c in of_items((("(a)", one),), ())] == [("item-dropped", "(a)")]
    renumbered = of_items((("(a)", one), ("(b)", two)), (("(a)", two), ("(b)", one)))
    assert [(c.kind, c.old, c.new) for c in renumbered] == [
        ("item-renumbered", "(b)", "(a)"),
        ("item-renumbered", "(a)", "(b)"),
    ]


def test_two_sub_items_with_one_number_are_both_compared() -> None:
    one, two, three = THINGS[:3]
    found = of_items((("(a)", one), ("(a)", two)), (("(a)", one), ("(a)", three)))
    assert [(c.kind, c.old, c.new) for c in found] == [("item-added", "", three), ("item-dropped", two, "")]


def test_words_without_another_meaning_are_told_apart() -> None:
    task = made_task(seeded(2))
    written = replace(task, mandate=f"Dec. {task.mandate}", period=f"{task.period} ", cells={"Lead": "FAO"})
    found = differences(side([("T", [task])], "one"), side([("T", [written])], "two")).changes
    assert [change.kind for change in found] == ["period-words", "mandate-words", "cell"]
    assert found[-1].item == "Lead"


def test_standing_is_told(old: Side) -> None:
    adopted = replace(old, status="adopted", adoption="Adopted by X", adoption_source="report", symbol="A/1")
    assert [change.kind for change in differences(old, adopted).changes] == ["status", "adoption", "symbol"]
