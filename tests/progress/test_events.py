"""The table of events: what it holds comes back, what it cannot hold is refused, two people's edits meet."""

import csv
import datetime as dt
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.errors import InputError, UsageError
from iagkg.files import shipped
from iagkg.progress.appending import append_event, line_of, taken_back
from iagkg.progress.checking import checked, remarks
from iagkg.progress.event import COLUMNS, STATUSES, StatusEvent, made
from iagkg.progress.reading import read_events
from iagkg.progress.statuses import status_code

DAY = dt.date(2026, 2, 12)
BASE = {
    "task": "iag-tsc-002",
    "status": "in-progress",
    "as_of": "2026-02-10",
    "reported_by": "secretary of the group",
}


def event(**values: str) -> StatusEvent:
    return made({**BASE, **values}, DAY)


def test_the_shipped_table_reports_nothing() -> None:
    path = shipped("data", "status.csv")
    assert path.read_text(encoding="utf-8") == ",".join(COLUMNS) + "\n"
    assert read_events(path) == ()
    assert read_events(path.with_name("no-such.csv")) == ()


def test_an_event_is_added_and_every_other_byte_stays(tmp_path: Path) -> None:
    path = tmp_path / "data" / "status.csv"
    first = event(note='the words "terms of reference", with a comma', lead="FAO")
    assert append_event(path, first)
    before = path.read_bytes()
    assert before.count(b"\n") == 2
    assert not append_event(path, first)
    assert path.read_bytes() == before
    assert append_event(path, event(status="completed", as_of="2026-02-11"))
    assert path.read_bytes().startswith(before)
    found = read_events(path)
    assert [(each.status, each.as_of, each.row) for each in found] == [
        ("in-progress", "2026-02-10", 2),
        ("completed", "2026-02-11", 3),
    ]
    assert replace(found[0], row=0) == first


@pytest.mark.parametrize("form", ["no end", "windows", "mark"])
def test_a_file_that_another_program_wrote_is_added_to_as_it_is(form: str, tmp_path: Path) -> None:
    path = tmp_path / "status.csv"
    append_event(path, event())
    content = path.read_bytes()
    changed = {
        "no end": content.rstrip(b"\n"),
        "windows": content.replace(b"\n", b"\r\n"),
        "mark": b"\xef\xbb\xbf" + content,
    }[form]
    path.write_bytes(changed)
    append_event(path, event(status="postponed"))
    assert path.read_bytes().startswith(changed)
    assert path.read_bytes().endswith(b"\r\n" if form == "windows" else b"\n")
    assert [each.status for each in read_events(path)] == ["in-progress", "postponed"]


TEXT = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" \n")).filter(
    lambda text: not text.strip().startswith(("=", "+", "-", "@")) and "@" not in text
)


@given(st.lists(st.tuples(st.sampled_from(STATUSES), TEXT, TEXT), max_size=5))
def test_what_is_written_comes_back(rows: list[tuple[str, str, str]]) -> None:
    events = [event(status=status, note=note, meeting=meeting) for status, note, meeting in rows]
    for each in events:
        (cells,) = [tuple(row) for row in csv.reader([line_of(each.cells)], strict=True)]
        assert StatusEvent(row=0, **dict(zip(COLUMNS, cells, strict=True))) == each
        assert checked(each, "here") == each
        assert "\n" not in line_of(each.cells)


def test_the_same_words_give_the_same_id_and_others_another() -> None:
    assert event().id == event(reported_by="secretary  of the group\n").id
    ids = {event(status=status, as_of=day).id for status in STATUSES for day in ("2026-02-01", "2026-02-02")}
    assert len(ids) == 10
    assert all(identifier.startswith("s") for identifier in ids)


FAULTS = [
    ({"status": "done"}, "column status: 'done'"),
    ({"status": ""}, "column status: empty"),
    ({"status": "", "output_title": "Advice"}, "although output_title is given"),
    ({"as_of": "10.2.2026"}, "column as_of"),
    ({"as_of": "2026-02-13"}, "after 2026-02-12"),
    ({"reported_by": ""}, "column reported_by: empty"),
    ({"reported_by": "somebody@example.org"}, "column reported_by: an e-mail address"),
    ({"reported_by": "Ms. Somebody"}, "column reported_by: a person"),
    ({"lead": "Dr. Somebody"}, "column lead: a person"),
    ({"note": "ask somebody@example.org"}, "column note: an e-mail address"),
    ({"note": "=SUM(A1)"}, "column note: begins with ="),
    ({"note": "a\u202eb"}, "column note: a character that cannot be seen"),
    ({"note": "x" * 4001}, "column note: 4001 characters"),
    ({"output_link": "javascript:alert(1)"}, "column output_link"),
    ({"deadline": "2026-06-30"}, "column deadline_source: empty"),
    ({"deadline_source": "SBI 7 report"}, "column deadline: empty"),
    ({"deadline": "June", "deadline_source": "x"}, "column deadline: 'June'"),
    ({"task": "two words"}, "column task"),
    ({"replaces": "s000000000000"}, "column replaces: no line has the id"),
]


@pytest.mark.parametrize(("values", "message"), FAULTS, ids=[message for _, message in FAULTS])
def test_what_cannot_be_taken_is_named_by_file_row_and_column(
    values: dict[str, str], message: str, tmp_path: Path
) -> None:
    path = tmp_path / "status.csv"
    lines = [line_of(COLUMNS), line_of(event().cells), line_of(event(**values).cells)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 3, column") as caught:
        read_events(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    path.unlink()
    with pytest.raises(InputError):
        append_event(path, event(**values))
    assert not path.exists()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["id;task;status;as_of"], "row 1: not the columns"),
        ([",".join(COLUMNS[:-1])], "replaces"),
        ([",".join(COLUMNS), "s1,t"], "row 2: 2 cells"),
        ([",".join(COLUMNS), 's1,"t'], "row 2: "),
        ([",".join(COLUMNS), "<<<<<<< HEAD"], "row 2: a mark of an unsettled merge"),
    ],
)
def test_what_is_no_table(lines: list[str], message: str, tmp_path: Path) -> None:
    path = tmp_path / "status.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_events(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="cannot be read"):
        read_events(path)


def test_an_id_says_one_thing(tmp_path: Path) -> None:
    path = tmp_path / "status.csv"
    one, other = event(), replace(event(status="completed"), id=event().id)
    path.write_text("\n".join([line_of(COLUMNS), line_of(one.cells), line_of(one.cells)]), encoding="utf-8")
    assert len(read_events(path)) == 1
    path.write_text("\n".join([line_of(COLUMNS), line_of(one.cells), line_of(other.cells)]), encoding="utf-8")
    with pytest.raises(InputError, match=r"row 3, column id: .* is the id of row 2 too"):
        read_events(path)


def test_corrections_that_cannot_be(tmp_path: Path) -> None:
    path = tmp_path / "status.csv"
    one = event()
    elsewhere = event(task="iag-tsc-003", replaces=one.id)
    path.write_text("\n".join(map(line_of, (COLUMNS, one.cells, elsewhere.cells))), encoding="utf-8")
    with pytest.raises(InputError, match="is of the task iag-tsc-002"):
        read_events(path)
    a, b = replace(one, id="sa", replaces="sb"), replace(one, id="sb", replaces="sa")
    path.write_text("\n".join(map(line_of, (COLUMNS, a.cells, b.cells))), encoding="utf-8")
    with pytest.raises(InputError, match="correct each other"):
        read_events(path)


def test_taking_back_restores_what_was_corrected() -> None:
    first = event()
    second = event(status="completed", replaces=first.id)
    back = taken_back((first, second), second.id, "co-chair", "2026-02-20")
    assert (back.status, back.replaces, back.reported_by) == ("in-progress", second.id, BASE["reported_by"])
    nothing = taken_back((first,), first.id, "co-chair", "2026-02-20")
    assert (nothing.status, nothing.replaces, nothing.reported_by) == ("", first.id, "co-chair")
    assert checked(nothing, "here") == nothing
    with pytest.raises(UsageError, match="no longer counts"):
        taken_back((first, second), first.id, "co-chair", "2026-02-20")
    with pytest.raises(UsageError, match="No event"):
        taken_back((first,), "s1", "co-chair", "2026-02-20")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("in progress", "in-progress"),
        ("In-Progress", "in-progress"),
        ("IN_PROGRESS", "in-progress"),
        ("Completed", "completed"),
        ("completed (advice provided)", "completed"),
        ("achevée (avis fourni)", "completed"),
        ("n\u2019est plus nécessaire", "no-longer-required"),
        ("aplazada", "postponed"),
        ("not reported", None),
        ("", None),
        ("overdue", None),
    ],
)
def test_words_of_a_status(words: str, code: str | None) -> None:
    assert status_code(words) == code


@pytest.mark.parametrize(
    ("words", "doubtful"),
    [
        ("Maria Example", True),
        ("Example, Maria", True),
        ("José de la Peña", True),
        ("secretary of the group", False),
        ("Executive Secretary", False),
        ("Co-Chairs", False),
        ("UNEP-WCMC", False),
        ("Alliance Bioversity International", False),
        ("Secrétaire exécutive", False),
        ("FAO", False),
        ("Government of Canada", False),
    ],
)
def test_words_that_may_be_a_name_are_pointed_out(words: str, doubtful: bool) -> None:
    assert [problem.field for problem in remarks(event(reported_by=words))] == ["reported_by"] * doubtful
    assert [problem.field for problem in remarks(event(lead=words))] == ["lead"] * doubtful


def git(folder: Path, *arguments: str) -> str:
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{
            f"GIT_{who}_{what}": "x@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }
    command = [shutil.which("git") or "git", "-C", str(folder), *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, encoding="utf-8", env={**os.environ, **settings}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("attributes", ["repository", "init"])
def test_edits_of_two_people_merge_without_loss(attributes: str, tmp_path: Path) -> None:
    from iagkg.cli import init

    rules = (
        (Path(__file__).parents[2] / ".gitattributes").read_text(encoding="utf-8")
        if attributes == "repository"
        else init._ATTRIBUTES
    )
    path = tmp_path / "data" / "status.csv"
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text(rules, encoding="utf-8")
    first = event()
    append_event(path, first)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    git(tmp_path, "checkout", "-q", "-b", "other")
    theirs = event(status="completed", as_of="2026-02-11", reported_by="co-chair")
    shared = event(task="iag-tsc-005", note="both of us wrote this")
    append_event(path, theirs)
    append_event(path, shared)
    git(tmp_path, "commit", "-q", "-a", "-m", "theirs")
    git(tmp_path, "checkout", "-q", "main")
    ours = event(status="postponed", replaces=first.id)
    append_event(path, shared)
    append_event(path, ours)
    git(tmp_path, "commit", "-q", "-a", "-m", "ours")
    git(tmp_path, "merge", "-q", "--no-edit", "other")
    found = read_events(path)
    assert {each.id for each in found} == {first.id, theirs.id, shared.id, ours.id}
    assert {replace(each, row=0) for each in found} == {first, theirs, shared, ours}
    assert not git(tmp_path, "status", "--porcelain")
