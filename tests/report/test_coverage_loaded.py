"""Coverage before and after a decision is loaded, computed by hand: a made workplan, a made decision 16/3."""

import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from iagkg.build import build, write_dataset
from iagkg.cli import app
from iagkg.errors import UsageError
from iagkg.queries import catalogue, run
from iagkg.register.folder import write_folder
from iagkg.register.model import Annotation, Loaded, Paragraph, Text
from iagkg.report.coverage import coverage
from iagkg.report.coverage_text import print_coverage, to_text
from iagkg.store.embedded import EmbeddedStore
from iagkg.store.terms import lexical

DAY = dt.date(2026, 5, 15)
PLAN = (
    ("Knowledge", "", ""),
    ("1. Advise", "Decision 16/3, para. 9 (a)", "2026"),
    ("2. Follow the framework", "Decision 16/3, annex I", "2026"),
    ("3. Follow a slip", "Decision 16/3, para. 99", "2026"),
    ("4. Report", "Decision 16/3, para. 8 (b)\nKMGBF Target 21", "2026"),
    ("Cooperation", "", ""),
    ("1. Support", "Decision 16/3, para. 2", "2026"),
    ("2. Advise again", "Decision 16/3, para. 9 (a)", "2026"),
)
GROUP = {"directed_to": "advisory-group"}


def paragraph(para: str, sub: str = "", annex: str = "", **said: str) -> Paragraph:
    kind = "item" if sub else "paragraph"
    return Paragraph(kind, annex=annex, para=para, sub=sub, text={"en": f"Text of {para} {sub}."}, **said)


DECISION = Loaded(
    "16/3",
    (
        paragraph("1", role="asked", role_words="the group", verb="requests", **GROUP),
        paragraph("2", role="consulted", directed_to="executive-secretary", verb="requests"),
        paragraph("3", role="not-named", directed_to="parties", verb="invites"),
        paragraph("8", role="not-named"),
        paragraph("8", "a", role="not-named"),
        paragraph("8", "b", role="not-named"),
        paragraph("9", role="asked", **GROUP),
        paragraph("9", "a", role="asked", **GROUP),
        paragraph("9", "b", role="asked", **GROUP),
        paragraph("9", "c", role="consulted", directed_to="executive-secretary"),
        paragraph("10"),
        Paragraph("annex", annex="I", text={"en": "Framework"}),
        paragraph("1", annex="I", role="asked"),
    ),
    (Text("en", complete="yes", imported_on="2026-03-04", reviewed_by="secretary of the group"),),
    (
        Annotation(
            **{"para": "2", "statuses": "elapsed", "actors": "executive-secretary"},
            **{"targets": "GBF-TARGET-20", "source": "https://api.cbd.int/", "imported_on": "2026-03-05"},
        ),
    ),
)

BEFORE = [
    # place, class, known parts, cited parts, implied
    ("para. 2", "direct", "0", "0", "false"),
    ("para. 8", "parts-all", "1", "1", "false"),
    ("para. 8 (a)", "none", "0", "0", "true"),
    ("para. 8 (b)", "direct", "0", "0", "false"),
    ("para. 9", "parts-all", "1", "1", "false"),
    ("para. 9 (a)", "direct", "0", "0", "false"),
    ("para. 99", "direct", "0", "0", "false"),
    ("annex I", "direct", "0", "0", "false"),
]
AFTER = [
    # place, class, known parts, cited parts, role, in the percentage, not in the decision
    ("para. 1", "none", "0", "0", "asked", "true", "false"),
    ("para. 2", "direct", "0", "0", "consulted", "true", "false"),
    ("para. 3", "none", "0", "0", "not-named", "false", "false"),
    ("para. 8", "parts-some", "2", "1", "not-named", "false", "false"),
    ("para. 8 (a)", "none", "0", "0", "not-named", "false", "false"),
    ("para. 8 (b)", "direct", "0", "0", "not-named", "false", "false"),
    ("para. 9", "parts-some", "3", "1", "asked", "false", "false"),
    ("para. 9 (a)", "direct", "0", "0", "asked", "true", "false"),
    ("para. 9 (b)", "none", "0", "0", "asked", "true", "false"),
    ("para. 9 (c)", "none", "0", "0", "consulted", "true", "false"),
    ("para. 10", "none", "0", "0", "not-reviewed", "false", "false"),
    ("para. 99", "direct", "0", "0", "text-not-seen", "false", "true"),
    ("annex I", "direct", "1", "0", "not-reviewed", "false", "false"),
    ("annex I, para. 1", "whole", "0", "0", "asked", "true", "false"),
]


def document(folder: Path) -> Path:
    body = "\n\n".join("".join(f"\t{cell}\n" for cell in row) for row in PLAN)
    path = folder / "plan_2026.txt"
    path.write_text(f"Workplan 2026\n\tTasks\n\tMandate\n\tTimeline\n\n{body}", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two built datasets: without the decision, and with it."""
    found = {}
    for name in ("before", "after"):
        root = tmp_path_factory.mktemp(name)
        if name == "after":
            write_folder(DECISION, root / "data" / "register" / "imported" / "cbd-cop-16-3")
        write_dataset(build(document(root), root), root / "build")
        found[name] = root / "build"
    return found


@pytest.fixture(scope="module")
def before(folders: dict[str, Path]) -> EmbeddedStore:
    return EmbeddedStore.from_folder(folders["before"])


@pytest.fixture(scope="module")
def after(folders: dict[str, Path]) -> EmbeddedStore:
    return EmbeddedStore.from_folder(folders["after"])


def ask(store: EmbeddedStore, name: str, values: Mapping[str, str]) -> list[dict[str, str]]:
    table = run(store, catalogue()[name], values)
    return [dict(zip(table.columns, map(lexical, row), strict=True)) for row in table.rows]


def test_classes_before_and_after(before: EmbeddedStore, after: EmbeddedStore) -> None:
    names = ["coverage", "known_parts", "cited_parts"]
    rows = ask(before, "coverage-by-paragraph", {"decision": "16/3"})
    found = [tuple(row[n] for n in ("paragraph", *names, "implied")) for row in rows]
    assert found == [(f"16/3, {place}", *rest) for place, *rest in BEFORE]
    assert {row["not_in_decision"] for row in rows} == {row["in_share"] for row in rows} == {"false"}
    rows = ask(after, "coverage-by-paragraph", {"decision": "16/3"})
    found = [
        tuple(row[n] for n in ("paragraph", *names, "role", "in_share", "not_in_decision")) for row in rows
    ]
    assert found == [(f"16/3, {place}", *rest) for place, *rest in AFTER]
    assert {row["implied"] for row in rows} == {"false"}
    assert not ask(after, "letters-implied", {"decision": "16/3"})


def test_screen_before(before: EmbeddedStore) -> None:
    found = coverage(before, {}, DAY, percent=True)
    assert found.columns == ("paragraph", "class", "cited-by", "period", "cited-as")
    (part,) = found.parts
    assert part.heading == "16/3 title not recorded (known in part)"
    assert part.not_cited == ()
    assert part.notes == (
        "para. 8 (a) exists by its letter; not cited; text not seen",
        "Text not loaded: read it at https://www.cbd.int/decisions/cop/16/3",
        "no percentage can be given: the decision is not known in full.",
    )
    assert "%" not in to_text(found)


def test_screen_after(after: EmbeddedStore) -> None:
    found = coverage(after, {}, DAY, percent=True)
    assert found.columns == (
        *("paragraph", "class", "role", "directed-to", "cited-by", "period", "cited-as"),
    )
    (part,) = found.parts
    assert part.heading == "16/3 title not recorded (known in full)"
    body = "Executive Secretary of the Convention on Biological Diversity"
    group = "Informal Advisory Group on Technical and Scientific Cooperation"
    assert [row[:5] for row in part.rows] == [
        ("para. 2", "cited", "consulted", body, "WS2.T1"),
        ("para. 8 (b)", "cited", "not named", "", "WS1.T4"),
        ("para. 9 (a)", "cited, shared", "asked", group, "WS1.T1"),
        ("", "", "", "", "WS2.T2"),
        ("para. 99", "cited, but not in the decision as loaded", "text not seen", "", "WS1.T3"),
        ("annex I", "cited as a whole", "text not reviewed for the group", "", "WS1.T2"),
    ]
    assert [row[:4] for row in part.not_cited] == [
        ("para. 1", "not cited in this workplan", "asked", group),
        ("para. 9 (b)", "not cited in this workplan", "asked", group),
        ("para. 9 (c)", "not cited in this workplan", "consulted", body),
    ]
    assert part.notes == (
        "1 more taken up only through what contains them.",
        "3 more paragraphs or annexes of it are known here and are not cited in this workplan; "
        "role of the group: not named 2, text not reviewed for the group 1.",
        "cited 2 of 6 paragraphs that ask or consult the group (33.3 %); "
        "1 more only through what contains them.",
    )


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_the_note_stands_under_the_list_in_each_language(lang: str, after: EmbeddedStore) -> None:
    found = coverage(after, {}, DAY, lang, percent=True)
    text = to_text(found, lang)
    note = found.foot[-2]
    assert text.count(note) == 2
    assert ("33.3 %" if lang == "en" else "33,3 %") in text
    assert "{" not in text
    out = io.StringIO()
    print_coverage(found, out, lang, width=80)
    assert max(map(len, out.getvalue().splitlines())) <= 80
    assert "%" not in to_text(coverage(after, {}, DAY, lang), lang)


@pytest.mark.parametrize(
    ("values", "places", "words"),
    [
        (
            {"body": "Executive-Secretary"},
            ["para. 2"],
            "directed to Executive Secretary of the Convention on Biological Diversity",
        ),
        ({"body": "advisory-group"}, ["para. 9 (a)", ""], "directed to Informal Advisory Group on"),
        (
            {"tracking_status": "elapsed"},
            ["para. 2"],
            "status Elapsed (Decision Tracking Tool, imported on 2026-03-05)",
        ),
        ({"tracking_status": "retired"}, [], "status Retired (Decision Tracking Tool)"),
        ({"workstream": "WS2"}, ["para. 2", "para. 9 (a)"], "workstream WS2 Cooperation"),
        ({"target": "21"}, ["para. 8 (b)"], "target or goal: Target 21"),
        ({"target": "GBF-TARGET-20"}, ["para. 2"], "target or goal: Target 20"),
        ({"target": "b"}, [], "target or goal: Goal B"),
        ({"decision": "16/3", "workstream": "WS2", "body": "parties"}, [], "decision 16/3; directed to"),
    ],
)
def test_filters(values: dict[str, str], places: list[str], words: str, after: EmbeddedStore) -> None:
    found = coverage(after, values, DAY)
    assert [row[0] for part in found.parts for row in part.rows] == places
    assert found.head[4].startswith(f"Only: {words}")
    if not found.parts:
        assert found.foot[0].startswith("No decision paragraph is cited here")


def test_a_filter_lists_only_its_own_and_does_not_change_what_is_shared(after: EmbeddedStore) -> None:
    (part,) = coverage(after, {"workstream": "WS2"}, DAY).parts
    assert part.rows[1][1] == "cited, shared"
    assert part.not_cited == ()
    (part,) = coverage(after, {"body": "executive-secretary"}, DAY, percent=True).parts
    assert [row[0] for row in part.not_cited] == ["para. 9 (c)"]
    assert part.notes[-1] == "cited 1 of 2 paragraphs that ask or consult the group (50 %)."


def test_a_decision_that_asks_is_shown_though_it_is_not_cited(tmp_path: Path) -> None:
    asking = Loaded("16/7", (paragraph("1", role="asked"), paragraph("2", role="not-named")), (Text("en"),))
    write_folder(asking, tmp_path / "data" / "register" / "imported" / "cbd-cop-16-7")
    write_folder(DECISION, tmp_path / "data" / "register" / "imported" / "cbd-cop-16-3")
    silent = Loaded("16/5", (paragraph("1", role="not-named"),), (Text("en", complete="yes"),))
    write_folder(silent, tmp_path / "data" / "register" / "imported" / "cbd-cop-16-5")
    store = EmbeddedStore.from_quads(build(document(tmp_path), tmp_path).quads)
    found = coverage(store, {}, DAY, percent=True)
    assert [part.heading.split()[0] for part in found.parts] == ["16/3", "16/7"]
    last = found.parts[1]
    assert last.heading == "16/7 subject: In-depth dialogue and other Article 8(j) matters (known in part)"
    assert last.rows == ()
    assert [row[0] for row in last.not_cited] == ["para. 1"]
    assert last.notes[-1].startswith("no percentage can be given")


def test_all_decisions_known_in_full_together(tmp_path: Path) -> None:
    other = Loaded("16/7", (paragraph("1", role="asked"),), (Text("en", complete="yes"),))
    write_folder(other, tmp_path / "data" / "register" / "imported" / "cbd-cop-16-7")
    write_folder(DECISION, tmp_path / "data" / "register" / "imported" / "cbd-cop-16-3")
    store = EmbeddedStore.from_quads(build(document(tmp_path), tmp_path).quads)
    found = coverage(store, {}, DAY, percent=True)
    assert found.parts[1].notes[-1] == "cited 0 of 1 paragraphs that ask or consult the group (0 %)."
    assert found.foot[0] == (
        "In all decisions that are known in full: cited 2 of 7 paragraphs that ask or consult the group "
        "(28.6 %); 1 more only through what contains them."
    )


def test_a_selection_says_how_many_are_not_cited(after: EmbeddedStore) -> None:
    for values in ({"body": "executive-secretary"}, {"tracking_status": "elapsed"}, {"body": "parties"}):
        count = len(ask(after, "not-cited", values))
        foot = coverage(after, values, DAY).foot
        said = (
            f"Not cited in this selection, whatever they ask of the group: {count}. --not-cited lists them."
        )
        assert (said in foot) is (count > 0)
    assert len(ask(after, "not-cited", {"body": "executive-secretary"})) == 22
    for values in ({}, {"decision": "16/3"}, {"workstream": "WS2", "body": "executive-secretary"}):
        assert "--not-cited" not in " ".join(coverage(after, values, DAY).foot)


def test_a_pipe_has_role_and_addressees_below_the_row(after: EmbeddedStore) -> None:
    text = to_text(coverage(after, {}, DAY))
    heading = next(line for line in text.splitlines() if line.startswith("Paragraph"))
    assert heading.split("  ")[0] == "Paragraph"
    assert "Directed to" not in heading
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("para. 2 "))
    assert lines[at + 1] == (
        "    Role of the group: consulted - "
        "Directed to: Executive Secretary of the Convention on Biological Diversity"
    )
    table = [line for line in lines if line.startswith(("para. ", "annex "))]
    assert max(map(len, table)) < 130


def test_percent_is_refused_in_plain_words(folders: dict[str, Path]) -> None:
    done = CliRunner().invoke(
        app, ["coverage", "--dataset", str(folders["after"]), "--percent", "--not-cited"]
    )
    assert isinstance(done.exception, UsageError)
    assert done.exception.expected == "--percent without --not-cited and without --format"


def test_not_cited_of_all_roles(after: EmbeddedStore) -> None:
    rows = ask(after, "not-cited", {"decision": "16/3"})
    assert [(row["paragraph"][6:], row["role"]) for row in rows] == [
        *(("para. 1", "asked"), ("para. 3", "not-named"), ("para. 8 (a)", "not-named")),
        *(("para. 9 (b)", "asked"), ("para. 9 (c)", "consulted"), ("para. 10", "not-reviewed")),
    ]


@pytest.mark.parametrize("name", ["body", "tracking_status", "workstream", "target"])
def test_unknown_values_are_refused_with_what_there_is(name: str, after: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match="nothing of that name") as caught:
        coverage(after, {name: "nowhere'} ?x"}, DAY)
    assert {
        "body": "executive-secretary",
        "tracking_status": "elapsed",
        "workstream": "one of WS1, WS2",
        "target": "1, 2, 3",
    }[name] in caught.value.expected


def command(folder: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["coverage", "--dataset", str(folder), *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit | UsageError):
        raise done.exception
    return (2 if isinstance(done.exception, UsageError) else done.exit_code), done.stdout


def test_command(folders: dict[str, Path]) -> None:
    code, out = command(folders["after"], "--percent", "--as-of", "2026-05-15")
    assert code == 0
    assert "cited 2 of 6 paragraphs" in out
    code, out = command(folders["after"], "--not-cited", "--decision", "16/3")
    assert code == 0
    assert out.rstrip().endswith("or by whom.")
    assert "https://www.cbd.int/decisions/cop/16/3/1" in out
    code, out = command(folders["after"], "--not-cited", "--decision", "16/3", "--format", "csv")
    assert out.count("\n") == 7
    assert command(folders["after"], "--target", "21", "--json")[1].count('"paragraph"') == 1


@pytest.mark.parametrize(
    "arguments",
    [
        *(("--percent", "--json"), ("--percent", "--not-cited"), ("--percent", "--workstream", "WS1")),
        *(("--not-cited", "--workstream", "WS1"), ("--status", "done"), ("--directed-to", "")),
        ("--percent", "--target", "21"),
    ],
)
def test_refused(arguments: tuple[str, ...], folders: dict[str, Path]) -> None:
    assert command(folders["after"], *arguments)[0] == 2
