"""What two loads of one decision say differently is listed; nothing that is loaded is lost unsaid."""

import json
from dataclasses import replace
from datetime import date

from made_trees import node, tree

from iagkg.register.conflicts import Conflict, conflicts, merged, place_words
from iagkg.register.model import Annotation, Loaded, Paragraph, Text
from iagkg.register.tracking import read_tracking

OLD = Loaded(
    "16/9",
    (
        Paragraph("preamble", number="1", text={"en": "Recalling"}),
        Paragraph(
            "paragraph", part="B", para="9", text={"en": "Invites Parties:"}, verb="invite", role="asked"
        ),
        Paragraph(
            "item", part="B", para="9", sub="a", number="(a)", text={"en": "To count;", "fr": "Compter ;"}
        ),
    ),
    (Text("en", reviewed_by="KM officer", reviewed_on="2026-01-02", complete="yes"),),
    (Annotation(part="B", para="9", statuses="active", actors="parties", imported_on="2026-01-01"),),
)
B9 = ("B", "", "", "9", "", "")
B9A = ("B", "", "", "9", "a", "")


def test_nothing_differs_from_itself() -> None:
    assert conflicts(OLD, OLD) == ()
    assert merged(OLD, OLD) == OLD


def test_a_text_that_differs_is_a_conflict_with_place_and_language() -> None:
    new = Loaded(
        "16/9",
        (Paragraph("item", part="B", para="9", sub="a", text={"en": "To count  gulls;", "es": "Contar;"}),),
    )
    assert conflicts(OLD, new) == (Conflict(B9A, "paragraphs", "text", "en", "To count;", "To count gulls;"),)
    kept = merged(OLD, new)
    assert kept.paragraphs == OLD.paragraphs
    taken = merged(OLD, new, replacing=True).paragraphs[2]
    assert taken.text == {"en": "To count  gulls;", "fr": "Compter ;", "es": "Contar;"}
    assert taken.number == "(a)"


def test_blanks_alone_are_no_conflict_and_what_is_new_is_put_beside() -> None:
    new = Loaded(
        "16/9",
        (
            Paragraph(
                "paragraph",
                part="B",
                para="9",
                text={"en": " Invites\u00a0Parties: ", "fr": "Invite les Parties :"},
            ),
            Paragraph("paragraph", part="A", para="2", text={"en": "Decides"}),
        ),
        (Text("fr", imported_on="2026-05-01"),),
    )
    assert conflicts(OLD, new) == ()
    both = merged(OLD, new)
    assert [item.place[:5] for item in both.paragraphs[1:]] == [
        ("A", "", "", "2", ""),
        ("B", "", "", "9", ""),
        ("B", "", "", "9", "a"),
    ]
    assert both.paragraphs[2].text["fr"] == "Invite les Parties :"
    assert (both.paragraphs[2].verb, both.paragraphs[2].role) == ("invite", "asked")
    assert [text.lang for text in both.texts] == ["en", "fr"]


def test_a_changed_status_names_both_days() -> None:
    new = Loaded(
        "16/9",
        annotations=(
            Annotation(part="B", para="9", statuses="implemented", due="2026-06", imported_on="2026-05-01"),
        ),
    )
    assert conflicts(OLD, new) == (
        Conflict(B9, "annotations", "statuses", "", "active", "implemented", "2026-01-01", "2026-05-01"),
        Conflict(B9, "annotations", "actors", "", "parties", "", "2026-01-01", "2026-05-01"),
    )
    assert merged(OLD, new).annotations == OLD.annotations
    assert merged(OLD, new, replacing=True).annotations == new.annotations


def test_a_conflict_keeps_its_own_place_only() -> None:
    made = tree()
    first = read_tracking("a.json", json.dumps(made).encode(), date(2026, 1, 1)).loaded
    made["nodes"][1]["nodes"][0]["html"]["en"] = "Other words"
    made["nodes"][1]["nodes"][1]["html"]["ru"] = "Слова"
    made["nodes"].append(node("C", 1))
    second = read_tracking("b.json", json.dumps(made).encode(), date(2026, 5, 1)).loaded
    found = conflicts(first, second)
    assert [(item.place[3], item.language) for item in found] == [("1", "en")]
    both = merged(first, second)
    assert len(both.paragraphs) == 61
    by_place = {item.place: item for item in both.paragraphs}
    assert by_place["A", "", "", "1", "", ""].text["en"].startswith("A 1.")
    assert by_place["A", "", "", "2", "", ""].text["ru"] == "Слова"
    assert [item.place for item in both.paragraphs] == [item.place for item in second.paragraphs]
    assert [text.file for text in both.texts] == ["a.json", "a.json", "a.json", "b.json"]


def test_both_notations_of_a_code_are_no_conflict() -> None:
    dot, slash = (
        read_tracking("a.json", json.dumps(tree(dot=dot)).encode(), date(2026, 1, 1)).loaded
        for dot in (True, False)
    )
    assert conflicts(dot, slash) == ()


def test_that_a_text_is_complete_and_who_reviewed_it_outlives_a_later_import() -> None:
    new = Loaded("16/9", (), (Text("en", imported_on="2026-05-01", file="b.json"),))
    (text,) = merged(OLD, new).texts
    assert (text.file, text.complete, text.reviewed_by) == ("b.json", "yes", "KM officer")
    asked = replace(new, texts=(replace(new.texts[0], complete="no"),))
    assert merged(OLD, asked).texts[0].complete == "no"


def test_sections_come_in_the_order_of_their_letters_and_annexes_in_that_of_their_numbers() -> None:
    parts = [Paragraph("section", part=letter) for letter in "ABCHIJVX"]
    annexes = [Paragraph("annex", annex=roman) for roman in ("I", "II", "IX", "X")]
    items = [Paragraph("subitem", para="1", sub="i", subsub=roman) for roman in ("i", "v", "ix")]
    wanted = (*items, *parts, *annexes, Paragraph("footnote", number="2"), Paragraph("footnote", number="10"))
    assert merged(Loaded("16/9"), Loaded("16/9", tuple(reversed(wanted)))).paragraphs == wanted


def test_places_in_words() -> None:
    assert place_words(B9A) == "B, para. 9 (a)"
    assert place_words(("", "I", "A", "2", "b", "ii")) == "annex I, section A, para. 2 (b) (ii)"
    assert place_words(("", "", "", "", "", "", "preamble", "1")) == "preamble 1"
    assert place_words(("",) * 6) == "the whole decision"


def test_words_that_a_code_rests_on_are_compared_too() -> None:
    def words(verb: str, directed: str, role: str) -> Loaded:
        item = replace(OLD.paragraphs[1], verb_words=verb, directed_to_words=directed, role_words=role)
        return Loaded("16/9", (item,))

    found = conflicts(words("Invites", "Parties", "the group"), words("invites", "All", "a group"))
    assert [(item.field, item.loaded, item.new) for item in found] == [
        ("verb_words", "Invites", "invites"),
        ("directed_to_words", "Parties", "All"),
        ("role_words", "the group", "a group"),
    ]


def test_who_reviewed_old_words_does_not_stand_for_new_ones() -> None:
    item = Paragraph("paragraph", part="B", para="9", text={"en": "Invites all:"})
    new = Loaded("16/9", (item,), (Text("en", imported_on="2026-05-01"),))
    (text,) = merged(OLD, new, replacing=True).texts
    assert (text.reviewed_by, text.reviewed_on, text.complete) == ("", "", "yes")


def test_a_place_that_appears_ends_that_a_text_is_complete() -> None:
    item = Paragraph("paragraph", part="B", para="10", text={"en": "Ends."})
    new = Loaded("16/9", (item,), (Text("en", reviewed_by="chair"),))
    assert not merged(OLD, new).complete
    other = replace(new, texts=(Text("fr", complete="yes"),))
    assert {text.lang: text.complete for text in merged(OLD, other).texts} == {"en": "yes", "fr": "yes"}
