"""Every form of the Tracking Tool gives the same decision; what is odd is said with its path."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_trees import Node, code, flat, index, node, tree, walk

from iagkg.citation import exact_iri, parse_citations
from iagkg.citation.model import Citation
from iagkg.errors import InputError
from iagkg.problem import Problem
from iagkg.register.model import PLACE, Annotation, Loaded, Paragraph
from iagkg.register.tracking import TrackingReading, completed, read_tracking

DAY = date(2026, 5, 1)


def read(value: Any, name: str = "tree.json") -> TrackingReading:
    return read_tracking(name, json.dumps(value).encode(), DAY, "https://api.cbd.int/here")


def codes(reading: TrackingReading) -> Counter[str]:
    return Counter(problem.code for problem in reading.problems)


def only(reading: TrackingReading) -> Problem:
    assert len(reading.problems) == 1, reading.problems
    return reading.problems[0]


def structure(loaded: Loaded) -> tuple[Paragraph, ...]:
    return tuple(replace(item, text={}) for item in loaded.paragraphs if item.kind != "preamble")


def test_a_tree_of_60_nodes_is_read_whole() -> None:
    made = tree()
    reading = read(made)
    loaded = reading.loaded
    assert (reading.form, loaded.decision, reading.problems) == ("tree", "16/9", ())
    assert len(walk(made["nodes"])) == len(loaded.paragraphs) == 60
    assert Counter(item.kind for item in loaded.paragraphs) == {
        "preamble": 1,
        "section": 2,
        "paragraph": 21,
        "item": 26,
        "subitem": 8,
        "annex": 2,
    }
    assert all(set(item.text) == {"en", "fr", "es"} for item in loaded.paragraphs)
    assert [(text.lang, text.version, text.symbol, text.complete) for text in loaded.texts] == [
        (lang, "final", "CBD/COP/DEC/16/9", "") for lang in ("en", "fr", "es")
    ]
    assert {text.imported_on for text in loaded.texts} == {"2026-05-01"}
    assert all(len(text.sha256) == 64 and text.file == "tree.json" for text in loaded.texts)
    assert not any(item.verb or item.directed_to or item.role for item in loaded.paragraphs)
    assert not any(text.reviewed_by for text in loaded.texts)
    assert dict(reading.titles) == made["title"]
    whole, *rest = loaded.annotations
    assert (whole.code, whole.targets) == ("CBD/COP/16/09", "GBF-TARGET-21")
    assert len(rest) == 59
    assert {item.imported_on for item in rest} == {"2026-05-01"}
    assert {item.source for item in rest} == {"https://api.cbd.int/here"}
    statuses = Counter(status for own in walk(made["nodes"]) for status in own.get("statuses", []))
    assert Counter(item.statuses for item in rest if item.statuses) == statuses


def test_places_and_texts_are_those_of_the_nodes() -> None:
    by_place = {item.place: item for item in read(tree()).loaded.paragraphs}
    assert by_place["B", "", "", "6", "b", "iii"].text["fr"].startswith("B 6 b iii. Invite les gardiens")
    assert by_place["", "I", "", "2", "", ""].text["en"].startswith("Annex 1, 2.")
    order = [item.place for item in read(tree()).loaded.paragraphs]
    assert order.index(("A", "", "", "12", "", "")) < order.index(("B", "", "", "", "", ""))
    assert order.index(("A", "", "", "9", "f", "")) < order.index(("A", "", "", "10", "", ""))
    assert order[-1] == ("", "II", "", "", "", "")


@pytest.mark.parametrize("dot", [True, False])
def test_all_forms_give_the_same(dot: bool) -> None:
    made = tree(dot=dot)
    whole = read(made).loaded
    listed = read(flat(made))
    assert (listed.form, listed.problems) == ("nodes", ())
    assert (listed.loaded.paragraphs, listed.loaded.annotations) == (whole.paragraphs, whole.annotations[1:])
    older = {("elements" if key == "nodes" else key): value for key, value in made.items()}
    assert read(older).loaded.paragraphs == whole.paragraphs
    assert read([made]).loaded.paragraphs == whole.paragraphs
    found = read(index(made))
    assert (found.form, found.problems, found.loaded.texts) == ("index", (), ())
    coded = {item.code: replace(item, code="") for item in whole.annotations[1:] if item.code}
    assert {item.code: replace(item, code="") for item in found.loaded.annotations} == coded
    assert dict(found.titles) == {lang: made["title"][lang] for lang in ("en", "fr")}
    assert read(index(made)["response"]["docs"]).loaded == replace(found.loaded)


def test_one_node_and_one_document_alone() -> None:
    own = node("B", 9, 1, statuses=["active"], type="operational")
    reading = read(own | {"decisionId": "x", "parentId": "y"})
    assert (reading.form, reading.loaded.decision) == ("node", "16/9")
    (paragraph,) = reading.loaded.paragraphs
    assert (paragraph.part, paragraph.para, paragraph.sub, paragraph.kind) == ("B", "9", "a", "item")
    assert (
        read(index({**tree(), "nodes": [own]})["response"]["docs"][1]).loaded.annotations[0].statuses
        == "active"
    )


nodes = st.deferred(
    lambda: st.lists(
        st.tuples(
            st.integers(1, 30),
            st.lists(
                st.tuples(st.integers(1, 26), st.lists(st.integers(1, 30), unique=True, max_size=3)),
                unique_by=lambda pair: pair[0],
                max_size=3,
            ),
        ),
        unique_by=lambda pair: pair[0],
        max_size=4,
    )
)


@st.composite
def any_tree(draw: st.DrawFn) -> Node:
    made: Node = {**tree(), "nodes": []}
    for section in draw(st.lists(st.sampled_from(["", *"ABCIVXZ"]), unique=True, max_size=3)):
        holder = made if not section else node(section)
        for paragraph, items in draw(nodes):
            dot = draw(st.booleans())
            own = node(
                section,
                paragraph,
                dot=dot,
                statuses=draw(st.lists(st.sampled_from(["active", "RETIRED"]), max_size=2)),
            )
            for item, subitems in items:
                below = node(section, paragraph, item, dot=draw(st.booleans()))
                below["nodes"] = [node(section, paragraph, item, one) for one in subitems]
                own["nodes"].append(below)
            holder["nodes"].append(own)
        if section:
            made["nodes"].append(holder)
    return made


@given(any_tree(), st.randoms())
def test_any_tree_made_flat_and_shuffled_is_the_same(made: Node, shuffle: Any) -> None:
    listed = flat(made)
    shuffle.shuffle(listed)
    if listed:
        loaded, other = read(made).loaded, read(listed).loaded
        assert other.paragraphs == loaded.paragraphs
        assert other.annotations == loaded.annotations[1:]
        bare = [
            {key: value for key, value in own.items() if key not in {"_id", "parentId"}} for own in listed
        ]
        assert read(bare).loaded.paragraphs == loaded.paragraphs


@given(any_tree())
def test_a_place_is_the_one_the_citation_parser_reads_in_the_code(made: Node) -> None:
    for item, own in zip(read(made).loaded.paragraphs, sorted_nodes(made), strict=True):
        if item.kind == "section":
            continue
        (cited,) = parse_citations(own["code"]).citations
        whole = Citation("decision", "16/9", "COP")
        place: dict[str, Any] = {name: getattr(item, name) or None for name in PLACE}
        assert exact_iri(replace(whole, **place)) == exact_iri(cited)


def sorted_nodes(made: Node) -> list[Node]:
    return sorted(
        walk(made["nodes"]),
        key=lambda own: (own["section"] or "", own["paragraph"] or 0, own["item"] or 0, own["subitem"] or 0),
    )


def test_levels_without_a_code_take_what_is_above_from_the_tree() -> None:
    inner = {"item": "b", "nodes": [{"subitem": "iii"}]}
    made = {
        "code": "CBD/COP/15/08",
        "nodes": [{"section": "b", "nodes": [{"paragraph": "4", "nodes": [inner]}]}],
    }
    assert [item.place for item in read(made).loaded.paragraphs] == [
        ("B", "", "", "", "", ""),
        ("B", "", "", "4", "", ""),
        ("B", "", "", "4", "b", ""),
        ("B", "", "", "4", "b", "iii"),
    ]


def test_a_node_below_an_annex_stands_in_the_annex_whether_its_code_says_so_or_not() -> None:
    below = {"code": "CBD/COP/15/08.A02.01"}
    made = {
        "code": "CBD/COP/15/08",
        "nodes": [
            {"code": "CBD/COP/15/08.A02.01"},
            {"annex": "III", "nodes": [below]},
            {"code": "CBD/COP/15/08/ANNEX-2/04"},
        ],
    }
    reading = read(made)
    assert reading.problems == ()
    assert [
        (item.part, item.annex, item.section, item.para, item.sub) for item in reading.loaded.paragraphs
    ] == [
        ("A", "", "", "2", "a"),
        ("", "II", "", "4", ""),
        ("", "III", "", "", ""),
        ("", "III", "A", "2", "a"),
    ]


def test_where_code_and_levels_disagree_the_code_is_kept_and_it_is_said() -> None:
    reading = read({**tree(), "nodes": [node("B", 9, 1) | {"section": "A"}]})
    assert reading.loaded.paragraphs[0].part == "B"
    problem = only(reading)
    assert (problem.code, problem.field) == ("place-differs", "nodes[0].section")
    assert problem.found == "section A, code CBD/COP/16/09.B09.01"


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ({"section": "AB"}, "level"),
        ({"paragraph": "x"}, "level"),
        ({"paragraph": 1, "item": 27}, "level"),
        ({"paragraph": 1, "item": "a", "subitem": "iiii"}, "level"),
        ({"paragraph": True}, "level"),
        ({"paragraph": [1]}, "level"),
        ({"item": 1}, "place"),
        ({"paragraph": 1, "subitem": 2}, "place"),
        ({"code": "nonsense", "paragraph": 1}, "code"),
        ({"code": "CBD/COP/16/09/goal-2", "paragraph": 1}, "code"),
        ({"code": "CBD/COP/16/09/B09.27", "paragraph": 1}, "code"),
        ({"code": "CBD/COP/16/09/ANNEX-0/01", "paragraph": 1}, "code"),
    ],
)
def test_a_place_that_cannot_be_read_is_said(levels: Node, said: str) -> None:
    reading = read({"code": "CBD/COP/16/09", "nodes": [levels, {"paragraph": 99}]})
    assert codes(reading)[said] == 1
    assert reading.problems[0].field.startswith("nodes[0]")
    assert reading.loaded.paragraphs[-1].para == "99"


def test_text_without_a_place_is_preamble_before_the_first_paragraph_and_reported_after_it() -> None:
    made = {
        "code": "CBD/COP/16/09",
        "nodes": [{"html": {"en": "Noting"}}, {"paragraph": 1}, {"html": {"en": "Lost"}}],
    }
    reading = read(made)
    assert [(item.kind, item.number) for item in reading.loaded.paragraphs] == [
        ("preamble", "1"),
        ("paragraph", ""),
    ]
    assert (only(reading).code, only(reading).field, only(reading).found) == ("no-place", "nodes[2]", "Lost")


def annotated(**members: Any) -> tuple[Annotation, TrackingReading]:
    reading = read({"code": "CBD/COP/16/09", "nodes": [{"paragraph": 1, **members}]})
    return reading.loaded.annotations[0], reading


def test_codes_in_any_capitals_and_older_spellings() -> None:
    found, reading = annotated(
        type="Information",
        statuses=["Active", "Require Funding"],
        actors=["es", "Businesses", "sbstta", "iplc", "parties", "Parties"],
        gbfTargets=["gbf-target-21"],
    )
    assert found.type == "informational"
    assert found.statuses == "active|require-funding"
    assert found.actors == "executive-secretary|businesses|SBSTTA|IPLC|parties"
    assert found.targets == "GBF-TARGET-21"
    assert reading.problems == ()


def test_codes_that_are_not_known_are_kept_and_reported() -> None:
    found, reading = annotated(
        statuses=["active", "asleep"], actors=["Others"], gbfGoals=["GOAL-E"], type="x"
    )
    assert (found.statuses, found.actors, found.goals, found.type) == (
        "active|asleep",
        "Others",
        "GOAL-E",
        "x",
    )
    assert codes(reading) == {"unknown-code": 4}
    assert [problem.field for problem in reading.problems][1:3] == ["nodes[0].statuses", "nodes[0].actors"]


def test_what_an_annotation_refers_to() -> None:
    found, reading = annotated(
        decisions=["CBD/COP/15/08.27", "CBD/COP/15/08/27", "XII/28", "words"],
        documents=["CBD/COP/16/INF/3", "SCBD/LOG/2024/1", "scbd/log/x"],
        meetings=["COP-16", "2023-018"],
        notifications=["2023-018"],
        outcomes=["2023-018", "https://www.cbd.int/a|b", "SCBD/LOG/1", "SBI-04"],
        subjects="CBD-SUBJECT-CPB",
        aichiTargets=[{"identifier": "AICHI-TARGET-19"}],
    )
    assert found.decisions == "15/8, para. 27|XII/28|words"
    assert found.documents == "CBD/COP/16/INF/3"
    assert found.outcomes == "2023-018|https://www.cbd.int/a%7Cb|SBI-04"
    assert (found.meetings, found.notifications) == ("COP-16|2023-018", "2023-018")
    assert (found.subjects, found.aichi_targets) == ("CBD-SUBJECT-CPB", "AICHI-TARGET-19")
    assert dict(reading.left_out) == {"internal documents": 3}
    assert codes(reading) == {"shape": 1, "bar": 1}


@pytest.mark.parametrize(
    ("value", "due"),
    [
        ("2026-06-30T00:00:00.000Z", "2026-06-30"),
        ("2026-06-30", "2026-06-30"),
        ("2026-06", "2026-06"),
        ("2026", "2026"),
        (None, ""),
        ("2026-02-30", ""),
        ("Q4 2026", ""),
        (20260630, ""),
    ],
)
def test_a_day_recorded_in_the_tool(value: Any, due: str) -> None:
    found, reading = annotated(
        elementTimelineDate=value, elementTimeline={"en": "before <b>COP 17</b>"}, notes="Seen"
    )
    assert found.due == due
    assert found.notes == "Seen; Timeline: before COP 17"
    assert codes(reading) == ({"no-day": 1} if value and not due else {})


def test_remarks_on_a_status_in_one_language_or_several() -> None:
    assert annotated(statusInfo={"en": "<p>Done</p>"})[0].status_info == "Done"
    assert annotated(statusInfo={"en": "Done", "fr": "Fait"})[0].status_info == "[en] Done [fr] Fait"
    assert annotated(elementStatusDetails="Older")[0].status_info == "Older"
    assert annotated(notes=["one", {"en": "two"}])[0].notes == "one; two"


def test_texts_by_language() -> None:
    html = {"en": "A", "fr": "<b>A</b>", "ES": "E", "zho": "Z", "de": "D", "ru": 5, "ar": None, "eng": "B"}
    reading = read({"code": "CBD/COP/16/09", "nodes": [{"paragraph": 1, "html": html}]})
    assert reading.loaded.paragraphs[0].text == {"en": "A", "es": "E", "zh": "Z"}
    assert [text.lang for text in reading.loaded.texts] == ["en", "es", "zh"]
    assert codes(reading) == {
        "not-translated": 1,
        "unknown-language": 1,
        "wrong-type": 1,
        "language-twice": 1,
    }
    assert {problem.severity for problem in reading.problems if problem.code == "not-translated"} == {"info"}
    older = read(
        {
            "code": "CBD/COP/16/09",
            "nodes": [{"paragraph": 1, "body": {"en": "A"}}, {"paragraph": 2, "html": "B"}],
        }
    )
    assert [item.text for item in older.loaded.paragraphs] == [{"en": "A"}, {"en": "B"}]


def test_fields_that_are_not_known_are_counted_and_named_once() -> None:
    made = tree()
    for own in walk(made["nodes"])[1:4]:
        own["colour"] = "blue"
    problem = only(read(made))
    assert (problem.severity, problem.code, problem.field) == ("info", "unknown-field", "nodes[1].colour")
    assert "(3 times)" in problem.message


def test_surrogates_and_controls_never_reach_a_table() -> None:
    members = {"html": {"en": "a\ud800b\x00c\td"}, "notes": "\udfff", "subjects": ["\ud800"]}
    content = json.dumps({"code": "CBD/COP/16/09", "nodes": [{"paragraph": 1, **members}]}).encode()
    reading = read_tracking("x.json", content, DAY)
    assert reading.loaded.paragraphs[0].text["en"] == "a\ufffdb c d"
    assert repr(reading).encode()


@pytest.mark.parametrize(
    ("body", "treaty", "decision"),
    [
        ("COP", "XXVII8", "16/9"),
        ("cop", None, "16/9"),
        ("CP-MOP", "XXVII8a", "CP-9/7"),
        ("MOP", "XXVII8a", "CP-9/7"),
        ("NP-MOP", "XXVII8b", "NP-4/5"),
    ],
)
def test_decisions_of_other_bodies_by_their_numbers(body: str, treaty: str | None, decision: str) -> None:
    session, number = {"16/9": (16, 9), "CP-9/7": (9, 7), "NP-4/5": (4, 5)}[decision]
    made = {
        "treaty": treaty,
        "body": body,
        "session": session,
        "decision": number,
        "nodes": [{"paragraph": 1}],
    }
    assert read(made).loaded.decision == decision


@pytest.mark.parametrize(
    ("session", "number", "decision"), [(13, 25, "XIII/25"), (5, 14, "V/14"), (14, 26, "14/26")]
)
def test_older_sessions_have_their_roman_numbers(session: int, number: int, decision: str) -> None:
    assert read(tree(number, session)).loaded.decision == decision


def test_the_identity_that_disagrees_is_reported() -> None:
    reading = read({**tree(), "decision": 10})
    assert (reading.loaded.decision, only(reading).code) == ("16/9", "decision-differs")


def test_complete_is_said_by_a_person_and_only_of_texts() -> None:
    loaded = read(tree()).loaded
    assert not loaded.complete
    assert completed(loaded).complete
    with pytest.raises(InputError, match="--complete is for a decision with its texts"):
        completed(read(index(tree())).loaded)


def test_a_whole_decision_can_be_retired() -> None:
    whole = read({"code": code(session=5, number=14), "statuses": ["retired"], "nodes": []}).loaded
    assert (whole.decision, whole.paragraphs) == ("V/14", ())
    assert [(item.statuses, item.para) for item in whole.annotations] == [("retired", "")]


def test_the_same_node_twice_is_taken_once() -> None:
    reading = read([node("A", 1), node("A", 1) | {"_id": "other"}])
    assert len(reading.loaded.paragraphs) == 1
    assert (only(reading).code, only(reading).severity) == ("node-twice", "info")
