"""The register: what the tables hold, what they may not hold, and what a loaded decision changes."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from iagkg.build import build
from iagkg.errors import InputError
from iagkg.files import read_table
from iagkg.graph.quads import Quad, iri, term
from iagkg.graph.register import cited_in, register_quads
from iagkg.graph.tables import Tables
from iagkg.names import ID, SCHEME, concept_iri, graph_iri
from iagkg.register.folder import write_folder
from iagkg.register.model import Annotation, Loaded, Paragraph, Text
from iagkg.source import read

ROOT = Path(__file__).parents[2]
REGISTER = ROOT / "data" / "register"
WORKPLAN = ROOT / "data" / "workplans" / "iag_tsc_2025_2027.txt"
COP = f"{ID}decision/cbd/cop"
SEEN = "https://example.org/page\tseen\t"


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(register_quads(read(WORKPLAN), Tables()))


def values(quads: list[Quad], subject: str, predicate: str) -> set[str]:
    node, name = iri(subject), term(predicate)
    return {quad.object for quad in quads if quad.subject == node and quad.predicate == name}


def with_status(quads: list[Quad], status: str) -> set[str]:
    found = iri(f"{SCHEME}text-status/{status}")
    return {quad.subject[1:-1] for quad in quads if quad.object == found}


def test_every_row_has_a_source_and_the_meetings_are_whole() -> None:
    for name in ("decisions", "provisions", "meetings", "finding_aids", "group_decisions"):
        rows = read_table(REGISTER / f"{name}.tsv", ("source", "confidence"))
        assert rows
        assert all(row["source"].startswith("http") for row in rows), name
        assert not any("workplan" in row["source"] for row in rows), name
    meetings = read_table(REGISTER / "meetings.tsv", ("identifier", "start", "end"))
    days = {row["identifier"]: (row["start"], row["end"]) for row in meetings}
    assert {f"COP-{number}" for number in range(1, 18)} <= set(days)
    assert all(days[f"COP-{number}"] == ("", "") for number in range(1, 10))  # no source was found
    assert days["COP-16-3"] == ("2025-02-25", "2025-02-27")


def test_the_day_belongs_to_the_decision_and_its_part_of_the_meeting(quads: list[Quad]) -> None:
    assert values(quads, f"{COP}/16/6", "dcterms:date") == {
        '"2024-11-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    }
    assert values(quads, f"{COP}/16/31", "dcterms:date") == set()
    assert values(quads, f"{COP}/16/31", "iag:adoptedAt") == {iri(f"{ID}meeting/cbd/cop-16-3")}
    part = f"{ID}meeting/cbd/cop-16-3"
    assert values(quads, part, "dcterms:isPartOf") == {iri(f"{ID}meeting/cbd/cop-16")}


def test_what_is_known_only_from_the_workplan_stands_by_its_number_alone(quads: list[Quad]) -> None:
    listed = {
        tuple(row[column] for column in ("decision", "part", "annex", "section", "para", "sub"))
        for row in read_table(REGISTER / "provisions.tsv", ("decision",))
    }
    cited = {
        (c.decision or "", c.part or "", c.annex or "", c.section or "", c.para or "", c.sub or "")
        for c in cited_in(read(WORKPLAN))
    }
    assert len(cited) == 20
    assert cited & listed == {("15/8", "", "I", "", "", ""), ("15/8", "", "III", "", "", "")}
    allowed = {
        *map(
            term,
            (
                *("rdf:type", "rdfs:label", "eli:number", "eli:type_subdivision", "eli:is_part_of"),
                *("iag:inDecision", "iag:sortKey", "iag:textStatus", "skos:notation", "foaf:page"),
            ),
        )
    }
    seen_by_number = with_status(quads, "text-not-seen")
    assert len(seen_by_number) >= 18
    for address in seen_by_number:
        assert {quad.predicate for quad in quads if quad.subject == iri(address)} <= allowed, address


def test_exactly_ten_letters_are_implied(quads: list[Quad]) -> None:
    assert with_status(quads, "implied-by-letter") == {
        *(f"{COP}/15/8/15/{letter}" for letter in "abc"),
        f"{COP}/15/8/32/a",
        f"{COP}/16/3/8/a",
        *(f"{COP}/16/3/25/{letter}" for letter in "abc"),
        f"{COP}/16/9/a/11/b",
        f"{COP}/16/9/a/11/e",
    }


def test_verbs_and_addressees_stand_only_where_the_text_was_seen(quads: list[Quad]) -> None:
    spoken = {quad.subject[1:-1] for quad in quads if quad.predicate == term("iag:operativeVerb")}
    assert spoken
    for address in spoken:
        assert values(quads, address, "iag:confidence") == {iri(f"{SCHEME}confidence/seen")}
    assert not [address for address in spoken if address.startswith((f"{COP}/15/8", f"{COP}/16/"))]
    assert values(quads, f"{COP}/12/28/3", "iag:directedTo") == {
        iri(concept_iri("DTT-ACTORS", "executive-secretary"))
    }
    assert not [quad for quad in quads if quad.predicate == term("iag:groupRole")]


def test_finding_aids_stand_apart_and_are_not_copied_into_the_register() -> None:
    built = build().quads
    aids = [quad for quad in built if quad.predicate == term("iag:findingAid")]
    assert len(aids) == len(read_table(REGISTER / "finding_aids.tsv", ("words_en",)))
    assert {quad.graph for quad in aids} == {iri(graph_iri("curated", "finding-aids"))}


@pytest.mark.parametrize(
    ("name", "row", "place"),
    [
        (
            "provisions",
            f"16/9\tA\t\t\t3\t\t\t\t{SEEN}".replace("seen", "perhaps"),
            "row 2, column confidence",
        ),
        ("provisions", "16/9\tA\t\t\t3\t\t\t\tsomewhere\tseen\t", "row 2, column source"),
        ("provisions", "16/9\tA\t\t\t3\t\t\t\t\tseen\t", "row 2, column source"),
        ("provisions", f"sixteen\tA\t\t\t3\t\t\t\t{SEEN}", "row 2, column decision"),
        ("provisions", f"16/9\t\t\t\t\t\t\t\t{SEEN}", "row 2: names no part"),
        ("provisions", "16/9\tA\t3", "row 2: 3 cells"),
        ("provisions", f"16/9\tA\t\t\t3\t\tshouts\t\t{SEEN}", "row 2, column verb"),
        ("provisions", f"16/9\tA\t\t\t3\t\t\tpigeons\t{SEEN}", "row 2, column directed_to"),
        (
            "provisions",
            f"16/9\tA\t\t\t3\t\trequests\t\t{SEEN}".replace("seen", "inferred"),
            "row 2, column verb: 'requests' is inferred",
        ),
        (
            "provisions",
            f"16/9\tA\t\t\t3\t\t\t\t{SEEN}\n16/9\tA\t\t\t3\t\t\t\t{SEEN}",
            "row 3, column para: '16/9' stands already in .*row 2",
        ),
        ("decisions", f"16/9\tTitle\texact\t\tpartial\t2024\t{SEEN}", "row 2, column date"),
        ("decisions", f"16/9\tTitle\texact\t\tsome\t\t{SEEN}", "row 2, column completeness"),
        ("decisions", f"16/9\tTitle\t\t\tpartial\t\t{SEEN}", "row 2, column title_kind"),
        ("decisions", f"16/9\tTitle\texact\tCOP-99\tpartial\t\t{SEEN}", "row 2, column meeting"),
        ("meetings", f"COP-15-2\tCOP\t15\t2\t\t\t\t\t{SEEN}", "column part"),
        ("meetings", f"COP-15\tCOP\t15\t\t2022-12-19\t2022-12-07\t\t\t{SEEN}", "row 2, column end"),
        ("meetings", f"COP-15\tCOP\t15\t\tDecember\t\t\t\t{SEEN}", "row 2, column start"),
    ],
)
def test_rows_are_checked_with_their_place(name: str, row: str, place: str, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "register"
    folder.mkdir(parents=True)
    header = (REGISTER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[0]
    (folder / f"{name}.tsv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    if name == "meetings":
        decisions = (REGISTER / "decisions.tsv").read_text(encoding="utf-8").splitlines()[0]
        (folder / "decisions.tsv").write_text(f"{decisions}\n", encoding="utf-8")
    with pytest.raises(InputError, match=place):
        list(register_quads(read(WORKPLAN), Tables(tmp_path)))


PARAGRAPHS = (
    Paragraph("preamble", number="1", text={"en": "Recalling decision 15/8,"}, recalls="15/8"),
    Paragraph("section", part="A", text={"en": "Clearing-house mechanism"}),
    Paragraph("paragraph", part="A", para="1", number="1.", text={"en": "Invites Parties", "fr": "Invite"}),
    Paragraph("section", part="B", text={"en": "Knowledge management"}),
    Paragraph(
        "paragraph",
        part="B",
        para="9",
        text={"en": "Requests the advisory group to advise:"},
        verb="requests",
        verb_words="Requests",
        directed_to="advisory-group",
        role="asked",
        role_words="the advisory group",
    ),
    Paragraph("item", part="B", para="9", sub="a", text={"en": "On a plan"}, recalls="15/8, annex I"),
    Paragraph("subitem", part="B", para="9", sub="a", subsub="i", text={"en": "In time"}),
    Paragraph("footnote", part="B", para="9", number="3", text={"en": "See the annex."}),
)
ANNOTATIONS = (
    Annotation(
        part="B",
        para="9",
        code="CBD/COP/16/09/B09",
        type="operational",
        statuses="active|require-funding",
        actors="IPLC|Executive-Secretary",
        subjects="CBD-SUBJECT-CHM",
        targets="GBF-TARGET-21",
        goals="GBF-GOAL-D",
        decisions="CBD/COP/15/08",
        outcomes="2023-018",
        source="https://api.cbd.int/api/v2021/decisions/CBD%2FCOP%2F16%2F09/tree",
        imported_on="2026-11-24",
    ),
)
TEXTS = (
    Text("en", "final", "CBD/COP/DEC/16/9", "2024-11-01", "https://www.cbd.int/x.pdf", "x.docx", "0" * 64),
    Text("fr", "rev-1", reviewed_by="secretary", reviewed_on="2026-11-24", complete="yes"),
)
LOADED = Loaded("16/9", PARAGRAPHS, TEXTS, ANNOTATIONS)


def loaded_quads(loaded: Loaded, workspace: Path) -> list[Quad]:
    write_folder(loaded, workspace / "data" / "register" / "imported" / "cbd-cop-16-9")
    return list(register_quads(read(WORKPLAN), Tables(workspace)))


def test_a_loaded_decision_says_what_its_paragraphs_say(tmp_path: Path) -> None:
    quads = loaded_quads(LOADED, tmp_path)
    nine = f"{COP}/16/9/b/9"
    assert values(quads, nine, "iag:text") == {'"Requests the advisory group to advise:"@en'}
    assert values(quads, nine, "iag:operativeVerb") == {iri(f"{ID}verb/requests")}
    assert values(quads, nine, "iag:verbWords") == {'"Requests"'}
    assert values(quads, nine, "iag:groupRole") == {iri(f"{SCHEME}group-role/asked")}
    assert values(quads, nine, "dcterms:source") == {
        iri(f"{COP}/16/9/text-en-final"),
        iri(f"{COP}/16/9/text-fr-rev-1"),
    }
    assert values(quads, f"{nine}/a", "iag:recalls") == {iri(f"{COP}/15/8/annex-1")}
    assert values(quads, f"{COP}/16/9/preamble-1", "iag:recalls") == {iri(f"{COP}/15/8")}
    assert values(quads, f"{nine}/footnote-1", "eli:number") == {'"3"'}
    assert f"{nine}/a/i" in with_status(quads, "text-loaded")
    assert values(quads, f"{COP}/16/9/text-fr-rev-1", "iag:reportedBy") == {'"secretary"'}


def test_a_complete_decision_has_no_implied_letters_and_no_others(tmp_path: Path) -> None:
    quads = loaded_quads(LOADED, tmp_path)
    assert values(quads, f"{COP}/16/9", "iag:completeness") == {iri(f"{SCHEME}completeness/complete")}
    assert not [a for a in with_status(quads, "implied-by-letter") if a.startswith(f"{COP}/16/9")]
    # What the workplan cites and the complete text does not have is still known by its number alone.
    assert f"{COP}/16/9/b/9/d" in with_status(quads, "text-not-seen")
    partly = replace(LOADED, texts=TEXTS[:1])
    quads = loaded_quads(partly, tmp_path)
    assert values(quads, f"{COP}/16/9", "iag:completeness") == {iri(f"{SCHEME}completeness/partial")}
    implied = [a for a in with_status(quads, "implied-by-letter") if a.startswith(f"{COP}/16/9")]
    assert sorted(implied) == [f"{COP}/16/9/a/11/b", f"{COP}/16/9/a/11/e"]


def test_annotations_are_the_tools_and_stand_in_a_graph_of_their_own(tmp_path: Path) -> None:
    quads = loaded_quads(LOADED, tmp_path)
    graph = graph_iri("imported", "tracking-cbd-cop-16-9")
    imported = [quad for quad in quads if quad.graph == iri(graph)]
    nine = f"{COP}/16/9/b/9"
    assert values(imported, nine, "adms:status") == {
        iri(concept_iri("DTT-STATUSES", "active")),
        iri(concept_iri("DTT-STATUSES", "require-funding")),
    }
    assert values(imported, nine, "iag:directedTo") == {
        iri(concept_iri("DTT-ACTORS", "IPLC")),
        iri(concept_iri("DTT-ACTORS", "executive-secretary")),
    }
    assert values(imported, nine, "iag:concernsTarget") == {
        "<http://metadata.cbd.int/kmgbf/target_21>",
        "<http://metadata.cbd.int/kmgbf/goal_D>",
    }
    assert values(imported, graph, "dcterms:created") == {
        '"2026-11-24"^^<http://www.w3.org/2001/XMLSchema#date>'
    }
    others = [quad for quad in quads if quad.graph != iri(graph)]
    assert not [quad for quad in others if quad.predicate == term("adms:status")]
    assert (
        Counter(q.object for q in others if q.predicate == term("iag:directedTo"))[
            iri(concept_iri("actors", "advisory-group", local=True))
        ]
        == 1
    )


def test_a_reviewed_actor_without_a_code_is_refused_and_one_of_the_tool_is_kept(tmp_path: Path) -> None:
    odd = replace(LOADED, annotations=(replace(ANNOTATIONS[0], actors="Others"),))
    assert values(loaded_quads(odd, tmp_path / "tool"), f"{COP}/16/9/b/9", "iag:directedTo") >= {
        iri(concept_iri("DTT-ACTORS", "Others"))
    }
    wrong = replace(LOADED, paragraphs=(replace(PARAGRAPHS[4], directed_to="pigeons"),))
    with pytest.raises(InputError, match="'pigeons' is no actor"):
        loaded_quads(wrong, tmp_path / "sheet")


def test_codes_that_nobody_knows_get_no_address_of_their_publisher(tmp_path: Path) -> None:
    odd = replace(
        ANNOTATIONS[0], targets="GBF-TARGET-99", subjects="CBD-SUBJECT-NOPE", meetings="../../x y|COP-17"
    )
    quads = loaded_quads(replace(LOADED, annotations=(odd,)), tmp_path)
    nine = f"{COP}/16/9/b/9"
    assert values(quads, nine, "iag:concernsTarget") == {"<http://metadata.cbd.int/kmgbf/goal_D>"}
    assert values(quads, nine, "dcterms:subject") == set()
    assert values(quads, nine, "rdfs:seeAlso") == {"<https://www.cbd.int/meetings/COP-17>"}
    assert values(quads, nine, "iag:statusNote") == {
        '"GBF-TARGETS: GBF-TARGET-99"',
        '"CBD-SUBJECTS: CBD-SUBJECT-NOPE"',
        '"meetings: ../../x y"',
    }


def test_what_a_reviewer_left_empty_is_not_taken_from_a_table(tmp_path: Path) -> None:
    paragraph = Paragraph("paragraph", para="3", text={"en": "Requests the Secretariat"}, verb="requests")
    reviewed = Loaded("XII/28", (paragraph,), (Text("en", reviewed_by="secretary of the group"),))
    folder = tmp_path / "data" / "register" / "imported" / "cbd-cop-12-28"
    write_folder(reviewed, folder)
    quads = list(register_quads(read(WORKPLAN), Tables(tmp_path)))
    assert values(quads, f"{COP}/12/28/3", "iag:directedTo") == set()
    write_folder(replace(reviewed, texts=(Text("en"),)), folder)  # loaded as it came: what was seen stands
    quads = list(register_quads(read(WORKPLAN), Tables(tmp_path)))
    assert len(values(quads, f"{COP}/12/28/3", "iag:directedTo")) == 1


def test_a_decision_cited_as_a_whole_keeps_what_the_table_says(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Task,Mandate,Timeline\n1. Advise,Decision V/14,2026\n", encoding="utf-8")
    found = values(build(path).quads, f"{COP}/5/14", "dcterms:title")
    assert found == {
        '"Scientific and technical cooperation and the clearing-house mechanism (Article 18)"@en'
    }


def test_a_folder_of_another_decision_is_refused(tmp_path: Path) -> None:
    write_folder(LOADED, tmp_path / "data" / "register" / "imported" / "cbd-cop-16-3")
    with pytest.raises(InputError, match="a folder named cbd-cop-16-9"):
        list(register_quads(read(WORKPLAN), Tables(tmp_path)))


@pytest.mark.parametrize(("letter", "implied"), [("d", 3), ("m", 12), ("n", 0), ("z", 0)])
def test_a_letter_far_down_the_alphabet_implies_none(tmp_path: Path, letter: str, implied: int) -> None:
    """A slip such as (z) is as likely as 25 paragraphs that nobody has seen."""
    path = tmp_path / "plan.csv"
    path.write_text(
        f'Task,Mandate,Timeline\n1. Advise,"16/9 B, para. 99 ({letter})",2026\n', encoding="utf-8"
    )
    found = with_status(build(path).quads, "implied-by-letter")
    assert len([address for address in found if "/16/9/b/99/" in address]) == implied
