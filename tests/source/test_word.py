"""Word documents: tables as people make them, numbers as printed, tracked changes, captions."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from libreoffice import converted, needs_libreoffice
from made_table import tbl, tc, tr, workplan_file
from made_word import PACKAGE, REL, lvl, note_mark, notes, numbering, p, r, restarted, word_file

from iagkg.errors import InputError
from iagkg.office.document import read_document
from iagkg.problem import Problem
from iagkg.source import every_item, read_bytes, to_json
from iagkg.source.text import read_text
from iagkg.workplan import Task, Workplan

HEADER = tr("Tasks", "Mandate", "Timeline")
CITED = "Dec. 16/3, para. 6"
OUTLINE = numbering(
    [lvl(0, "decimal", "%1.") + lvl(1, "decimal", "%1.%2") + lvl(2, "lowerLetter", "(%3)")], [(1, 0, "")]
)
LISTS = f'<Relationship Id="rId1" Type="{REL}/numbering" Target="numbering.xml"/>'
RELATED = {"_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{LISTS}</Relationships>'}
WORKPLANS = Path(__file__).parent.parent / "data" / "workplans"


def tasks(read: Workplan) -> list[Task]:
    return [task for workstream in read.workstreams for task in workstream.tasks]


def found(read: Workplan, code: str) -> list[Problem]:
    return [problem for problem in read.problems if problem.code == code]


def paths(task: Task) -> list[str]:
    return [item.path for item in every_item(task.items)]


@pytest.mark.parametrize(
    "name", sorted(path.name.removesuffix(".expected.json") for path in WORKPLANS.glob("*.expected.json"))
)
def test_the_table_of_a_text_reads_the_same_in_word(name: str) -> None:
    content = (WORKPLANS / f"{name}.txt").read_bytes()
    table = read_text(f"{name}.txt", content)
    rows = [tr(*(tc(*cell.paragraphs) for cell in row.cells)) for row in table.rows]
    word = to_json(read_bytes(f"{name}.docx", workplan_file(*rows, title=table.title)))
    text = to_json(read_bytes(f"{name}.txt", content))
    assert without_places(word["workstreams"]) == without_places(text["workstreams"])
    assert word["columns"] == text["columns"]


def without_places(value: object) -> object:
    plain = json.loads(json.dumps(value))

    def strip(one: object) -> object:
        if isinstance(one, dict):
            return {key: strip(each) for key, each in one.items() if key not in ("line", "row", "rows")}
        return [strip(each) for each in one] if isinstance(one, list) else one

    return strip(plain)


def test_numbers_that_word_prints() -> None:
    cell = tc(
        p("Evaluate", num=1, level=0),
        p("Propose terms", num=1, level=1),
        p("Give inputs to", num=1, level=1),
        p("improve", num=1, level=2),
        p("monitor", num=1, level=2),
    )
    read = read_bytes(
        "a.docx",
        workplan_file(
            HEADER,
            tr(cell, CITED, "2025"),
            tr(tc(p("Advise", num=1, level=0)), CITED, "2026"),
            parts={"numbering.xml": OUTLINE},
        ),
    )
    first, second = tasks(read)
    assert (first.number, first.text, paths(first)) == ("1", "Evaluate", ["1.1", "1.2", "1.2(a)", "1.2(b)"])
    assert (second.number, second.text) == ("2", "Advise")


@needs_libreoffice
def test_numbers_are_those_that_libreoffice_prints(tmp_path: Path) -> None:
    """LibreOffice writes the text of a document with the numbers that are printed: another reader's word."""
    levels = lvl(0, "decimal", "%1.") + lvl(1, "decimal", "%1.%2") + lvl(2, "lowerLetter", "(%3)")
    roman = lvl(0, "upperRoman", "%1.") + lvl(1, "lowerRoman", "%2)", start=3)
    lists = numbering([levels, roman], [(1, 0, ""), (2, 1, ""), (3, 0, restarted(0, 5))])
    steps = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (2, 0), (2, 1), (2, 1), (2, 0), (2, 1)]
    steps += [(3, 0), (3, 1), (3, 0), (1, 0)]
    body = [p(f"word{at}", num=num, level=level) for at, (num, level) in enumerate(steps)]
    content = word_file(body, {"numbering.xml": lists, **RELATED})
    (tmp_path / "in.docx").write_bytes(content)
    printed = converted(tmp_path / "in.docx", "txt:Text (encoded):UTF8", tmp_path).read_text("utf-8-sig")
    theirs = [line.split() for line in printed.splitlines() if line.strip()]
    ours = [[block.number, block.text] for block in read_document("in.docx", content).blocks]  # type: ignore[union-attr]
    assert ours == theirs
    assert ["(b)", "word4"] in ours


def test_a_number_in_a_column_of_its_own() -> None:
    number = tc(p("", num=1, level=0))
    read = read_bytes(
        "a.docx",
        workplan_file(
            tr("No.", "Task", "Mandate", "Timeline"),
            tr(number, "One", CITED, "2025"),
            tr(number, "Two", CITED, "2026"),
            parts={"numbering.xml": OUTLINE},
        ),
    )
    assert [(task.number, task.text) for task in tasks(read)] == [("1", "One"), ("2", "Two")]


def test_a_cell_joined_down_holds_for_each_task() -> None:
    read = read_bytes(
        "a.docx",
        workplan_file(
            HEADER,
            tr("1. One", tc(CITED, down="first"), "2025"),
            tr("2. Two", tc(down="next"), "2026"),
            tr(tc("3. Three", down="first"), tc("Dec. 16/9", down="first"), "2025"),
            tr(tc(down="next"), tc("Dec. 15/8", down="first"), "2027"),
            tr(tc(down="next"), tc(down="next"), "2028"),
        ),
    )
    assert [(task.number, task.mandate_text, task.period.text, task.rows) for task in tasks(read)] == [
        ("1", CITED, "2025", (2,)),
        ("2", CITED, "2026", (3,)),
        ("3", "Dec. 16/9 | Dec. 15/8", "2025 | 2027 | 2028", (4, 5, 6)),
    ]


def test_sub_items_beside_a_joined_mandate_stay_with_their_task() -> None:
    read = read_bytes(
        "a.docx",
        workplan_file(
            HEADER,
            tr("2. Evaluate:", tc(CITED, down="first"), tc("2025", down="first")),
            tr("2.1 Propose", tc(down="next"), tc(down="next")),
            tr("2.2 Decide", tc(down="next"), tc(down="next")),
        ),
    )
    (task,) = tasks(read)
    assert (paths(task), task.mandate_text, task.period.text) == (["2.1", "2.2"], CITED, "2025")


def test_a_header_of_two_rows_and_a_heading_across() -> None:
    read = read_bytes(
        "a.docx",
        workplan_file(
            tr(tc("Task", down="first"), tc("Mandate", down="first"), tc("Plan", span=2)),
            tr(tc(down="next"), tc(down="next"), "Timeline", "Lead"),
            tr(tc("2. Tools", span=4)),
            tr("1. One", CITED, "2025", "Parties"),
            tr(tc("3. Data", span=4)),
            tr("2. Two", CITED, tc("to be decided", span=2)),
        ),
    )
    assert read.columns == ("Task", "Mandate", "Plan Timeline", "Plan Lead")
    assert [(one.number, one.title, one.row) for one in read.workstreams] == [
        ("2", "Tools", 3),
        ("3", "Data", 5),
    ]
    assert [(task.period.text, task.row) for task in tasks(read)] == [("2025", 4), ("to be decided", 6)]
    assert [problem.row for problem in found(read, "merged-across")] == [6]


def test_starts_and_ends_below_one_heading() -> None:
    read = read_bytes(
        "a.docx",
        workplan_file(
            tr(tc("Task", down="first"), tc("Mandate", down="first"), tc("Timing", span=2)),
            tr(tc(down="next"), tc(down="next"), "Start", "End"),
            tr("1. One", CITED, "March 2026", "June 2027"),
            tr("2. Two", CITED, tc("COP 18", span=2)),
            tr("3. Three", CITED, "2026", ""),
        ),
    )
    assert read.roles == ("task", "mandate", "start", "end")
    assert [task.period.text for task in tasks(read)] == ["March 2026 – June 2027", "COP 18", "2026 –"]


def test_borders_dragged_aside_move_no_words() -> None:
    read = read_bytes(
        "a.docx",
        workplan_file(
            tr(tc("Tasks", span=2), tc("Mandate", span=2), "Timeline"),
            tr("1. One", tc(CITED, span=3), "2025"),
            tr(tc("2. Two", span=3), CITED, "2026"),
        ),
    )
    assert [(task.text, task.mandate_text, task.period.text) for task in tasks(read)] == [
        ("One", CITED, "2025"),
        ("Two", CITED, "2026"),
    ]


def test_tracked_changes_count_as_accepted_with_one_warning() -> None:
    ins, gone = '<w:ins w:author="x">', "<w:del>"
    cell = tc(
        p(r("1. Ad"), f"{ins}{r('vise')}</w:ins>", f"{gone}<w:r><w:delText>journ</w:delText></w:r></w:del>")
    )
    read = read_bytes(
        "a.docx",
        workplan_file(
            HEADER,
            tr(cell, CITED, "2025"),
            tr("2. Gone", CITED, "2025", properties="<w:del/>"),
            tr("2. Come", CITED, "2026", properties="<w:ins/>"),
        ),
    )
    assert [task.text for task in tasks(read)] == ["Advise", "Come"]
    (problem,) = [problem for problem in read.problems if problem.severity == "warning"]
    assert (problem.code, problem.found) == ("tracked-changes", "2 inserted, 2 deleted")


def test_words_in_pieces_links_and_blanks_that_do_not_break() -> None:
    link = f'<w:hyperlink xmlns:r="x" r:id="y">{r("16/3")}</w:hyperlink>'
    read = read_bytes(
        "a.docx",
        workplan_file(
            tr("Tas" + "ks", tc(p(r("Man"), r("date", "<w:b/>"))), "Timeline"),
            tr("1.\u00a0Advise", tc(p(r("Dec.\u00a0"), link, r(", para. 6"))), "August\u00a0– December 2025"),
        ),
    )
    (task,) = tasks(read)
    assert (task.number, task.text, task.period.start) == ("1", "Advise", "2025-08")
    assert [placed.citation.decision for placed in task.citations] == ["16/3"]


def test_several_tables_with_captions() -> None:
    read = read_bytes(
        "a.docx",
        word_file(
            [
                p("Note by the Executive Secretary"),
                p("Workplan of the group"),
                p("Workstream 1: Data"),
                tbl(HEADER, tr("1. One", CITED, "2025")),
                p("Table 2. Tools"),
                tbl(tr("Timing", "Activity", "Source", "Budget"), tr("2026", "1. Two", "Dec. 16/9", "none")),
                tbl(tr("2. Three", CITED, "2027")),
                p("Signatures"),
                tbl(tr("Name", "Place")),
                p("The end."),
            ]
        ),
    )
    assert read.title == "Workplan of the group"
    assert read.columns == ("Tasks", "Mandate", "Timeline", "Budget")
    assert [(one.number, one.title) for one in read.workstreams] == [("1", "Data"), (None, "Tools")]
    assert [(task.text, task.mandate_text, task.period.text, task.extra) for task in tasks(read)] == [
        ("One", CITED, "2025", {}),
        ("Two", "Dec. 16/9", "2026", {"Budget": "none"}),
        ("Three", CITED, "2027", {}),
    ]
    assert {problem.code for problem in read.problems} >= {
        *("text-before-table", "table-not-read", "text-after-table", "repeated-header")
    }


def test_what_stands_beside_the_words_is_said() -> None:
    body = [
        p("Workplan"),
        tbl(HEADER, tr(tc(p(r("1. Advise"), note_mark(1), r("secret", "<w:vanish/>"))), CITED, "2025")),
    ]
    read = read_bytes("a.docx", word_file(body, {"footnotes.xml": notes({1: "See decision 16/9."})}))
    assert [task.text for task in tasks(read)] == ["Advise"]
    assert "decision 16/9" in found(read, "notes-not-read")[0].found
    assert found(read, "hidden-text")


def test_a_table_inside_a_cell_and_a_table_for_layout() -> None:
    inner = tbl(tr("(a) tools", "by June"), tr("(b) words", "by July"))
    read = read_bytes("a.docx", workplan_file(HEADER, tr(tc("1. Advise on", inner), CITED, "2025")))
    (task,) = tasks(read)
    assert [item.text for item in task.items] == ["tools | by June", "words | by July"]
    assert [problem.row for problem in found(read, "nested-table")] == [2]
    layout = tbl(tr(tc(tbl(HEADER, tr("1. Advise", CITED, "2025")))))
    assert [task.text for task in tasks(read_bytes("a.docx", word_file([p("Workplan"), layout])))] == [
        "Advise"
    ]


def test_the_title_is_found_among_other_words() -> None:
    table = tbl(HEADER, tr("1. One", CITED, "2025"))
    letterhead = [p("Distr. GENERAL"), p("CBD/X/1"), p("Programme of work for 2025–2026"), p("Prepared by X")]
    assert read_bytes("a.docx", word_file([*letterhead, table])).title == "Programme of work for 2025–2026"
    merged = tbl(tr(tc("Plan 2026", span=3)), HEADER, tr("1. One", CITED, "2025"))
    read = read_bytes("a.docx", word_file([merged]))
    assert (read.title, tasks(read)[0].row) == ("Plan 2026", 3)
    assert found(read_bytes("a.docx", word_file([table])), "no-title")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([p("No table")], "there is no table in it"),
        ([tbl(tr("Name", "Place"), tr("a", "b"))], "Its headings: Name | Place"),
        ([tbl(tr("Name", "Place")), tbl(tr("Foo", "Bar"))], "none of its 2 tables is understood"),
        (
            [tbl(HEADER, *[tr(sha256(str(n).encode()).hexdigest(), CITED, "2025") for n in range(5100)])],
            "more than 5,000 rows",
        ),
    ],
)
def test_refused_in_words(body: list[str], words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes("a.docx", word_file(body))
    assert words in caught.value.what
