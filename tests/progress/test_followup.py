"""The table of what to do with paragraphs: lines are only added, and wrong cells are named."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.errors import InputError
from iagkg.files import shipped
from iagkg.progress.followup import (
    ACTIONS,
    COLUMNS,
    FollowUp,
    append_follow_ups,
    in_force,
    made_follow_up,
    read_follow_ups,
)

LINE = made_follow_up(
    FollowUp("", "cbd/cop/16/9/b/9/a", "to-discuss", "secretary of the group", "2026-05-04", "2026-05-05")
)


def test_the_shipped_table_is_empty() -> None:
    assert read_follow_ups(shipped("data", "followup.csv")) == ()


def test_lines_are_added_and_one_may_take_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "followup.csv"
    append_follow_ups(path, [LINE])
    first = path.read_bytes()
    append_follow_ups(path, [LINE])
    assert path.read_bytes() == first
    later = made_follow_up(replace(LINE, action="new-task", replaces=LINE.id))
    append_follow_ups(path, [later])
    assert path.read_bytes().startswith(first)
    assert [line.action for line in read_follow_ups(path)] == ["to-discuss", "new-task"]
    assert {place: line.action for place, line in in_force(read_follow_ups(path)).items()} == {
        LINE.place: "new-task"
    }


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", "x"),
        ("place", "16/9"),
        ("action", "wait"),
        ("who", "a@b.org"),
        ("who", ""),
        ("date", "soon"),
        ("date", "2026-05-06"),
        ("recorded", ""),
        ("replaces", "f000000000000"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(tmp_path: Path, column: str, value: str) -> None:
    path = tmp_path / "followup.csv"
    cells: dict[str, Any] = {**dict(zip(COLUMNS, LINE.cells, strict=True)), column: value}
    with pytest.raises(InputError, match=f"column {column}"):
        append_follow_ups(path, [FollowUp(**cells)])
    assert not path.exists()


@pytest.mark.parametrize(
    "text", ["", "id,place\n", "id,place,action,who,date,recorded,replaces\nf1,2\n", "\xff"]
)
def test_what_is_no_such_table_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "followup.csv"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(InputError, match=r"followup\.csv"):
        read_follow_ups(path)


roles = st.text(st.characters(codec="utf-8", exclude_characters="@", categories=["L", "P", "Zs"]), min_size=1)


@given(st.sampled_from(ACTIONS), roles.filter(lambda who: who.strip() and "." not in who))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, action: str, who: str) -> None:
    path = tmp_path_factory.mktemp("followup") / "followup.csv"
    line = made_follow_up(replace(LINE, action=action, who=who))
    append_follow_ups(path, [line])
    assert [replace(read, row=0) for read in read_follow_ups(path)] == [line]
